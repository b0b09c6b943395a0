"""The report as a screen reader says it: everything once, in order, in its language, and nothing that is decoration."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pikepdf import Pdf

from reports.document import Content
from reports.pdf import Rendered, render_pdf
from tests.reports import pdf_structure as structure
from tests.reports.pdf_content import sample

# So many measures that their table goes on over three pages.
MANY = 60


def long_and_bilingual() -> Content:
    """Return a report with a long table and with one text that exists in Finnish only."""
    content = sample("sv", "fi")
    goal = content["principles"][0]["goals"][0]
    goal["measures"] = [{**goal["measures"][0], "id": 9000 + n, "number": f"1.1.{n + 1}"} for n in range(MANY)]
    goal["measures"][0]["title"] = {"fi": "Hyvinvointisuunnitelman seuranta"}
    return content


@pytest.fixture(scope="module")
def made() -> Rendered:
    return render_pdf(long_and_bilingual(), "sv")


@pytest.fixture(scope="module")
def file(made: Rendered) -> Pdf:
    return pikepdf.open(io.BytesIO(made.data))


def kids(node: Any) -> list[Any]:
    """Return the elements directly below one."""
    return [kid for kid in node.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_a_table_over_several_pages_is_one_table_whose_head_is_told_once(file: Pdf) -> None:
    tables = [table for table, _parent in structure.of_kind(file, "/Table")]
    longest = max(tables, key=lambda table: len(list(structure.elements(table))))
    assert [str(kid.S) for kid in kids(longest)] == ["/Caption", "/THead", "/TBody"]
    body = kids(longest)[2]
    assert len(kids(body)) == MANY
    assert len({row.K[0].Pg.objgen for row in kids(body)}) >= 3
    goals = [goal for principle in long_and_bilingual()["principles"] for goal in principle["goals"]]
    said = [words for _kind, words in structure.spoken(file)]
    assert said.count("Ansvarig nämnd") == sum(bool(goal["measures"]) for goal in goals)


def test_chapters_are_read_in_order_and_running_lines_are_not_read(file: Pdf) -> None:
    said = structure.spoken(file)
    titles = [words for kind, words in said if kind == "/H2"]
    assert titles[:3] == ["Innehåll", "Sidan som säger allt", "Hur barn och unga mår"]
    assert titles[-1] == "Bilaga: alla årsvärden"
    text = [words for _kind, words in said]
    assert not [words for words in text if re.fullmatch(r"\d+/\d+", words) and words.endswith(f"/{len(file.pages)}")]
    assert sum("fingeravtryck" in words for words in text) == 1
    assert not [words for words in text if set(words) <= {" ", "."}]


def test_a_goal_is_read_as_it_is_seen(file: Pdf) -> None:
    said = [words for _kind, words in structure.spoken(file)]
    start = said.index("Mål 1.1")
    order = [said.index(words, start) for words in ("Åtgärder", "Ansvarig nämnd", "Mätare")]
    assert order == sorted(order)


def test_a_text_in_another_language_says_which(file: Pdf) -> None:
    foreign = [one for one, _parent in structure.tree(file) if "/Lang" in one]
    assert {str(one.Lang) for one in foreign} == {"fi"}
    assert {str(one.S) for one in foreign} == {"/Span"}


def test_every_head_says_what_it_heads_and_a_wide_cell_how_wide_it_is(file: Pdf) -> None:
    scopes = {str(head.A.Scope) for head, _parent in structure.of_kind(file, "/TH")}
    assert scopes == {"/Row", "/Column"}
    for table, _parent in structure.of_kind(file, "/Table"):
        rows = [row for row, _parent in structure.elements(table) if str(row.S) == "/TR"]
        widths = {sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in kids(row)) for row in rows}
        assert len(widths) == 1


def test_the_list_of_contents_leads_somewhere_and_says_where(file: Pdf) -> None:
    assert {parent for _item, parent in structure.of_kind(file, "/TOCI")} == {"/TOC"}
    names = {str(name) for name in list(file.Root.Names.Dests.Names)[::2]}
    links = [note for page in file.pages for note in page.get("/Annots", [])]
    assert {str(link.Dest) for link in links} <= names
    assert {int(link.F) for link in links} == {4}
    assert "Sidan som säger allt" in {str(link.Contents) for link in links}


def test_every_drawing_lies_on_its_page_and_is_told_in_words(file: Pdf) -> None:
    for figure, _parent in structure.of_kind(file, "/Figure"):
        left, low, right, high = (float(edge) for edge in figure.A.BBox)
        assert 0 <= left < right <= 596
        assert 0 <= low < high <= 842
        assert str(figure.Alt).strip()


def test_every_piece_of_a_page_leads_back_to_its_element(file: Pdf) -> None:
    ways = list(file.Root.StructTreeRoot.ParentTree.Nums)
    for number, elements in zip(ways[::2], ways[1::2], strict=True):
        if int(number) < len(file.pages):
            marks = set(structure.marked_text(file.pages[int(number)]))
            assert marks <= set(range(len(elements)))


def test_the_data_inside_says_its_kind_and_that_it_is_the_data(file: Pdf) -> None:
    found = {str(one.UF): str(one.EF.F.Subtype) for one in file.Root.AF}
    assert found == {"data.json": "/application/json", "data.csv": "/text/csv"}
    assert all(str(one.F) == str(one.UF) and str(one.AFRelationship) == "/Data" for one in file.Root.AF)


def test_nothing_in_the_file_tells_when_it_was_rendered(made: Rendered, file: Pdf) -> None:
    days = (datetime.now(UTC).strftime("%Y%m%d"), datetime.now(UTC).strftime("%Y-%m-%d"))
    told = structure.metadata(file) + " ".join(map(str, file.docinfo.values()))
    told += " ".join(str(one.EF.F.Params) for one in file.Root.AF)
    assert not [day for day in days if day in told]
    assert "20260212" in told
    assert made.data.count(b"startxref") == 1
