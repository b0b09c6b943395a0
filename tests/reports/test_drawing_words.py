"""Words in charts and drawings are one piece of text each."""

import io
from xml.etree import ElementTree

import pikepdf
import pytest

from reports.pdf import render_pdf
from reports.tagged.drawing_words import SVG, TAG, draw_lines_at_once
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample


def drawn_at_once(line: str) -> bool:
    """Tell whether a line of a drawing is drawn at once."""
    tree = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{line}</svg>')  # noqa: S314 - written here
    draw_lines_at_once(tree)
    return tree[0].tag == f"{SVG}{TAG}"


def test_a_plain_line_is_drawn_at_once() -> None:
    assert drawn_at_once('<text x="1" y="2" font-size="9" text-anchor="end">Mål 90 %</text>')


@pytest.mark.parametrize(
    "line",
    ['<text x="1" y="2">مرحبا</text>', '<text x="1" rotate="45">a</text>', "<text><tspan>a</tspan></text>", "<text/>"],
)
def test_whatever_else_is_left_to_weasyprint(line: str) -> None:
    assert not drawn_at_once(line)


def test_a_charts_words_are_whole_in_the_file() -> None:
    pdf = pikepdf.open(io.BytesIO(render_pdf(sample("sv", "fi"), "sv").data))
    pieces = [piece for page in pdf.pages for piece in structure.page_text(page)]
    assert "mål 90" in pieces
    assert "2019" in pieces
