"""The report's file: complete, in its language, tagged, with its data, and harmless whatever people wrote."""

import csv
import io
import json
import re
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pikepdf import Pdf

from reports.data_files import data_csv
from reports.document import canonical
from reports.look import TEMPLATE_VERSION
from reports.pdf import Rendered, render_pdf, render_xml
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample

HOSTILE = (
    '<img src="file:///etc/passwd"><script>x</script>&amp; ]]> <!-- http://evil.example/x.png url(http://evil.example) '
)


@pytest.fixture(scope="module")
def swedish() -> Rendered:
    return render_pdf(sample("sv", "fi"), "sv")


@pytest.fixture(scope="module")
def file(swedish: Rendered) -> Pdf:
    return opened(swedish)


def opened(rendered: Rendered) -> Pdf:
    return pikepdf.open(io.BytesIO(rendered.data))


def words(rendered: Rendered) -> str:
    """Return the text with every run of white space as one space, so that line breaks do not matter."""
    return re.sub(r"\s+", " ", structure.text(opened(rendered)))


def test_the_file_is_tagged_named_and_in_its_language(file: Pdf) -> None:
    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "sv"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert "Årsrapport 2025: Välfärdsplan för barn och unga 2024–2027, Granvik" in structure.metadata(file)


def test_the_file_declares_the_standards_it_follows(file: Pdf) -> None:
    metadata = structure.metadata(file)
    assert re.search(r"pdfaid:part\D{1,3}3", metadata)
    assert re.search(r"pdfaid:conformance\W{1,3}A", metadata)
    assert re.search(r"pdfuaid:part(=.|[^>]*>)1", metadata)
    assert "pdfaExtension:schemas" in metadata
    assert "<pdfaSchema:prefix>pdfuaid" in metadata
    assert len(file.Root.OutputIntents) == 1


def test_every_figure_has_its_words(file: Pdf) -> None:
    figures = structure.of_kind(file, "/Figure")
    assert len(figures) == 19
    assert all(str(figure.get("/Alt", "")).strip() for figure, _parent in figures)


