"""Charts say in words what they draw, show their gaps, and keep their labels apart."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from indicators.charts import (
    Line,
    Part,
    Point,
    comparison_chart,
    line_chart,
    meter,
    small_chart,
    sparkline,
    split_bar,
)
from indicators.charts.series import bounds, pushed_apart
from welfareplans.organisations.icons import PATHS, icon_svg

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point(2021, Decimal("80.1")),
    Point(2022, None, "saknas"),
    Point(2023, Decimal("84.6")),
    Point(2024, None, "skyddat"),
    Point(2025, Decimal("88.2")),
]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def title(svg: str) -> str:
    return parsed(svg).findtext(f"{SVG}title") or ""


def by_class(svg: str, css: str) -> list[ElementTree.Element]:
    return [element for element in parsed(svg).iter() if css in (element.get("class") or "").split()]


@pytest.mark.parametrize("chart", [sparkline, small_chart, line_chart])
def test_a_line_chart_names_every_figure_gap_and_target(chart: object) -> None:
    svg = chart(POINTS, name="Har en hobby", language="sv", decimals=1, unit="%", target=Decimal(90))  # type: ignore[operator]
    assert title(svg) == (
        "Linjediagram: Har en hobby. 2021: 80,1\u00a0%; 2022: saknas; 2023: 84,6\u00a0%; 2024: skyddat; "
        "2025: 88,2\u00a0%. Målvärde: 90\u00a0%."
    )


def test_a_year_without_its_figure_breaks_the_line_and_is_a_grey_field() -> None:
    svg = small_chart(POINTS, name="x", language="sv", decimals=1)
    (line, _dots) = by_class(svg, "k-own")
    assert (line.get("d") or "").count("M") == 3
    assert (by_class(svg, "k-band")[0].get("d") or "").count("M") == 2


def test_a_year_in_which_nothing_is_due_does_not_break_the_line() -> None:
    svg = small_chart([p for p in POINTS if p.value is not None], name="x", language="sv")
    (line, _dots) = by_class(svg, "k-own")
    assert (line.get("d") or "").count("M") == 1
    assert by_class(svg, "k-band")[0].get("d") == ""


def test_a_newest_figure_that_is_old_says_its_year() -> None:
    points = [*POINTS[:3], Point(2024, None), Point(2025, None)]
    assert "84,6 (2023)" in "".join(parsed(small_chart(points, name="x", language="sv", decimals=1)).itertext())


def test_the_target_is_dashed_and_written() -> None:
    svg = small_chart(POINTS, name="x", language="da", decimals=1, target=Decimal("1200"))
    assert by_class(svg, "k-target")[0].get("stroke-dasharray")
    assert "mål 1.200" in "".join(parsed(svg).itertext())


def test_the_wide_chart_writes_every_value_and_marks_the_baseline() -> None:
    svg = line_chart(POINTS, name="x", language="fi", decimals=1, baseline=2023)
    words = list(parsed(svg).itertext())
    assert {"80,1", "84,6", "88,2", "saknas", "skyddat", "2021", "2025"} <= set(words)
    assert len(by_class(svg, "k-hollow")) == 1


@pytest.mark.parametrize("points", [[], [Point(2025, None)], [Point(2025, Decimal(0))], [Point(2025, Decimal(-3))]])
def test_few_figures_or_none_are_drawn_without_a_fault(points: list[Point]) -> None:
    for chart in (sparkline, small_chart, line_chart):
        assert "nan" not in chart(points, name="x", language="sv")


def test_labels_of_a_comparison_never_touch() -> None:
    lines = [
        Line(f"Område {n}", kind, (Point(2024, Decimal(5)), Point(2025, Decimal(5))))
        for n, kind in enumerate(("own", "country", "group", "region", "municipality"))
    ]
    svg = comparison_chart(lines, name="x", language="sv", decimals=1)
    places = sorted(float(t.get("y") or 0) for t in parsed(svg).iter(f"{SVG}text") if t.get("font-size") == "10.5")
    assert len(places) == 5
    assert all(below - above >= 12 for above, below in pairwise(places))
    assert "Område 3 2024: 5,0; 2025: 5,0" in title(svg)


def test_labels_pushed_apart_stay_in_order_and_inside() -> None:
    assert pushed_apart([50, 49, 48], 10, 0, 60) == [60, 50, 40]
    assert pushed_apart([2, 3], 10, 5, 60) == [5, 15]


def test_a_scale_begins_at_zero_where_that_costs_little() -> None:
    assert bounds([Decimal(3), Decimal(10)]) == (0.0, 10.0)
    assert bounds([Decimal(80), Decimal(90)]) == (78.5, 90.0)
    assert bounds([Decimal(0)]) == (0.0, 1.0)


def test_a_split_bar_counts_each_state() -> None:
    with override("sv"):
        svg = split_bar(
            [Part("done", "Klar", 7), Part("delayed", "Försenad", 1), Part("dropped", "Slopad", 0)], "Läge", wide_mm=166
        )
    assert title(svg) == "Läge: Klar 7, Försenad 1"
    assert len(by_class(svg, "k-done")) == 1
    assert not by_class(svg, "k-out")


def test_a_meter_is_filled_by_its_share_and_never_more() -> None:
    assert by_class(meter(3, 4, "3 av 4"), "k-own-f")[0].get("width") == "75.0"
    assert by_class(meter(5, 0, "0 av 0"), "k-own-f")[0].get("width") == "0.0"


def test_every_sign_is_drawn_and_silent() -> None:
    for name in PATHS:
        assert 'aria-hidden="true"' in icon_svg(name)


def test_hostile_names_are_text() -> None:
    name = '</title><script>alert(1)</script><image href="http://evil.example"/>"\''
    svg = comparison_chart([Line(name, "own", (Point(2025, Decimal(1)),))], name=name, language="sv")
    assert "<script" not in svg
    assert "<image" not in svg
    assert name in title(svg)


def test_charts_need_no_style_to_be_printed() -> None:
    svg = small_chart(POINTS, name="x", language="sv", target=Decimal(90))
    shapes = [e for e in parsed(svg).iter() if e.tag in (f"{SVG}path", f"{SVG}rect", f"{SVG}text", f"{SVG}circle")]
    assert all(shape.get("fill") for shape in shapes)
    assert not re.search(r"style=|<style", svg)
