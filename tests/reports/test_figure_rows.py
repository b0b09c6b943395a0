"""Figures that are drawn at once stand where ordinary cells would, and are cells to whoever hears them."""

import io
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from reports import pdf
from reports.document import Content
from reports.tagged.figure_rows import cell_of, draw_at_once, fits
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample

COLUMN = 60.0
# Pixels.
NEAR = 0.2


def table(*cells: str) -> ElementTree.Element:
    """Return a table of one row with these cells as XML."""
    columns = "<col/>" + '<col class="y"/>' * len(cells)
    row = '<th scope="row">x</th>' + "".join(cells)
    return element(f'<div><table class="it"><colgroup>{columns}</colgroup><tbody><tr>{row}</tr></tbody></table></div>')


def element(xml: str) -> ElementTree.Element:
    """Return an element of a page."""
    return ElementTree.fromstring(xml)  # noqa: S314 - written here


def drawn(tree: ElementTree.Element) -> list[str]:
    """Return the tags of the row's cells, after the figures were joined."""
    draw_at_once(tree, "#0b4f6c")
    row = next(tree.iter("tr"))
    return [f"{cell.tag}{cell.get('colspan', '')}" for cell in row]


def test_figures_beside_each_other_become_one_cell() -> None:
    assert drawn(table("<td>1,5</td>", '<td class="n">2,5</td>', "<td><i>saknas</i><sup>1</sup></td>")) == ["th", "td3"]


@pytest.mark.parametrize("odd", ["<td>ett ord som är för långt</td>", "<td>مرحبا</td>", "<td><b>3</b></td>"])
def test_a_cell_that_does_not_fit_or_is_something_else_stays_as_it_is(odd: str) -> None:
    assert drawn(table("<td>1</td>", "<td>2</td>", odd, "<td>4</td>")) == ["th", "td2", "td", "td"]


def test_an_empty_cell_is_a_cell() -> None:
    assert fits(cell_of(element("<td/>")), COLUMN)


def rendered(content: Content) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render_pdf(content, "sv").data))


def cells(file: pikepdf.Pdf) -> list[list[tuple[str, str]]]:
    """Return what is said of each table's row, cell by cell."""
    return [
        [(str(cell.S), str(cell.A.get("/Scope", "")) if "/A" in cell else "") for cell in row.K]
        for row, _parent in structure.of_kind(file, "/TR")
    ]


def said(file: pikepdf.Pdf) -> str:
    """Return all that is said, whatever the pieces."""
    return "".join(words for _kind, words in structure.spoken(file))


def test_the_file_is_the_same_table_with_the_same_words_at_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = rendered(sample("sv", "fi"))
    monkeypatch.setattr(pdf, "draw_at_once", lambda *_: None)
    plain = rendered(sample("sv", "fi"))
    assert cells(ours) == cells(plain)
    assert said(ours) == said(plain)
    assert len(ours.pages) == len(plain.pages)
    for one, other in zip(ours.pages, plain.pages, strict=True):
        assert not [at for at in lines(one) if min(abs(at - place) for place in lines(other)) > NEAR]
        assert not [at for at in lines(other) if min(abs(at - place) for place in lines(one)) > NEAR]


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