def test_tables_lists_and_headings_are_built_as_they_look(file: Pdf) -> None:
    heads = structure.of_kind(file, "/TH")
    assert heads
    assert all(structure.has_scope(head) for head, _parent in heads)
    assert {parent for _cell, parent in structure.of_kind(file, "/TD", "/TH")} == {"/TR"}
    assert {parent for _item, parent in structure.of_kind(file, "/LI")} == {"/L"}
    levels = [int(str(element.S)[2]) for element, _parent in structure.of_kind(file, "/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_are_described_and_tagged(file: Pdf) -> None:
    links = [note for page in file.pages for note in page.get("/Annots", []) if str(note.Subtype) == "/Link"]
    assert len(links) >= 20
    assert all("/Contents" in link and "/StructParent" in link for link in links)
    assert all(str(page.Tabs) == "/S" for page in file.pages if "/Annots" in page)


def test_typefaces_are_inside_and_readable_as_text(file: Pdf) -> None:
    assert all(structure.is_embedded(font) for font in structure.fonts(file))
    assert all("/ToUnicode" in font for font in structure.fonts(file))


def test_nothing_is_left_untagged_and_nothing_runs(file: Pdf) -> None:
    assert structure.loose_operators(file) == 0
    assert not file.is_encrypted
    assert not [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one]


def test_bookmarks_lead_to_chapters_and_goals(file: Pdf) -> None:
    with file.open_outline() as outline:
        chapters = [chapter.title for chapter in outline.root]
        goals = [goal.title for chapter in outline.root for goal in chapter.children]
    assert chapters[:3] == ["Innehåll", "Sidan som säger allt", "Hur barn och unga mår"]
    assert "Mål 1.1 Varje barn har en fritid med vänner och en hobby" in goals


def test_the_frozen_figures_lie_inside(swedish: Rendered, file: Pdf) -> None:
    files = structure.attached(file)
    assert files["data.json"] == canonical(sample("sv", "fi"))
    assert json.loads(files["data.json"])["year"] == 2025
    assert len(file.Root.AF) == 2
    assert all(str(one.AFRelationship) == "/Data" for one in file.Root.AF)
    rows = list(csv.reader(io.StringIO(files["data.csv"].decode("utf-8-sig")), delimiter=";"))
    assert ["Utan studieplats i september", "", "", "2025", "0", "", ""] in rows
    assert ["Utan studieplats i september", "", "", "2024", "", "withheld", ""] in rows


@pytest.mark.parametrize(
    ("languages", "language", "expected"),
    [
        (
            ("sv", "fi"),
            "sv",
            ["Sidan som säger allt", "Nämndernas beslut", "1\u202f284", "98,4\u00a0%", "Bildningsnämnden"],
        ),
        (
            ("sv", "fi"),
            "fi",
            ["Koko kuva yhdellä sivulla", "Lautakuntien päätökset", "1\u202f284", "98,4\u00a0%", "12.2.2026"],
        ),
        (
            ("da",),
            "da",
            ["Det hele på én side", "Udvalgenes beslutninger", "1.284", "98,4\u00a0pct.", "Indsatsområde 1"],
        ),
    ],
)
def test_the_report_speaks_its_language(languages: tuple[str, ...], language: str, expected: list[str]) -> None:
    found = words(render_pdf(sample(*languages), language))
    missing = [phrase for phrase in expected if re.sub(r"\s+", " ", phrase) not in found]
    assert missing == []
    assert "\ufffd" not in found


def test_the_last_row_of_a_long_table_never_stands_alone_on_a_page() -> None:
    xml, _colour = render_xml(sample("sv", "fi"), "sv")
    tables = re.findall(r'<table class="(?!gt|mv)\w+">.*?</table>', xml, re.DOTALL)
    rows = [re.findall(r"<tr[^>]*>", table.partition("<tbody>")[2]) for table in tables]
    assert [one[-1] for one in rows if len(one) > 1 and not re.search(r'class="(wi|d|lo)"', one[-1])] == []


def test_the_same_edition_gives_the_same_bytes(swedish: Rendered) -> None:
    again = render_pdf(sample("sv", "fi"), "sv")
    assert again.data == swedish.data
    assert again.sha256 == swedish.sha256
    assert TEMPLATE_VERSION in structure.metadata(opened(again))


def test_a_draft_says_so_on_every_page() -> None:
    content = sample("sv", "fi")
    content["edition"] |= {"draft": True, "frozen_on": None}
    pages = opened(render_pdf(content, "sv")).pages
    assert all("Utkast, inte fastställt" in re.sub(r"\s+", " ", "".join(structure.page_text(page))) for page in pages)


def hostile(part: Any) -> Any:
    """Return the content with a hostile text in front of every text people wrote."""
    if isinstance(part, dict):
        if part and set(part) <= {"sv", "fi", "da"}:
            return {language: HOSTILE + words if words != "%" else words for language, words in part.items()}
        return {key: hostile(one) for key, one in part.items()}
    return [hostile(one) for one in part] if isinstance(part, list) else part


def test_hostile_texts_are_shown_and_nothing_is_fetched(caplog: pytest.LogCaptureFixture) -> None:
    content = hostile(deepcopy(sample("sv", "fi")))
    content["municipalities"][0]["colour"] = "red;background:url(http://evil.example)"
    content["principles"][0]["title"]["sv"] = "\x00\x0b\u202eNUL\ud800 =cmd()|'/c calc'!A1 \u0627\u0644"
    rendered = render_pdf(content, "sv")
    assert rendered.refused == ()
    assert "root:" not in words(rendered)
    assert '<img src="file:///etc/passwd">' in words(rendered)
    assert "evil.example" not in caplog.text


def test_a_formula_stays_text_in_the_table_of_figures() -> None:
    content = sample("sv", "fi")
    for formula, indicator in zip(("=cmd()", "+1", "-1", "@x", "\t=1"), content["indicators"], strict=False):
        indicator["name"] = {"sv": formula}
    rows = csv.reader(io.StringIO(data_csv(content, "sv").decode("utf-8-sig")), delimiter=";")
    assert not [row for row in rows if row[0][0] in "=+-@\t"]
