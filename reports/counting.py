"""How much of each committee's part is filled in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from indicators.models import Value as Figure
from plans.models import Reporter
from reports.models import CommitteePart, NotAsked, Progress
from welfareplans.organisations.compiled import Compiled


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
    """Return the counts by part id with one query."""
    wanted = {part.pk for part in parts}
    rows = _COUNTS.rows(parts=wanted) if wanted else []
    return {row.pop("pk"): Filled(**row) for row in rows}


def _counts(parts: Collection[int]) -> QuerySet[Any, Any]:
    counts = {
        "measures": number_of(answers()), "measures_filled": number_of(answers().exclude(state="")),
        "figures": number_of(reporters()), "figures_filled": number_of(reporters().filter(Exists(totals()))),
    }  # fmt: skip
    rows: QuerySet[Any, Any] = CommitteePart.objects.filter(pk__in=parts)
    return rows.values("pk", **counts)


_COUNTS = Compiled(CommitteePart, _counts)


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """Return how many rows there are, for a subquery."""
    alike = rows.order_by().annotate(all=Value(1)).values("all")
    return Coalesce(Subquery(alike.annotate(number=Count("pk")).values("number")), 0)


def answers() -> QuerySet[Progress]:
    """Return the measures that a part is asked about."""
    return Progress.objects.filter(part=OuterRef("pk"))


def reporters() -> QuerySet[Reporter]:
    """Return the figures that a part's committee is asked for."""
    left_out = NotAsked.objects.filter(
        round=OuterRef(OuterRef("round")), committee=OuterRef("committee"), plan_indicator=OuterRef("plan_indicator")
    )
    return Reporter.objects.filter(
        ~Exists(left_out), committee=OuterRef("committee"), plan_indicator__plan=OuterRef("round__plan"),
        plan_indicator__is_to_be_specified=False,
    )  # fmt: skip


def totals() -> QuerySet[Figure]:
    """Return what there is of a reporter's figure in its part's year."""
    return Figure.objects.filter(
        indicator=OuterRef("plan_indicator__indicator"), area=OuterRef("area"), category=None,
        year=OuterRef(OuterRef("round__year")),
    )  # fmt: skip
