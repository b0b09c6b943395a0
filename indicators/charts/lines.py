"""Lines over the years: in a table's cell, as a small multiple, and over the width of a page."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.charts import svg
from indicators.charts.lines_of_text import width_of
from indicators.charts.series import (
    Point,
    Scale,
    bounds,
    dots_path,
    end_label,
    gaps_path,
    line_path,
    pushed_apart,
    spoken,
)
from indicators.numbers import format_number, format_value

OWN = "#174c55"
TARGET = "#7d4300"


def sparkline(
    points: Sequence[Point],
    *,
    name: str,
    language: str,
    decimals: int | None = None,
    unit: str = "",
    target: Decimal | None = None,
    colour: str = OWN,
) -> SafeString:
    """Return a line of 104 × 30 without words, its newest figure as a dot."""
    scale = _scale(points, target, left=5, right=99, top=5, bottom=25)
    known = [point for point in points if point.value is not None]
    pieces = []
    if target is not None:
        pieces.append(_target_rule(scale.y(target), 0, 104, width=1.2, dashes="3 3"))
    pieces.append(svg.rule(line_path(points, scale), stroke=colour, css="k-own", width=2))
    pieces += [
        svg.rule(f"M{scale.x(p.year) - 2.5:.1f} 28h5", stroke=svg.AXIS, css="k-ghost", width=1.2)
        for p in points
        if p.value is None
    ]
    pieces.append(svg.rule(dots_path(known[-1:], scale), stroke=colour, css="k-own", width=6.5, cap="round"))
    title = _title(points, name, language, decimals, unit, target)
    return svg.figure(title, 104, 30, pieces, css="app-spark")


def small_chart(
    points: Sequence[Point],
    *,
    name: str,
    language: str,
    decimals: int | None = None,
    unit: str = "",
    target: Decimal | None = None,
    years: tuple[int, int] | None = None,
    beside: Sequence[Decimal] = (),
    colour: str = OWN,
    wide_mm: float | None = 52,
) -> SafeString:
    """Return a chart of 196 × 92 to stand beside others on one baseline.

    The newest value and the target are written at the line's end; a year without a figure is a grey field.
    years: first and last year of the axis, so that neighbours share it; beside: the neighbours' values, so that they
    share its height too.
    """
    known = [point for point in points if point.value is not None]
    last = years[1] if years else max((point.year for point in points), default=0)
    ends = _end_labels(known, last, language, decimals, target)
    room = max([width_of(text, size) for text, size in ends.values()] or [20])
    scale = _scale(points, target, left=10, right=min(186 - room, 166), top=12, bottom=74, years=years, beside=beside)
    right = scale.right + 6
    pieces = [
        f'<path d="{gaps_path(points, scale)}" class="k-band" fill="{svg.LIGHT}"/>',
        svg.rule(f"M4 74H{right:.1f}", stroke=svg.GREY, css="k-axis", width=0.8),
    ]
    if target is not None:
        pieces.append(_target_rule(scale.y(target), 4, right, stroke=svg.INK))
    pieces.append(svg.rule(line_path(points, scale), stroke=colour, css="k-own", width=1.9))
    pieces.append(svg.rule(dots_path(known, scale), stroke=colour, css="k-own", width=5, cap="round"))
    pieces += _small_labels(ends, known, scale, target, right + 3, colour)
    pieces.append(svg.label(4, 88, str(scale.first), size=9.5))
    if scale.last > scale.first:
        pieces.append(svg.label(right, 88, str(scale.last), size=9.5, anchor="end"))
    title = _title(points, name, language, decimals, unit, target)
    return svg.figure(title, 196, 92, pieces, css="app-small", wide_mm=wide_mm)


def line_chart(
    points: Sequence[Point],
    *,
    name: str,
    language: str,
    decimals: int | None = None,
    unit: str = "",
    target: Decimal | None = None,
    baseline: int | None = None,
    colour: str = OWN,
    width: int = 760,
    height: int = 320,
    css: str = "wide",
) -> SafeString:
    """Return a chart over the page's width: every value written, gaps with their word, the baseline year hollow.

    baseline: the year the plan started from.
    """
    scale = _scale(points, target, left=48 + 24, right=width - 116, top=40, bottom=height - 34)
    right = scale.right + 24
    pieces = [f'<path d="{gaps_path(points, scale, 40)}" class="k-band" fill="{svg.LIGHT}"/>']
    pieces.append(svg.rule(f"M48 {scale.bottom:g}H{right:.1f}", stroke=svg.AXIS, css="k-axis"))
    if target is not None:
        pieces.append(_target_rule(scale.y(target), 48, right, width=1.8, dashes="6 5"))
        words = _target_words(target, language, decimals)
        pieces.append(
            svg.label(right + 8, scale.y(target) + 5, words, size=14, fill=TARGET, css="k-target-f", bold=True)
        )
    pieces.append(svg.rule(line_path(points, scale), stroke=colour, css="k-own", width=3))
    pieces += [
        piece for point in points for piece in _wide_point(point, points, scale, language, decimals, baseline, colour)
    ]
    title = _title(points, name, language, decimals, unit, target)
    return svg.figure(title, width, height, pieces, css=css)


def _wide_point(
    point: Point,
    points: Sequence[Point],
    scale: Scale,
    language: str,
    decimals: int | None,
    baseline: int | None,
    colour: str,
) -> list[str]:
    """Return a year's dot, value and year, or the word in its gap."""
    x = scale.x(point.year)
    pieces = [svg.label(x, scale.bottom + 24, str(point.year), size=14, anchor="middle")]
    if point.value is None:
        place = f"translate({x + 5:.1f} {scale.bottom - 10:.1f}) rotate(-90)"
        pieces.append(f'<g transform="{place}">{svg.label(0, 0, point.gap, size=14)}</g>')
        return pieces
    newest = point.year == max(p.year for p in points if p.value is not None)
    y, radius = scale.y(point.value), 6 if newest else 4.5
    hollow = point.year == baseline
    fill = (
        f'class="k-own k-hollow" fill="#fff" stroke="{colour}" stroke-width="2.5"'
        if hollow
        else f'class="k-own-f" fill="{colour}"'
    )
    pieces.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {fill}/>')
    value = format_number(point.value, language, decimals)
    pieces.append(
        svg.label(
            x, y - 12, value, size=17 if newest else 14.5, anchor="middle", fill=svg.INK, css="k-ink", bold=newest
        )
    )
    return pieces


