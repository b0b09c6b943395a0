"""The list of contents that is set by us: its lines look, lead and read as the renderer's."""

import io
from xml.etree import ElementTree

import pikepdf
import pytest

from reports import pdf
from reports.tagged.contents import TAG, ContentsLine, set_contents
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample


def drawn(link: str) -> ContentsLine | None:
    """Return a line as it is set, None where it is left to the renderer."""
    page = f'<body><div class="toc"><ul><li>{link}</li></ul></div></body>'
    tree = ElementTree.fromstring(page)  # noqa: S314 - written here
    set_contents(tree)
    line = next(tree.iter(TAG), None)
    found: object = None if line is None else line.get("drawn")
    assert found is None or isinstance(found, ContentsLine)
    return found


def test_a_long_title_takes_two_lines_and_leaves_room_for_the_number() -> None:
    one, two = drawn('<a href="#a">Kort</a>'), drawn(f'<a href="#a">{"Långt " * 25}</a>')
    assert one is not None
    assert two is not None
    assert two.height == 2 * one.height
    assert two.end < one.width


@pytest.mark.parametrize("words", ["مرحبا", "", "<u>x</u>"])
def test_other_words_are_left_to_the_renderer(words: str) -> None:
    assert drawn(f'<a href="#a">{words}</a>') is None


def rendered(title: str = "") -> pikepdf.Pdf:
    content = sample("sv", "fi")
    if title:
        content["principles"][0]["title"]["sv"] = title
    return pikepdf.open(io.BytesIO(pdf.render_pdf(content, "sv").data))


def contents(file: pikepdf.Pdf) -> list[str]:
    """Return what is said of each line."""
    page = structure.marked_text(file.pages[1])
    return [" ".join("".join(page[int(kid)] for kid in link.K if not isinstance(kid, pikepdf.Dictionary)).split())
            for link, parent in structure.of_kind(file, "/Link") if parent == "/Reference"]  # fmt: skip


def test_each_line_tells_the_page_that_it_leads_to() -> None:
    file = rendered()
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
    names = list(file.Root.Names.Dests.Names)
    places = {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
    links = [str(note.Dest) for note in file.pages[1].Annots]
    said = contents(file)
    assert said[0] == "Sidan som säger allt 3"
    assert [int(line.rsplit(" ", 1)[1]) for line in said] == [places[link] for link in links]


def test_the_lines_say_what_the_renderers_would(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = contents(rendered())
    monkeypatch.setattr(pdf, "set_contents", lambda _tree: None)
    plain = contents(rendered())
    assert ["".join(line.split()) for line in ours] == ["".join(line.split()) for line in plain]


def test_a_line_that_is_left_to_the_renderer_stands_among_ours() -> None:
    said = contents(rendered("Alla مرحبا"))
    assert said[0] == "Sidan som säger allt 3"
    assert said[2].startswith("Princip 1. Alla ")
    assert said[2].endswith("5")
