"""What each committee will be asked in a year's round, and what the coordinator takes out of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import Plan, Reporter
from reports.figures import read_uses
from reports.models import CommitteePart, NotAsked, Round
from reports.opening import asked_measures, without_left
from reports.plan_tree import read_tree
from welfareplans.organisations.models import Committee
from welfareplans.organisations.texts import per_language

MEASURE, FIGURE = "m", "i"


@dataclass
class Question:
    """What one committee is asked: (key, words) of each measure and figure. A key is `m` or `i` and the id."""

    committee: Committee
    measures: list[tuple[str, SafeString | str]] = field(default_factory=list)
    figures: list[tuple[str, SafeString | str]] = field(default_factory=list)


@dataclass(frozen=True)
class LeftOut:
    """What one committee is not asked, and why. reason: by language."""

    committee: int
    keys: list[str]
    reason: Mapping[str, str]


def questions(plan: Plan, year: int) -> list[Question]:
    """Return what each committee will be asked, committees of one municipality together; a constant number of queries.

    What nobody is responsible for is not in it: it goes to the committee that the coordinator names.
    """
    tree, uses = read_tree(plan), read_uses(plan, is_to_be_specified=False)
    measures = asked_measures(plan, year)
    figures = list(
        without_left(plan, Reporter.objects.filter(plan_indicator__in=uses))
        .order_by("plan_indicator__order", "pk")
        .values_list("committee_id", "plan_indicator_id")
    )
    asked = {committee for committee, _node in [*measures, *figures]}
    rows = Committee.objects.filter(pk__in=asked).select_related("municipality__area")
    ordered = sorted(rows.order_by("pk"), key=lambda row: row.place_in_lists)
    found = {row.pk: Question(row) for row in ordered}
    for committee, measure in measures:
        place = tree.measures[measure]
        found[committee].measures.append((f"{MEASURE}{measure}", format_html("{} {}", place.number, place.title)))
    for committee, use in dict.fromkeys(figures):
        found[committee].figures.append((f"{FIGURE}{use}", uses[use].name))
    return list(found.values())


def keep_left_out(asked: Round, left: Iterable[LeftOut]) -> None:
    """Keep what is not asked, and take it out of the committees' parts; a part without any question goes."""
    for one in left:
        for key in one.keys:
            node = {"measure_id" if key.startswith(MEASURE) else "plan_indicator_id": int(key[1:])}
            NotAsked.objects.create(
                round=asked, committee_id=one.committee, **node, **per_language("reason", one.reason)
            )  # fmt: skip
        part = CommitteePart.objects.get(round=asked, committee=one.committee)
        part.progress.filter(measure__in=not_asked(part).filter(measure__isnull=False).values("measure")).delete()
        if not part.progress.exists() and not has_figures(part):
            part.delete()


def has_figures(part: CommitteePart) -> bool:
    """Tell whether the committee still enters any figure in the round."""
    rows = Reporter.objects.filter(committee=part.committee_id, plan_indicator__plan=part.round.plan_id)
    return rows.exclude(plan_indicator__in=figures_not_asked(part)).exists()


def not_asked(part: CommitteePart) -> QuerySet[NotAsked]:
    """Return what a part's committee is not asked in its round."""
    return NotAsked.objects.filter(round=part.round_id, committee=part.committee_id)


def figures_not_asked(part: CommitteePart) -> QuerySet[NotAsked, int | None]:
    """Return the plan's indicators whose figures a part's committee is not asked for, to exclude in a query."""
    return not_asked(part).filter(plan_indicator__isnull=False).values_list("plan_indicator", flat=True)