def _scale(
    points: Sequence[Point],
    target: Decimal | None,
    *,
    left: float,
    right: float,
    top: float,
    bottom: float,
    years: tuple[int, int] | None = None,
    beside: Sequence[Decimal] = (),
) -> Scale:
    """Return the scale that holds every point, the target and what stands beside."""
    values = [*beside, *(point.value for point in points if point.value is not None)]
    low, high = bounds([*values, target] if target is not None else values)
    first, last = years or (min((p.year for p in points), default=0), max((p.year for p in points), default=0))
    return Scale(first, last, low, high, left, right, top, bottom)


def _end_labels(
    known: Sequence[Point], last: int, language: str, decimals: int | None, target: Decimal | None
) -> dict[str, tuple[str, float]]:
    """Return the newest value and the target as they are written at the line's end, with their sizes."""
    labels = {}
    if known:
        labels["own"] = (end_label(known[-1], last, language, decimals), 12.0)
    if target is not None:
        labels["target"] = (_target_words(target, language, decimals), 9.5)
    return labels


def _small_labels(
    ends: dict[str, tuple[str, float]],
    known: Sequence[Point],
    scale: Scale,
    target: Decimal | None,
    x: float,
    colour: str,
) -> list[str]:
    """Return the labels at the line's end, pushed apart."""
    places = [
        scale.y(known[-1].value or Decimal(0)) if kind == "own" else scale.y(target or Decimal(0)) for kind in ends
    ]
    moved = pushed_apart([place + 3.5 for place in places], 11.5, 9, scale.bottom)
    return [
        svg.label(x, y, text, size=size, fill=colour, css="k-own-f", bold=True)
        if kind == "own"
        else svg.label(x, y, text, size=size)
        for (kind, (text, size)), y in zip(ends.items(), moved, strict=True)
    ]


def _target_rule(
    y: float, left: float, right: float, *, width: float = 1, dashes: str = "4 2.5", stroke: str = TARGET
) -> str:
    """Return the dashed line of the target."""
    return svg.rule(f"M{left:g} {y:.1f}H{right:.1f}", stroke=stroke, css="k-target", width=width, dashes=dashes)


def _target_words(target: Decimal, language: str, decimals: int | None) -> str:
    """Return the target's label; a whole target is written without decimals."""
    shown = 0 if target == target.to_integral_value() else decimals
    with override(language):
        return _("target %(value)s") % {"value": format_number(target, language, shown)}


def _title(
    points: Sequence[Point], name: str, language: str, decimals: int | None, unit: str, target: Decimal | None
) -> str:
    """Return the alternative text: the name, every figure, the target."""
    with override(language):
        text = _("Line chart: %(name)s. %(figures)s.") % {
            "name": name,
            "figures": spoken(points, language, decimals, unit),
        }
        if target is not None:
            text += " " + _("Target: %(value)s.") % {"value": format_value(target, language, None, unit)}
    return text
