"""Opens a round: asks each committee about its measures, and about the figures that it enters."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from plans.models import Measure, Plan, PlanIndicator, Reporter, Responsibility
from reports.models import CommitteePart, Progress, Round, RoundStep
from welfareplans.organisations.models import LANGUAGES, Committee, User


@dataclass(frozen=True)
class Unclaimed:
    """How many measures and figures of a plan have nobody responsible."""

    measures: int
    figures: int

    def __bool__(self) -> bool:
        """Tell whether somebody has to be named."""
        return bool(self.measures or self.figures)


@transaction.atomic
def open_round(
    plan: Plan, *, year: int, opens_on: datetime.date, due_on: datetime.date,
    council_on: datetime.date | None = None, instructions: Mapping[str, str] | None = None,
    default_committee: Committee | None = None, by: User | None = None, at: datetime.datetime | None = None,
) -> Round:  # fmt: skip
    """Return a new collecting round with a part per committee and an empty progress per measure and committee.

    instructions: text by language. default_committee: who is asked about measures and figures that nobody is
    responsible for; it becomes responsible for them. at: when, else now.
    Raises IntegrityError when the plan has a round for the year.
    """
    give_what_is_left(plan, default_committee)
    texts = {f"instructions_{code}": text for code, text in (instructions or {}).items()}
    opened = Round.objects.create(
        plan=plan, year=year, opens_on=opens_on, due_on=due_on, council_on=council_on,
        status=Round.Status.COLLECTING, **texts,
    )  # fmt: skip
    asked = asked_measures(plan, year)
    committees = {committee for committee, _ in asked}
    reporters = without_left(plan, Reporter.objects.filter(plan_indicator__plan=plan))
    committees |= set(reporters.values_list("committee_id", flat=True))
    parts = CommitteePart.objects.bulk_create(
        [CommitteePart(round=opened, committee_id=committee) for committee in sorted(committees)]
    )
    part_of = {part.committee_id: part for part in parts}
    Progress.objects.bulk_create(
        [Progress(part=part_of[committee], measure_id=measure) for committee, measure in asked]
    )
    RoundStep.objects.create(
        round=opened, act=RoundStep.Act.OPENED, due_on=due_on, taken_by=by, taken_at=at or timezone.now()
    )  # fmt: skip
    return opened


def asked_measures(plan: Plan, year: int) -> list[tuple[int, int]]:
    """Return (committee, measure) for every responsibility of the plan that runs in the year, in the plan's order."""
    running = [
        measure.pk
        for measure in Measure.objects.of_plan(plan).in_force()
        if (measure.first_year or year) <= year <= (measure.last_year or year)
    ]
    place = {measure: position for position, measure in enumerate(running)}
    pairs = without_left(plan, Responsibility.objects.filter(measure_id__in=running))
    pairs = pairs.values_list("committee_id", "measure_id")
    return sorted(pairs, key=lambda pair: place[pair[1]])


def without_left(plan: Plan, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return the rows without those of committees whose municipality has left the plan."""
    left = plan.partners.exclude(pk__in=plan.partners.taking_part())
    return rows.exclude(committee__municipality__in=left.order_by().values("municipality"))


def give_what_is_left(plan: Plan, committee: Committee | None) -> None:
    """Make somebody responsible for every measure and figure of the plan that nobody is responsible for.

    A figure goes to the committee that leads its first measure, else to the one given; with None it is left.
    """
    if committee is not None:
        Responsibility.objects.bulk_create(
            Responsibility(measure=measure, committee=committee, is_leading=True)
            for measure in Measure.objects.of_plan(plan).in_force().filter(responsibilities__isnull=True)
        )
    found = [(use, leading_committee(use) or committee) for use in without_reporter(plan)]
    Reporter.objects.bulk_create(
        Reporter(plan_indicator=use, area=plan.own_area, committee=reporter) for use, reporter in found if reporter
    )


def without_reporter(plan: Plan) -> models.QuerySet[PlanIndicator]:
    """Return the indicators of the plan whose figures nobody enters; those to be specified are not asked for yet."""
    return PlanIndicator.objects.filter(plan=plan, reporters__isnull=True, is_to_be_specified=False)


def leading_committee(use: PlanIndicator) -> Committee | None:
    """Return the committee that leads the first measure which the indicator tells about."""
    first = (
        Responsibility.objects.filter(measure__plan_indicators=use).order_by("-is_leading", "measure__order").first()
    )
    return first.committee if first else None


def unclaimed(plan: Plan) -> Unclaimed:
    """Return how much nobody is responsible for; a figure of a measure that is led goes to who leads it."""
    led = Responsibility.objects.filter(measure__plan_indicators=OuterRef("pk"))
    return Unclaimed(
        measures=Measure.objects.of_plan(plan).in_force().filter(responsibilities__isnull=True).count(),
        figures=without_reporter(plan).filter(~Exists(led)).count(),
    )


def committees_of(plan: Plan) -> models.QuerySet[Committee]:
    """Return the committees of the municipalities that take part in the plan."""
    partners = plan.partners.taking_part().order_by().values("municipality")
    rows = Committee.objects.filter(municipality__in=partners, retired_at__isnull=True).select_related(
        "municipality__area"
    )
    return rows.order_by("municipality_id", "name_sv", "pk")


def proposed_year(plan: Plan) -> int | None:
    """Return the next year without a round within the plan, else an earlier one that was left out, else None."""
    held = set(Round.objects.filter(plan=plan).values_list("year", flat=True))
    free = [year for year in range(plan.first_year, plan.last_year + 1) if year not in held]
    later = [year for year in free if year > max(held, default=0)]
    return next(iter(later or free), None)


def alike(there: Round, data: Mapping[str, Any], instructions: Mapping[str, str]) -> bool:
    """Tell whether a round is the very one that was asked for, so that asking twice opens one."""
    days = all(getattr(there, day) == data.get(day) for day in ("opens_on", "due_on", "council_on"))
    return days and all(
        (getattr(there, f"instructions_{code}") or "") == instructions.get(code, "") for code in LANGUAGES
    )


def name_first_committee(plan: Plan, by: User, names: Mapping[str, str]) -> Committee:
    """Return a new committee of the lead municipality, or of the partner that the user coordinates. names: by code."""
    mine = [one.municipality for one in plan.partners.coordinated_by(by).select_related("municipality").order_by("pk")]
    home = next((one for one in mine if one.pk == plan.municipality_id), mine[0])
    return Committee.objects.create(municipality=home, **{f"name_{code}": name for code, name in names.items()})
