"""The timetable, drawn."""

import datetime
import re
from xml.etree import ElementTree

import pytest

from indicators.charts.lines_of_text import width_of
from plans.timetable import Step
from plans.timetable_drawing import PAPER, timeline, upright

STEPS = [
    Step(datetime.date(2023, 1, 1), None, "Planen börjar <gälla>", "1.1.2023", is_done=True),
    Step(datetime.date(2025, 9, 15), datetime.date(2025, 10, 31), "Barnens enkät " * 20, "15.9–31.10.2025", "Nämnd"),
    Step(datetime.date(2027, 1, 11), datetime.date(2027, 8, 31), "Nästa plan", "11.1–31.8.2027"),
]  # fmt: skip
TODAY = datetime.date(2026, 11, 22)


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawing).iter() if element.tag.endswith("text")]  # noqa: S314 - our own drawing


@pytest.mark.parametrize("draw", [timeline, upright])
def test_every_milestone_is_drawn_and_told_with_its_day(draw: type[object]) -> None:
    drawing = str(draw(STEPS, today=TODAY))  # type: ignore[call-arg]
    assert drawing.count('class="k-own') == 3
    assert drawing.count("k-own-f") == 1
    title = ElementTree.fromstring(drawing).get("aria-label") or ""  # noqa: S314 - our own drawing
    assert "Planen börjar <gälla>, 1.1.2023 · klar; " in title
    assert "i dag" in texts(drawing)


def test_paper_has_no_line_of_today() -> None:
    drawing = str(timeline(STEPS, size=PAPER, wide_mm=166))
    assert "i dag" not in texts(drawing)
    assert 'width="166mm"' in drawing


def test_a_long_title_is_broken_and_cut_and_stays_inside() -> None:
    lines = texts(str(upright(STEPS)))
    assert all(width_of(line, 15, bold=True) <= 320 for line in lines)
    assert any(line.endswith("…") for line in lines)


@pytest.mark.parametrize("last", [datetime.date(2023, 1, 1), datetime.date(2023, 6, 1), datetime.date(2060, 1, 1)])
def test_the_words_of_the_axis_never_overlap_and_nothing_leaves_the_drawing(last: datetime.date) -> None:
    drawing = str(timeline([STEPS[0], Step(last, None, "Sista", "–")], today=TODAY))
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle"', drawing)]
    assert all(0 <= x <= 960 for x in places)
    assert len(places) <= 15
