"""Which figures an edition may show: small counts, and what would give them away, are withheld."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator
from indicators.suppression import applies_to, share_is_suppressed, suppressed_breakdowns

# The figures of one indicator, area and year by category; None is the total.
Figures = Mapping[int | None, "Figure"]
Hidden = set[int | None]


@dataclass(frozen=True)
class Figure:
    """A value: its number, and for a share the counts it was made of."""

    number: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Measured:
    """What decides about an indicator's figures. breakdowns: the categories of each dimension."""

    kind: str
    decimals: int
    counts_people: bool
    breakdowns: tuple[tuple[int, ...], ...]


def hidden(measured: Measured, figures: Figures, threshold: int) -> Hidden:
    """Return the categories of one area and year that are withheld (None: the total)."""
    if not measured.counts_people:
        return set()
    if measured.kind == Indicator.Kind.SHARE:
        small = {
            category
            for category, figure in figures.items()
            if share_is_suppressed(figure.numerator, figure.denominator, threshold)
        }
        counted = _hidden_counts(measured, figures, threshold, lambda figure: figure.numerator)
        return small | counted | _hidden_counts(measured, figures, threshold, lambda figure: figure.denominator)
    if applies_to(measured.kind, measured.decimals, counts_people=measured.counts_people):
        return _hidden_counts(measured, figures, threshold, lambda figure: figure.number)
    return set()


def _hidden_counts(
    measured: Measured, figures: Figures, threshold: int, count: Callable[[Figure], Decimal | None]
) -> Hidden:
    counts = {category: count(figure) for category, figure in figures.items()}
    total, breakdowns = suppressed_breakdowns(
        counts.get(None), [[counts.get(c) for c in categories] for categories in measured.breakdowns], threshold
    )
    found: Hidden = {None} if total else set()
    for categories, marks in zip(measured.breakdowns, breakdowns, strict=True):
        found |= {category for category, is_hidden in zip(categories, marks, strict=True) if is_hidden}
    return found & set(figures)


def hidden_everywhere(
    measured: Measured, areas: Mapping[int, Mapping[int, Figures]], parts: set[int], whole: int, threshold: int
) -> set[tuple[int, int, int | None]]:
    """Return (area, year, category) of what is withheld.

    areas: figures by area and year. parts: areas that make up `whole`. What is withheld in one of them or in the
    whole is withheld in all of them, for else the others and the whole would give it away.
    """
    found = {
        (area, year, category)
        for area, years in areas.items()
        for year, figures in years.items()
        for category in hidden(measured, figures, threshold)
    }
    if len(parts) < 2:
        return found
    shared = defaultdict(set)
    for area, year, category in found:
        if area in parts or area == whole:
            shared[year].add(category)
    return found | {
        (area, year, category)
        for area in parts & set(areas)
        for year, figures in areas[area].items()
        for category in shared[year] & set(figures)
    }
