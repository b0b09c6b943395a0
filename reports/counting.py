"""How much of each committee's part is filled in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from indicators.models import Value
from plans.models import Reporter
from reports.models import CommitteePart, NotAsked, Progress


@dataclass(frozen=True)
class Filled:
    """Measures and figures (totals) of one part: how many are asked for and how many are there."""

    measures: int = 0
    measures_filled: int = 0
    figures: int = 0
    figures_filled: int = 0

    @property
    def share(self) -> int:
        """Return the percentage of the measures that are filled in."""
        return round(100 * self.measures_filled / self.measures) if self.measures else 0

    @property
    def left(self) -> int:
        """Return how many measures and figures are still asked for."""
        return self.measures + self.figures - self.measures_filled - self.figures_filled


def filled(parts: Iterable[CommitteePart]) -> dict[int, Filled]:
    """Return the counts by part id with two queries; each part's round and plan must be loaded."""
    wanted = list(parts)
    rows = Progress.objects.filter(part__in=wanted).values("part")
    rows = rows.annotate(asked=Count("pk"), there=Count("pk", filter=~Q(state="")))
    measures = {row["part"]: (row["asked"], row["there"]) for row in rows}
    figures = reported_figures(wanted)
    return {part.pk: Filled(*measures.get(part.pk, (0, 0)), *figures[part.pk]) for part in wanted}


def reported_figures(parts: list[CommitteePart]) -> dict[int, tuple[int, int]]:
    """Return (asked, there) of the totals that each part's committee enters."""
    years = {part.round.year for part in parts}
    columns = {f"given_{year}": Exists(totals(year)) for year in years}
    columns |= {f"left_{year}": Exists(left_out(year)) for year in years}
    rows = Reporter.objects.filter(
        plan_indicator__plan__in={part.round.plan_id for part in parts},
        committee__in={part.committee_id for part in parts},
        plan_indicator__is_to_be_specified=False,
    ).annotate(**columns)
    by_committee: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.values("plan_indicator__plan", "committee", *columns):
        by_committee[row["plan_indicator__plan"], row["committee"]].append(row)
    counts = {}
    for part in parts:
        rows_of_part, year = by_committee[part.round.plan_id, part.committee_id], part.round.year
        asked = [row for row in rows_of_part if not row[f"left_{year}"]]
        counts[part.pk] = len(asked), sum(row[f"given_{year}"] for row in asked)
    return counts


def totals(year: int) -> QuerySet[Value]:
    """Return what there is of a reporter's figure in a year, for a subquery."""
    return Value.objects.filter(
        indicator=OuterRef("plan_indicator__indicator"), area=OuterRef("area"), year=year, category=None
    )


def left_out(year: int) -> QuerySet[NotAsked]:
    """Return what a year's round does not ask of a reporter's figure, for a subquery."""
    return NotAsked.objects.filter(
        round__plan=OuterRef("plan_indicator__plan"), round__year=year, committee=OuterRef("committee"),
        plan_indicator=OuterRef("plan_indicator"),
    )  # fmt: skip
