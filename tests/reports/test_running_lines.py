"""The running lines that are drawn by us stand where the renderer's stand, and neither are read."""

import io
from typing import Any

import pikepdf
import pytest

from reports import pdf
from reports.document import Content
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample

# Pixels.
NEAR = 0.2


def draft(title: str = "Alla barn hör till") -> Content:
    """Return a report that is not finished, with this principle."""
    content = sample("sv", "fi")
    content["edition"] |= {"draft": True, "frozen_on": None}
    content["principles"][0]["title"]["sv"] = title
    return content


def rendered(content: Content) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render_pdf(content, "sv").data))


def lines(page: Any) -> list[tuple[str, float, float]]:
    """Return the words outside the page's text, with where they begin, in points from its lower left."""
    maps = {name: structure.unicode_map(font) for name, font in page.Resources.Font.items()}
    found: list[tuple[str, float, float]] = []
    current: dict[str, str] = {}
    matrix = pikepdf.Matrix()
    stack, at = [matrix], matrix
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif name == "Tm":
            at = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif name == "Tf":
            current = maps[str(operands[0])]
        elif name in ("Tj", "TJ") and not 70 < at.f < 765:
            found.append((structure.decoded(operands[0], current).strip(), at.e, at.f))
    return sorted(found)


def test_they_stand_where_the_renderer_puts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Alla barn och unga hör till, oberoende av var de bor och vilket språk deras föräldrar talar hemma"
    ours = rendered(draft(long))
    monkeypatch.setattr(pdf, "running_lines", lambda _tree: None)
    plain = rendered(draft(long))
    assert len(ours.pages) == len(plain.pages)
    for one, other in zip(list(ours.pages)[1:], list(plain.pages)[1:], strict=True):
        assert len(lines(one)) >= 5
        assert [words for words, _x, _y in lines(one)] == [words for words, _x, _y in lines(other)]
        for (_words, x, y), (_same, left, foot) in zip(lines(one), lines(other), strict=True):
            assert x == pytest.approx(left, abs=NEAR)
            assert y == pytest.approx(foot, abs=NEAR)


def test_a_page_tells_the_chapter_that_begins_on_it_and_a_later_one_the_one_before() -> None:
    file = rendered(sample("sv", "fi"))
    said = [[words for words, _x, _y in lines(page)] for page in file.pages]
    assert "Sidan som säger allt" in said[2]
    assert "3/14" in said[2]
    goes_on = [place for place, words in enumerate(said) if "Princip 1 · Alla barn hör till" in words]
    assert goes_on == [4, 5]


def test_letters_that_our_typefaces_lack_are_left_to_the_renderer() -> None:
    found = ["".join(structure.page_text(page)) for page in rendered(draft("Alla مرحبا")).pages]
    assert all("Utkast" in words for words in found[1:])
    assert not [words for words in found if "\ufffd" in words]


def test_running_lines_are_not_read() -> None:
    said = [words for _kind, words in structure.spoken(rendered(draft()))]
    assert not [words for words in said if words.endswith("/14")]
    assert sum("Utkast, inte fastställt" in words for words in said) == 1
