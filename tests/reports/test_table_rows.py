"""Rows of tables that are set by us stand where the renderer's would, and are rows and cells to whoever hears them."""

import io
import re
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from reports import pdf
from reports.document import Content
from reports.tagged.table_rows import Row, set_rows
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample

# Pixels.
NEAR = 0.2


def table(*cells: str, css: str = "it") -> ElementTree.Element:
    """Return a table of one row with these cells as XML."""
    columns = "<col/>" + '<col class="y"/>' * len(cells)
    row = f'<tr><th scope="row">x</th>{"".join(cells)}</tr>'
    page = f'<table class="{css}"><colgroup>{columns}</colgroup><tbody>{row}</tbody></table>'
    return ElementTree.fromstring(f'<html lang="sv">{page}</html>')  # noqa: S314 - written here


def drawn(tree: ElementTree.Element) -> Row | None:
    """Return the row as it is set, None where it is left to the renderer."""
    set_rows(tree, "#0b4f6c")
    found: Any = next(tree.iter("tr")).get("row")
    assert found is None or isinstance(found, Row)
    return found


def test_figures_and_words_become_one_drawing_with_a_cell_each() -> None:
    row = drawn(table("<td>1,5</td>", '<td class="n">2,5</td>', "<td><i>saknas</i><sup>1</sup></td>", "<td/>"))
    assert row is not None
    assert [cell.kind for cell in row.cells] == ["TH", "TD", "TD", "TD", "TD"]
    assert [len(cell.segments) for cell in row.cells] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    "odd",
    [
        "<td>مرحبا</td>",
        "<td><u>3</u></td>",
        '<td><a href="#x">3</a></td>',
        '<td colspan="2">3</td>',
        "<td>a\u00adb</td>",
    ],
)
def test_a_row_with_something_else_in_it_is_left_to_the_renderer(odd: str) -> None:
    assert drawn(table("<td>1</td>", odd, "<td>4</td>")) is None


@pytest.mark.parametrize("text", ["ord " * 300, "ord " * 1000, "x" * 400])
def test_a_row_that_is_taller_than_a_row_should_be_is_left_to_the_renderer(text: str) -> None:
    assert drawn(table(f"<td>{text}</td>")) is None


def test_a_table_that_we_do_not_know_is_left_to_the_renderer() -> None:
    assert drawn(table("<td>1</td>", css="xx")) is None


def test_a_text_in_another_language_is_a_piece_of_its_own() -> None:
    row = drawn(table('<td>a <span lang="fi">b</span> c</td>', css="mt"))
    assert row is not None
    assert [one.language for one in row.cells[1].segments] == ["", "fi", ""]


def rendered(content: Content, language: str = "sv") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render_pdf(content, language).data))


def cells(file: pikepdf.Pdf) -> list[list[tuple[str, str]]]:
    """Return what is said of each table's row, cell by cell."""
    return [
        [(str(cell.S), str(cell.A.get("/Scope", "")) if "/A" in cell else "") for cell in row.K]
        for row, _parent in structure.of_kind(file, "/TR")
    ]


def said(file: pikepdf.Pdf) -> str:
    """Return all that is said, whatever the pieces, the spaces between them, and the renderer's hyphens."""
    return re.sub(r"[\s\u00ad-]", "", "".join(words for _kind, words in structure.spoken(file)))


@pytest.mark.parametrize("language", ["sv", "da"])
def test_the_file_is_the_same_table_with_the_same_words_at_the_same_places(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    ours = rendered(sample(language, "fi"), language)
    monkeypatch.setattr(pdf, "set_rows", lambda *_: None)
    plain = rendered(sample(language, "fi"), language)
    assert cells(ours) == cells(plain)
    assert said(ours) == said(plain)
    assert len(ours.pages) == len(plain.pages)
    for one, other in zip(ours.pages, plain.pages, strict=True):
        assert not [at for at in lines(one) if min(abs(at - place) for place in lines(other)) > NEAR]
        assert not [at for at in lines(other) if min(abs(at - place) for place in lines(one)) > NEAR]


def test_words_stay_apart_where_a_line_ends_between_them() -> None:
    found = [words for kind, words in structure.spoken(rendered(sample("sv", "fi"))) if kind in ("/TH", "/TD")]
    assert "Samarbetsnämnden för social- och hälsovård" in found


def test_a_hyphen_between_words_is_said_and_one_at_a_lines_end_is_not() -> None:
    content = sample("sv", "fi")
    content["principles"][0]["goals"][0]["measures"][0]["title"]["sv"] = (
        "Barnkonsekvensbedömningsdelegationens e-tjänst"
    )
    found = "".join(words for kind, words in structure.spoken(rendered(content)) if kind == "/TH")
    said = re.search("Barnkonsekvens.*?e-tjänst", found)
    assert said is not None
    assert "\u00ad" in said[0]
    assert said[0].replace("\u00ad", "") == "Barnkonsekvensbedömningsdelegationens e-tjänst"


def lines(page: Any) -> list[float]:
    """Return the heights at which text stands on a page, each once and in order."""
    heights, below = set(), 0.0
    stack: list[float] = []
    for instruction in pikepdf.parse_content_stream(page):
        name, numbers = str(instruction.operator), list(instruction.operands)
        if name == "q":
            stack.append(below)
        elif name == "Q":
            below = stack.pop()
        elif name == "cm" and float(numbers[3]) == 1:
            below += float(numbers[5])
        elif name == "Tm":
            heights.add(round(float(numbers[5]) + below, 1))
    return sorted(heights)
