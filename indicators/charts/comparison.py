"""Several areas in one chart, each line named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.charts import svg
from indicators.charts.lines_of_text import width_of, wrapped
from indicators.charts.series import Point, Scale, bounds, dots_path, end_label, line_path, pushed_apart, spoken

# Own line thick, the country grey, groups of similar municipalities dashed, others dotted: told apart without colour.
STYLES = {
    "country": ("k-ghost", "#7a8085", 1.5, ""),
    "region": ("k-ghost", "#7a8085", 1.5, "7 2 1.5 2"),
    "group": ("k-country", "#1b1b1b", 1.3, "5 2.5"),
    "municipality": ("k-ghost", "#1b1b1b", 1.3, "1.5 2.5"),
}


# The drawing's width, and the size of the letters at the lines' ends.
WIDE, LABEL = 302, 10.5


@dataclass(frozen=True)
class Line:
    """An area's figures. kind: `own`, or the area's kind: `country`, `region`, `group`, `municipality`."""

    name: str
    kind: str
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        """Return the newest point with a figure; the line must have one."""
        return [point for point in self.points if point.value is not None][-1]


def comparison_chart(
    lines: Sequence[Line],
    *,
    name: str,
    language: str,
    decimals: int | None = None,
    unit: str = "",
    years: tuple[int, int] | None = None,
    colour: str = "#174c55",
    wide_mm: float | None = 80,
) -> SafeString:
    """Return a chart of 302 × 118 with a line per area; the labels at the ends never touch.

    The lines give way to long labels, as far as they can still be read.
    """
    lines = [line for line in lines if any(point.value is not None for point in line.points)]
    own = [line for line in lines if line.kind == "own"]
    drawn = [*(line for line in lines if line.kind != "own"), *own]
    years = years or _years(lines)
    ends = [end_label(line.newest, years[1], language, decimals) + f" {line.name}" for line in drawn]
    room = max((width_of(end, LABEL, bold=line in own) for line, end in zip(drawn, ends, strict=True)), default=0)
    scale = _scale(lines, years, right=min(146, max(WIDE - 9 - room, 104)))
    pieces = [svg.rule(f"M4 98H{scale.right + 6:g}", stroke=svg.GREY, css="k-axis", width=0.8)]
    for line in drawn:
        css, stroke, width, dashes = STYLES.get(line.kind, ("k-own", colour, 2.1, ""))
        pieces.append(svg.rule(line_path(line.points, scale), stroke=stroke, css=css, width=width, dashes=dashes))
    pieces += [
        svg.rule(dots_path(line.points, scale), stroke=colour, css="k-own", width=5.2, cap="round") for line in own
    ]
    pieces += _labels(drawn, ends, scale, colour)
    pieces.append(svg.label(4, 112, str(scale.first), size=9.5))
    pieces.append(svg.label(scale.right + 6, 112, str(scale.last), size=9.5, anchor="end"))
    with override(language):
        figures = "; ".join(f"{line.name} {spoken(line.points, language, decimals, unit)}" for line in lines)
        title = _("Line chart: %(name)s. %(figures)s.") % {"name": name, "figures": figures}
    return svg.figure(title, WIDE, 118, pieces, css="app-compare", wide_mm=wide_mm)


def _years(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the first and the last year of the areas' points."""
    years = [point.year for line in lines for point in line.points] or [0]
    return min(years), max(years)


def _scale(lines: Sequence[Line], years: tuple[int, int], *, right: float) -> Scale:
    """Return the scale that holds every area's points."""
    low, high = bounds([point.value for line in lines for point in line.points if point.value is not None])
    return Scale(*years, low, high, left=10, right=right, top=8, bottom=92)


def _labels(lines: Sequence[Line], ends: Sequence[str], scale: Scale, colour: str) -> list[str]:
    """Return each line's newest figure and name, pushed apart."""
    heights = [scale.y(line.newest.value or Decimal(0)) + 3.5 for line in lines]
    pieces = []
    for line, end, y in zip(lines, ends, pushed_apart(heights, 12, 10, 98), strict=True):
        own = line.kind == "own"
        [text] = wrapped(end, WIDE - scale.right - 9, LABEL, 1, bold=own)
        fill, css = (colour, "k-own-f") if own else (svg.INK, "k-ink")
        pieces.append(svg.label(scale.right + 9, y, text, size=LABEL, fill=fill, css=css, bold=own))
    return pieces
