"""Opens a round: asks each committee about its measures, and about the figures that it enters."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from plans.models import Measure, Plan, PlanIndicator, Reporter, Responsibility
from reports.models import CommitteePart, Progress, Round
from welfareplans.organisations.models import Committee


@transaction.atomic
def open_round(
    plan: Plan, *, year: int, opens_on: datetime.date, due_on: datetime.date,
    council_on: datetime.date | None = None, instructions: Mapping[str, str] | None = None,
    default_committee: Committee | None = None,
) -> Round:  # fmt: skip
    """Return a new collecting round with a part per committee and an empty progress per measure and committee.

    instructions: text by language. default_committee: who is asked about measures and figures that nobody is
    responsible for; it becomes responsible for them. Raises IntegrityError when the plan has a round for the year.
    """
    if default_committee is not None:
        give_what_is_left(plan, default_committee)
    texts = {f"instructions_{code}": text for code, text in (instructions or {}).items()}
    opened = Round.objects.create(
        plan=plan, year=year, opens_on=opens_on, due_on=due_on, council_on=council_on,
        status=Round.Status.COLLECTING, **texts,
    )  # fmt: skip
    asked = asked_measures(plan, year)
    committees = {committee for committee, _ in asked}
    committees |= set(Reporter.objects.filter(plan_indicator__plan=plan).values_list("committee_id", flat=True))
    parts = CommitteePart.objects.bulk_create(
        [CommitteePart(round=opened, committee_id=committee) for committee in sorted(committees)]
    )
    part_of = {part.committee_id: part for part in parts}
    Progress.objects.bulk_create(
        [Progress(part=part_of[committee], measure_id=measure) for committee, measure in asked]
    )
    return opened


def asked_measures(plan: Plan, year: int) -> list[tuple[int, int]]:
    """Return (committee, measure) for every responsibility of the plan that runs in the year, in the plan's order."""
    running = [
        measure.pk
        for measure in Measure.objects.of_plan(plan)
        if (measure.first_year or year) <= year <= (measure.last_year or year)
    ]
    place = {measure: position for position, measure in enumerate(running)}
    pairs = Responsibility.objects.filter(measure_id__in=running).values_list("committee_id", "measure_id")
    return sorted(pairs, key=lambda pair: place[pair[1]])


def give_what_is_left(plan: Plan, committee: Committee) -> None:
    """Make the committee responsible for every measure and figure of the plan that nobody is responsible for."""
    Responsibility.objects.bulk_create(
        Responsibility(measure=measure, committee=committee, is_leading=True)
        for measure in Measure.objects.of_plan(plan).filter(responsibilities__isnull=True)
    )
    Reporter.objects.bulk_create(
        Reporter(plan_indicator=use, area=plan.own_area, committee=leading_committee(use) or committee)
        for use in PlanIndicator.objects.filter(plan=plan, reporters__isnull=True, is_to_be_specified=False)
    )


def leading_committee(use: PlanIndicator) -> Committee | None:
    """Return the committee that leads the first measure which the indicator tells about."""
    first = (
        Responsibility.objects.filter(measure__plan_indicators=use).order_by("-is_leading", "measure__order").first()
    )
    return first.committee if first else None
