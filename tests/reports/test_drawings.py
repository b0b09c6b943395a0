"""Charts that are drawn by us show what the renderer would show."""

import io
from collections import Counter
from xml.etree import ElementTree

import pikepdf
import pytest

from reports import pdf
from reports.tagged.drawings import SVG, Drawing, set_drawings
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample


def drawn(pieces: str, size: str = 'width="10mm" height="5mm" viewBox="0 0 100 40"') -> Drawing | None:
    """Return a drawing that is set, None where it is left to the renderer."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-label="Vad den visar"><title>Vad den visar</title>'
    page = f"<body>{start}{pieces}</svg></body>"
    tree = ElementTree.fromstring(page)  # noqa: S314 - written here
    set_drawings(tree)
    found: object = tree[0].get("drawn")
    assert tree[0].get("aria-label") == "Vad den visar"
    assert found is None or isinstance(found, Drawing)
    return found


def commands(pieces: str) -> list[str]:
    """Return the commands that draw the pieces' shapes."""
    drawing = drawn(pieces)
    assert drawing is not None
    return [step.decode() for step in drawing.steps if isinstance(step, bytes)]


def test_lines_and_shapes_are_drawn_with_pdfs_own_commands() -> None:
    assert commands('<path d="M4 74H10v2h1L0 1Z" fill="#fff"/>') == [
        "1 1 1 rg\n4 74 m 10 74 l 10 76 l 11 76 l 0 1 l h f"
    ]
    assert commands('<rect x="1" y="2" width="3" height="4" fill="#000000"/>') == ["0 0 0 rg\n1 2 3 4 re f"]
    assert commands('<path d="M1 2h0" fill="none" stroke="#000" stroke-width="5" stroke-linecap="round"/>') == [
        "0 0 0 RG 5 w [] 0 d 1 J\n1 2 m 1 2 l S"
    ]
    assert commands('<path d="" fill="#fff"/>') == []
    assert commands('<path d="M1 1l2 2 1 -1z" fill="#fff" stroke="#000"/>') == [
        "1 1 1 rg\n0 0 0 RG 1 w [] 0 d 0 J\n1 1 m 3 3 l 4 2 l h B"
    ]
    (arrow,) = commands('<path d="M3 4H9m-1 -2l2.5 .5" fill="none" stroke="#000"/>')
    assert arrow.endswith("m 9 4 l 8 2 m 10.5 2.5 l S")


def test_a_rectangles_corners_are_round_where_they_should_be() -> None:
    (command,) = commands('<rect x="0" y="0" width="10" height="10" rx="2" fill="#fff"/>')
    assert command.count(" c") == 4
    assert command.startswith("1 1 1 rg\n2 0 m 8 0 l 9.105 0 10 0.895 10 2 c")


def test_a_drawing_stands_in_the_middle_of_its_place() -> None:
    drawing = drawn('<rect width="1" height="1"/>')
    assert drawing is not None
    assert drawing.left == pytest.approx(0)
    assert drawing.top == pytest.approx((drawing.height - 40 * drawing.scale) / 2)


@pytest.mark.parametrize(
    "odd",
    [
        '<path d="M0 0C1 1 2 2 3 3" fill="#fff"/>',
        '<path d="M0 0 1" fill="#fff"/>',
        '<path d="M" fill="#fff"/>',
        '<rect width="1" height="1" ry="3"/>',
        '<path d="M0 0L1 1" fill="red"/>',
        '<path d="M0 0L1 1" style="fill:url(http://evil.example)"/>',
        "<text>مرحبا</text>",
        "<text><tspan>a</tspan></text>",
        '<g><path d="M0 0"/></g>',
        '<image href="file:///etc/passwd"/>',
    ],
)
def test_whatever_else_is_left_to_the_renderer(odd: str) -> None:
    assert drawn(odd) is None


def test_a_drawing_without_a_size_on_paper_is_left_to_the_renderer() -> None:
    assert drawn("", 'viewBox="0 0 100 40"') is None


def test_a_charts_words_are_whole_in_the_file() -> None:
    file = pikepdf.open(io.BytesIO(pdf.render_pdf(sample("sv", "fi"), "sv").data))
    pieces = [piece for page in file.pages for piece in structure.page_text(page)]
    assert "mål 90" in pieces
    assert "2019" in pieces


def test_no_drawing_of_the_report_is_left_to_the_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings: list[bool] = []

    def look(tree: ElementTree.Element) -> None:
        set_drawings(tree)
        drawings.extend(svg.get("drawn") is not None for svg in tree.iter(f"{SVG}svg"))

    monkeypatch.setattr(pdf, "set_drawings", look)
    pdf.render_pdf(sample("sv", "fi"), "sv")
    assert len(drawings) == 19
    assert all(drawings)


def letters(page: pikepdf.Page) -> Counter[str]:
    """Return the letters of a page; some of a drawing's the renderer hides in a group of their own."""
    return Counter("".join("".join(structure.page_text(page)).split()))


def figures(file: pikepdf.Pdf) -> list[tuple[str, list[float]]]:
    """Return the words of each drawing, and where it stands."""
    return [
        (str(one.Alt), [round(float(edge), 1) for edge in one.A.BBox])
        for one, _parent in structure.of_kind(file, "/Figure")
    ]


def test_the_file_has_the_same_drawings_with_the_same_words_at_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = pikepdf.open(io.BytesIO(pdf.render_pdf(sample("sv", "fi"), "sv").data))
    monkeypatch.setattr(pdf, "set_drawings", lambda _tree: None)
    plain = pikepdf.open(io.BytesIO(pdf.render_pdf(sample("sv", "fi"), "sv").data))
    assert figures(ours) == figures(plain)
    for one, other in zip(ours.pages, plain.pages, strict=True):
        assert letters(other) <= letters(one)
