"""The points of a line, the scale they are drawn on, and their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.numbers import format_number, format_value


@dataclass(frozen=True)
class Point:
    """A year's figure, or the word for why there is none (`missing`, `withheld`, already translated).

    A year in which no figure is due, as in a survey of every second year, has no point: the line passes it.
    """

    year: int
    value: Decimal | None
    gap: str = ""


@dataclass(frozen=True)
class Scale:
    """From years and values to places in the drawing."""

    first: int
    last: int
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, year: int) -> float:
        """Return the place of a year."""
        return self.left + (year - self.first) * self.step()

    def step(self) -> float:
        """Return the distance between two years."""
        return (self.right - self.left) / max(self.last - self.first, 1)

    def y(self, value: Decimal) -> float:
        """Return the place of a value."""
        return self.bottom - (float(value) - self.low) / (self.high - self.low) * (self.bottom - self.top)


def bounds(values: Iterable[Decimal]) -> tuple[float, float]:
    """Return the lowest and highest value to draw: from zero where that costs little, else with some air."""
    numbers = [float(value) for value in values] or [0.0]
    low, high = min(numbers), max(numbers)
    if low == high:
        return (0.0, high or 1.0) if low >= 0 else (low * 1.5, 0.0)
    if 0 <= low < high * 0.35:
        return 0.0, high
    return low - (high - low) * 0.15, high


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """Return the stretches of points without a gap between them."""
    stretches: list[list[Point]] = [[]]
    for point in points:
        if point.value is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if stretch]


def line_path(points: Sequence[Point], scale: Scale) -> str:
    """Return the path of the line, broken at every gap."""
    return "".join(
        "M" + "L".join(f"{scale.x(p.year):.1f} {scale.y(p.value):.1f}" for p in stretch if p.value is not None)
        for stretch in runs(points)
    )


def dots_path(points: Sequence[Point], scale: Scale) -> str:
    """Return a path of zero-length strokes: dots when drawn with round caps, one element for the whole series."""
    return "".join(f"M{scale.x(p.year):.1f} {scale.y(p.value):.1f}h0" for p in points if p.value is not None)


def gaps_path(points: Sequence[Point], scale: Scale, most: float = 18) -> str:
    """Return the path of the fields over the years without a figure."""
    wide = min(most, scale.step() * 0.8) if scale.last > scale.first else most
    high = scale.bottom - scale.top
    return "".join(
        f"M{scale.x(p.year) - wide / 2:.1f} {scale.top:.1f}h{wide:.1f}v{high:.1f}h-{wide:.1f}z"
        for p in points
        if p.value is None
    )


def pushed_apart(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Return the labels' places moved so that none touches another, in the same order and inside the drawing."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    lowest = top
    for i in order:
        moved[i] = lowest = max(moved[i], lowest)
        lowest += gap
    highest = bottom
    for i in reversed(order):
        moved[i] = highest = min(moved[i], highest)
        highest -= gap
    return moved


def spoken(points: Sequence[Point], language: str, decimals: int | None, unit: str) -> str:
    """Return the figures as a sentence's part: `2019: 82,4 %; 2020: missing`."""
    with override(language):
        return "; ".join(
            f"{p.year}: "
            + (p.gap or _("no figure") if p.value is None else format_value(p.value, language, decimals, unit))
            for p in points
        )


def end_label(newest: Point, last: int, language: str, decimals: int | None) -> str:
    """Return a line's newest figure, with its year where that is not the chart's last one."""
    figure = format_number(newest.value or Decimal(0), language, decimals)
    return figure if newest.year == last else f"{figure} ({newest.year})"
