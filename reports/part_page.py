"""What the coordinator reads of a committee's part before judging it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from indicators.models import Category
from plans.models import Plan, PlanIndicator
from reports.asking import figures_not_asked
from reports.figures import Figures, Use, read_figures, read_uses
from reports.models import CommitteePart, Progress
from reports.part_history import Step, part_history
from reports.plan_tree import Tree, read_tree, worded
from reports.round_data import by_language
from welfareplans.organisations.texts import LANGUAGES

NATIVE = dict(settings.LANGUAGES)
TEXTS = [f"{field}_{code}" for field in ("text", "reason") for code in LANGUAGES]


@dataclass(frozen=True)
class Said:
    """A text in one language of the plan; empty when it is missing."""

    code: str
    language: str
    text: str


@dataclass(frozen=True)
class Cell:
    """A total or one category: last year's figure and this year's. is_gap: nothing was given this year."""

    name: SafeString | str
    before: str
    now: str
    is_gap: bool


@dataclass(frozen=True)
class Grid:
    """One indicator's figures; the first cell is the total."""

    name: SafeString | str
    target: SafeString | str
    cells: list[Cell]


@dataclass(frozen=True)
class Answered:
    """One measure as the committee answered, with last year beside."""

    pk: int
    number: str
    title: SafeString | str
    state: str
    word: str
    said: list[Said]
    proposal: str
    proposal_word: str
    why: SafeString | str
    last_state: str
    last_word: str
    last_text: SafeString | str
    return_reason: str
    grids: list[Grid]


@dataclass(frozen=True)
class PartPage:
    """A committee's part on one page."""

    measures: list[Answered]
    others: list[Grid]
    history: list[Step]


def part_page(part: CommitteePart) -> PartPage:
    """Return the page with about ten queries. part: with its round, plan and committee."""
    plan = part.round.plan
    tree, last = read_tree(plan), last_year(part)
    grids = grids_by_measure(part)
    shown: set[int] = set()
    measures = []
    rows = {row["measure_id"]: row for row in answers_of(part)}
    for measure in tree.measures.values():
        if measure.pk in rows:
            uses = [use for use in grids.measures.get(measure.pk, []) if use not in shown]
            shown.update(uses)
            measures.append(answered(rows[measure.pk], tree, plan, last, [grids.grids[use] for use in uses]))
    return PartPage(measures, [grid for use, grid in grids.grids.items() if use not in shown], part_history(part))


def answers_of(part: CommitteePart) -> list[Mapping[str, Any]]:
    """Return the part's answers."""
    rows = Progress.objects.filter(part=part)
    return list(rows.values("pk", "measure_id", "state", "proposal", "return_reason", *TEXTS))


def last_year(part: CommitteePart) -> dict[int, Mapping[str, Any]]:
    """Return what the same committee answered the year before, by measure."""
    rows = Progress.objects.filter(
        part__round__plan=part.round.plan_id, part__round__year=part.round.year - 1, part__committee=part.committee_id
    )
    return {row["measure_id"]: row for row in rows.values("measure_id", "state", *TEXTS)}


def answered(
    row: Mapping[str, Any], tree: Tree, plan: Plan, last: Mapping[int, Mapping[str, Any]], grids: list[Grid]
) -> Answered:
    """Return one answer as the page shows it."""
    measure, before = tree.measures[row["measure_id"]], last.get(row["measure_id"])
    texts = by_language(row, "text")
    return Answered(
        pk=row["pk"],
        number=measure.number,
        title=measure.title,
        state=row["state"],
        word=str(Progress.State(row["state"]).label) if row["state"] else "",
        said=[Said(code, NATIVE[code], texts.get(code, "")) for code in plan.languages],
        proposal=row["proposal"],
        proposal_word=str(Progress.Proposal(row["proposal"]).label) if row["proposal"] else "",
        why=worded(row, "reason", plan.languages),
        last_state=before["state"] if before else "",
        last_word=str(Progress.State(before["state"]).label) if before and before["state"] else "",
        last_text=worded(before, "text", plan.languages) if before else "",
        return_reason=row["return_reason"],
        grids=grids,
    )


@dataclass(frozen=True)
class Grids:
    """The figures that the committee enters, by the plan's indicators, and which of them each measure has."""

    grids: Mapping[int, Grid]
    measures: Mapping[int, list[int]]


def grids_by_measure(part: CommitteePart) -> Grids:
    """Return this year's and last year's figures with five queries."""
    plan, year = part.round.plan, part.round.year
    reporters = part.committee.reported_indicators.filter(plan_indicator__plan=plan)
    reporters = reporters.exclude(plan_indicator__in=figures_not_asked(part))
    areas = dict(reporters.values_list("plan_indicator_id", "area_id"))
    uses = read_uses(plan, pk__in=areas, is_to_be_specified=False)
    indicators = {use.indicator for use in uses.values()}
    figures = read_figures(indicators, year__in=[year - 1, year])
    categories = read_categories(indicators, plan)
    links = PlanIndicator.measures.through.objects.filter(planindicator__in=uses)
    of_measure: dict[int, list[int]] = defaultdict(list)
    for use, measure in links.order_by("planindicator__order", "planindicator").values_list("planindicator", "measure"):
        of_measure[measure].append(use)
    grids = {pk: grid_of(use, areas[pk], year, figures, categories[use.indicator]) for pk, use in uses.items()}
    return Grids(grids, of_measure)


def read_categories(indicators: set[int], plan: Plan) -> dict[int, list[tuple[int, SafeString | str]]]:
    """Return each indicator's categories, in order."""
    names = [f"name_{code}" for code in LANGUAGES]
    rows = Category.objects.filter(dimension__indicators__in=indicators).order_by("dimension_id", "order")
    found: dict[int, list[tuple[int, SafeString | str]]] = defaultdict(list)
    for row in rows.values("pk", "dimension__indicators", *names):
        found[row["dimension__indicators"]].append((row["pk"], worded(row, "name", plan.languages)))
    return found


def grid_of(use: Use, area: int, year: int, figures: Figures, categories: list[tuple[int, SafeString | str]]) -> Grid:
    """Return an indicator's total and categories."""
    cells = []
    for category, name in [(None, ""), *categories]:
        series = figures.series(use.indicator, area, category)
        now = series.get(year)
        cells.append(Cell(name, use.written(series.get(year - 1)), use.written(now), now is None))
    return Grid(use.name, use.target_words(), cells)
