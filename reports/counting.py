"""How much of each committee's part is filled in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from indicators.models import Value
from plans.models import Reporter
from reports.asking import figures_left_out
from reports.models import CommitteePart, Progress


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
    """Return the counts by part id with three queries; each part's round and plan must be loaded."""
    wanted = list(parts)
    rows = Progress.objects.filter(part__in=wanted).values("part")
    rows = rows.annotate(asked=Count("pk"), there=Count("pk", filter=~Q(state="")))
    measures = {row["part"]: (row["asked"], row["there"]) for row in rows}
    figures = reported_figures(wanted)
    return {part.pk: Filled(*measures.get(part.pk, (0, 0)), *figures[part.pk]) for part in wanted}


def reported_figures(parts: list[CommitteePart]) -> dict[int, tuple[int, int]]:
    """Return (asked, there) of the totals that each part's committee enters."""
    years = {part.round.year for part in parts}
    given = {
        year: Exists(
            Value.objects.filter(
                indicator=OuterRef("plan_indicator__indicator"), area=OuterRef("area"), year=year, category=None
            )
        )
        for year in years
    }
    rows = Reporter.objects.filter(
        plan_indicator__plan__in={part.round.plan_id for part in parts},
        committee__in={part.committee_id for part in parts},
        plan_indicator__is_to_be_specified=False,
    ).annotate(**{f"given_{year}": there for year, there in given.items()})
    left_out = figures_left_out({part.round_id for part in parts})
    by_committee: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.values(
        "plan_indicator__plan", "committee", "plan_indicator_id", *(f"given_{year}" for year in years)
    ):  # fmt: skip
        by_committee[row["plan_indicator__plan"], row["committee"]].append(row)
    counts = {}
    for part in parts:
        asked = [
            row
            for row in by_committee[part.round.plan_id, part.committee_id]
            if (part.round_id, part.committee_id, row["plan_indicator_id"]) not in left_out
        ]
        counts[part.pk] = len(asked), sum(row[f"given_{part.round.year}"] for row in asked)
    return counts
