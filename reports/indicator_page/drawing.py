"""Writes and draws an indicator's figures for one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from indicators.charts import Line, Point, comparison_chart, line_chart, small_chart
from indicators.models import Indicator
from indicators.numbers import format_number
from reports.indicator_page.rows import Breakdown, Cell, Group, YearRow
from reports.indicator_page.series import Series
from reports.plan_page.figures import baseline, target_words, written
from reports.plan_page.reader import Reader

WIDE, NARROW, MOST_LINES = 10, 5, 5


class Drawing:
    """Writes and draws the figures for one reader."""

    def __init__(self, series: Series, use: Mapping[str, Any], reader: Reader) -> None:
        self.series, self.use, self.reader = series, use, reader
        self.is_share = use["indicator__kind"] == Indicator.Kind.SHARE
        self.unit = "%" if self.is_share else reader.plain(use, "indicator__unit")
        self.is_drawn = use["indicator__kind"] in (Indicator.Kind.NUMBER, Indicator.Kind.SHARE)
        self.style: dict[str, Any] = {
            "language": reader.language, "decimals": use["indicator__decimals"], "unit": self.unit,
        }  # fmt: skip

    def figure(self, point: Point) -> str:
        """Return a figure or the word in its place."""
        return point.gap if point.value is None else written(point.value, self.use, self.reader)

    def year(self, point: Point) -> YearRow:
        """Return a row of the table."""
        row = self.series.rows.get((self.series.access.own, point.year, None))
        shown = row is not None and point.value is not None
        parts = [row[name] for name in ("numerator", "denominator")] if row and shown and self.is_share else [None]
        counts = (
            "" if None in parts else " / ".join(format_number(one, self.reader.language) for one in map(normal, parts))
        )
        note = row["note"] if row and self.reader.works else ""
        return YearRow(point.year, self.figure(point), point.value is None, counts, note)

    def baseline(self) -> str:
        """Return where the plan started from, unless that figure is withheld."""
        if (self.series.access.own, self.use["baseline_year"], None) in self.series.withheld:
            return ""
        return baseline(self.use, self.careful())

    def careful(self) -> Reader:
        """Return the reader, as somebody from outside where not every figure of the own area is open."""
        return replace(self.reader, works=self.series.access.is_open(self.series.access.own))

    def target_words(self) -> SafeString | str:
        """Return the target as a number, or in words."""
        target = self.use["target"]
        return (
            self.reader.text(self.use, "target_text") if target is None else target_words(target, self.use, self.reader)
        )

    def charts(self) -> list[SafeString]:
        """Return the line over the years for a wide and for a narrow screen; nothing without any figure."""
        points = self.series.points()
        name = self.reader.plain(self.use, "indicator__name")
        more = {"target": self.use["target"], "baseline": self.use["baseline_year"], "name": name} | self.style
        sizes = ((WIDE, 760, 320, "wide"), (NARROW, 360, 300, "narrow"))
        return [
            line_chart(points[-most:], width=width, height=height, css=css, **more)
            for most, width, height, css in sizes
            if self.is_drawn and any(one.value is not None for one in points[-most:])
        ]

    def group(
        self, name: SafeString | str, columns: list[int], category: int | None = None, area: int | None = None
    ) -> Group:
        """Return one row of a table over the years."""
        points = {one.year: self.figure(one) for one in self.series.points(category, area)}
        return Group(name, [Cell(year, points.get(year, "–")) for year in columns])

    def breakdowns(self, rows: list[dict[str, Any]], columns: list[int]) -> list[Breakdown]:
        """Return the small charts by category, on one axis; breakdowns without any figure are left out."""
        found = []
        for first, group in group_by_dimension(rows):
            beside = [value for one in group for value in self.values(one["pk"], columns)]
            shown = [self.small(one, columns, beside) for one in group if self.series.years(category=one["pk"])]
            found += [Breakdown(self.reader.text(first, "dimension__name"), shown)] if shown else []
        return found

    def values(self, category: int, columns: list[int]) -> list[Decimal]:
        """Return a category's figures that the reader may see."""
        points = self.series.points(category)
        return [one.value for one in points if one.value is not None and one.year in columns]

    def small(self, category: dict[str, Any], columns: list[int], beside: list[Decimal]) -> Group:
        """Return a category with its chart, on the axis that the others have too."""
        group = self.group(self.reader.text(category, "name"), columns, category["pk"])
        points = [one for one in self.series.points(category["pk"]) if one.year in columns]
        if not self.is_drawn or not any(one.value is not None for one in points):
            return group
        name = f"{self.reader.plain(self.use, 'indicator__name')}, {self.reader.plain(category, 'name')}"
        chart = small_chart(
            points, name=name, years=(columns[0], columns[-1]), beside=beside, wide_mm=None, **self.style
        )
        return Group(group.name, group.cells, chart)

    def area_name(self, area: int) -> str:
        """Return an area's name."""
        row = next(row for place, row in self.series.rows.items() if place[0] == area)
        return self.reader.plain(row, "area__name")

    def comparison(self, areas: list[int]) -> SafeString | str:
        """Return the own line beside those of other areas; nothing where there is nothing to compare with."""
        lines = [Line(self.area_name(one), self.kind_of(one), tuple(self.series.points(area=one))) for one in areas]
        lines = [one for one in lines if any(point.value is not None for point in one.points)][:MOST_LINES]
        if not self.is_drawn or len(lines) < 2:
            return ""
        return comparison_chart(lines, name=self.reader.plain(self.use, "indicator__name"), wide_mm=None, **self.style)

    def kind_of(self, area: int) -> str:
        """Return how an area's line is drawn."""
        if area == self.series.access.own:
            return "own"
        return str(next(row["area__kind"] for place, row in self.series.rows.items() if place[0] == area))


def normal(number: Any) -> Any:
    """Return a count without the zeros that the database keeps after the point."""
    return number.quantize(1) if number == number.to_integral_value() else number.normalize()


def group_by_dimension(rows: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return the first row of each dimension, for its name, with all of its rows."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["dimension_id"], []).append(row)
    return [(group[0], group) for group in found.values()]
