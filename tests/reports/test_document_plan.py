"""What the report draws of the plan: its timetable and its theory of change; an older edition stays as it was."""

import re
from typing import Any

import pytest

from reports.document import document
from reports.document.content import Content
from reports.pdf import render_pdf, render_xml
from tests.reports.pdf_content import sample

THEORY: Any = {"key": "theory_of_change", "title": {"sv": "Förändringsteori"}, "body": {"sv": "Vi tror att barn …"}}


@pytest.fixture
def content() -> Content:
    return sample("sv", "fi")


@pytest.fixture
def newer(content: Content) -> Content:
    """Return an edition with milestones and the chain."""
    for goal in (goal for principle in content["principles"] for goal in principle["goals"]):
        goal["own_indicators"] = []
        for measure in goal["measures"]:
            measure |= {"resources": {"sv": "En koordinator"}, "expected_result": {}, "indicators": goal["indicators"]}
    content["principles"][0]["goals"][0]["measures"][0]["expected_result"] = {"fi": "Kaikki mukana <&>"}
    content["milestones"] = [
        {"title": {"sv": f"Steg {n} ]]>"}, "starts_on": f"20{24 + n // 12}-{n % 12 + 1:02}-01",
         "ends_on": None, "committee": {"sv": "Bildningsnämnden"}, "done": n < 9}
        for n in range(40)
    ]  # fmt: skip
    return content


def test_an_edition_from_before_shows_its_chapter_and_nothing_new(content: Content) -> None:
    content["chapters"].append(THEORY)
    report = document(content, "sv")
    assert (report.timetable, report.theory) == ([], None)
    assert str(report.background[-1].title) == "Förändringsteori"
    xml = render_xml(content, "sv")[0]
    assert 'class="dw"' not in xml
    assert 'id="thy"' not in xml


def test_the_chapter_stands_with_the_drawing_of_each_goal(newer: Content) -> None:
    newer["chapters"].append(THEORY)
    report = document(newer, "fi")
    assert report.theory is not None
    assert "Vi tror att barn …" in report.theory.texts[0]
    assert "Förändringsteori" not in [str(one.title) for one in report.background]
    assert [part.number for part in report.theory.parts] == [one["number"] for one in newer["principles"]]
    assert "Kaikki mukana &lt;&amp;&gt;" in report.theory.parts[0].drawings[0]


def test_a_plan_that_writes_of_no_result_has_no_chapter(newer: Content) -> None:
    newer["principles"][0]["goals"][0]["measures"][0]["expected_result"] = {}
    assert document(newer, "sv").theory is None


def test_many_milestones_are_drawn_on_several_pages_each_shorter_than_a_page(newer: Content) -> None:
    drawings = document(newer, "sv").timetable
    heights = [float(found[1]) for one in drawings if (found := re.search(r'height="([\d.]+)mm"', one))]
    assert len(heights) == len(drawings) > 1
    assert all(height < 230 for height in heights)
    assert sum(one.count(">Steg ") for one in drawings) == 40
    assert "i dag" not in "".join(drawings)


def test_the_file_holds_both_with_their_words_and_the_same_bytes(newer: Content) -> None:
    first = render_pdf(newer, "sv")
    assert first.sha256 == render_pdf(newer, "sv").sha256
    assert first.refused == ()
