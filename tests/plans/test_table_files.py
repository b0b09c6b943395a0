"""The same invented plan is read from every kind of file, and hostile files cost one sentence."""

import io
import time
from collections.abc import Callable

import pytest
from django.utils import translation
from openpyxl import Workbook

from plans.tables.files.sheets import Sheet
from plans.tables.reading import Choices, read_file, rows_of
from plans.tables.table import TableError
from tests.plans import tables
from tests.plans.old_excel import xls
from tests.plans.tables import HEADINGS, PLAN, Rows


def measures(
    sheets: list[Sheet], languages: tuple[str, ...] = ("sv", "fi")
) -> list[tuple[str, str, str, str, list[str]]]:
    """Return principle, goal, measure, leading committee and indicators of each measure in its first language."""
    table = rows_of(sheets, languages, Choices())

    def first(texts: dict[str, str]) -> str:
        return next(iter(texts.values()), "")

    return [
        (
            first(row.principle), first(row.goal), first(row.measure),
            first(row.committees[0]) if row.committees else "", [first(line.name) for line in row.indicators],
        )
        for row in table.rows
    ]  # fmt: skip


WANTED = [
    ("Vardag", "Hobby åt alla", "Öppna gårdar", "Bildningsnämnden", ["Gårdar", "Besök"]),
    ("Vardag", "Hobby åt alla", "Hobbykort", "Bildningsnämnden", ["Besök"]),
    ("Hälsa", "Ro i skolan", "Skolkuratorer", "Välfärdsnämnden", []),
]
TITLED: Rows = [["Välfärdsplan"], [], *PLAN]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", tables.xlsx(TITLED)),
        ("a.ods", tables.ods(TITLED)),
        ("a.xls", xls(TITLED)),
        ("a.docx", tables.docx({"": PLAN})),
        ("a.html", tables.html(PLAN)),
        ("a.csv", tables.csv(PLAN)),
        ("a.CSV", tables.csv(PLAN, ",", "utf-8")),
        ("a.csv", tables.csv(PLAN, ";", "cp1252")),
        ("a.tsv", tables.csv(PLAN, "\t", "utf-16")),
        ("a.txt", tables.csv(PLAN, "|", "utf-16-le")),
        ("a.csv", b"sep=;\r\n" + tables.csv(PLAN, ";", "cp1252")),
    ],
)
def test_every_kind_of_file_is_read(name: str, data: bytes) -> None:
    assert measures(read_file(data, name)) == WANTED


JOINED: Rows = [
    HEADINGS,
    ["Vardag", "Hobby", "Gårdar", "Bildningsnämnden", "Besök"],
    ["", "", "", "", "Öppettimmar"],
    ["", "", "Kort", "", "Kort i bruk"],
]
FLOWING = [
    ("Vardag", "Hobby", "Gårdar", "Bildningsnämnden", ["Besök", "Öppettimmar"]),
    ("Vardag", "Hobby", "Kort", "Bildningsnämnden", ["Kort i bruk"]),
]
SPANS = {(1, 0): 3, (1, 1): 3, (1, 2): 2, (1, 3): 3}


def joined_html() -> bytes:
    rows = []
    for number, row in enumerate(JOINED):
        cells = ""
        for column, value in enumerate(row):
            if (number, column) in SPANS:
                cells += f"<td rowspan={SPANS[number, column]}>{value}"
            elif value:
                cells += f"<td><p class=x>{value}</p></td>"
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", tables.xlsx(JOINED, merged=["A2:A4", "B2:B4", "C2:C3", "D2:D4"])),
        ("a.ods", tables.ods(JOINED, SPANS)),
        ("a.docx", tables.docx({"": JOINED}, joined=[(0, 1, 3), (1, 1, 3), (2, 1, 2), (3, 1, 3)])),
        ("a.html", joined_html()),
    ],
)
def test_joined_cells_belong_to_every_row_they_cover(name: str, data: bytes) -> None:
    assert measures(read_file(data, name)) == FLOWING


def test_each_table_of_a_document_has_the_heading_above_it_as_its_principle() -> None:
    head = ["Mål", "Åtgärd", "Uppföljning/utvärdering"]
    data = tables.docx({
        "1. Vardag": [head, ["Hobby", "Gårdar\nKort", "Besök\nKort i bruk"]],
        "2. Hälsa": [head, ["Ro", "Kuratorer\nLuncher\nVila", "Enkät\nTimmar"]],
    }, styles=["List Bullet"])  # fmt: skip
    found = measures(read_file(data, "plan.docx"))
    assert found == [
        ("Vardag", "Hobby", "Gårdar", "", ["Besök"]),
        ("Vardag", "Hobby", "Kort", "", ["Kort i bruk"]),
        ("Hälsa", "Ro", "Kuratorer", "", []),
        ("Hälsa", "Ro", "Luncher", "", []),
        ("Hälsa", "Ro", "Vila", "", []),
        ("Hälsa", "Ro", "", "", ["Enkät", "Timmar"]),
    ]


def test_words_own_bullets_and_lists_on_the_clipboard_are_lines() -> None:
    data = """<table><tr><td>Princip<td>Mål<td>Åtgärd<td>Mätare</tr><tr><td>P<td>M<td>Å<td>
    <p class=MsoListParagraph style='mso-list:l0 level1'><![if !supportLists]><span>·<span>&nbsp; </span></span>
    <![endif]>Besök\n per vecka</p><ul><li><p>Gårdar</p></li><li>Timmar</ul></td></tr></table>""".encode()
    assert measures(read_file(data, "a.html")) == [("P", "M", "Å", "", ["Besök per vecka", "Gårdar", "Timmar"])]


def test_formulas_dates_and_figures_are_texts() -> None:
    rows: Rows = [
        ["Princip", "Mål", "Åtgärd", "Mätare"],
        ["P", "M", "=cmd|' /C calc'!A0", "x"],
        ["P", "M", 2026.5, "y"],
    ]
    data = tables.csv(rows)
    assert [one[2] for one in measures(read_file(data, "a.csv"))] == ["=cmd|' /C calc'!A0", "2026.5"]
    assert measures(read_file(tables.xlsx([rows[0], ["P", "M", 1234.5, "y"]]), "a.xlsx"))[0][2] == "1234,5"


def document(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return tables.zipped({"word/document.xml": f'<?xml version="1.0"?>{body.replace("SPACE", space)}'})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
BOMB = tables.zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 45_000_000})
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.xlsx", lambda: BOMB, "unpacks to more"),
    ("a.docx", lambda: tables.zipped({f"word/{n}": b"" for n in range(2001)}), "unpacks to more"),
    ("a.docx", lambda: tables.zipped({"word/document.xml": b" " * 20_000_000}), "unpacks to more"),
    ("a.docx", lambda: document(LAUGHS), "XML that office programs"),
    ("a.ods", lambda: tables.zipped({"content.xml": LAUGHS}), "XML that office programs"),
    ("a.xlsx", lambda: tables.zipped({"xl/workbook.xml": LAUGHS}), "XML that office programs"),
    ("a.docx", lambda: tables.zipped({"word/document.xml": LAUGHS.encode("utf-16")}), "XML that office programs"),
    ("a.xlsx", lambda: tables.zipped({"xl/vbaProject.bin": b"x", "xl/workbook.xml": b"x"}), "macros"),
    ("a.docm", lambda: b"x", "macros"),
    ("a.ods", lambda: tables.ods(manifest="<manifest:encryption-data/>"), "password"),
    ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("a.xlsx", lambda: b"PK\x03\x04" + b"\x00" * 9_000_000, "larger than 9 MB"),
    ("a.xlsx", lambda: b"PK\x03\x04" + b"\x00" * 8_000_000, "damaged"),
    ("a.xlsx", lambda: tables.docx({"": PLAN}), "not what its name says"),
    ("a.docx", lambda: tables.xlsx(), "not what its name says"),
    ("a.xls", lambda: tables.xlsx(), "not what its name says"),
    ("a.csv", lambda: tables.xlsx(), "not what its name says"),
    ("a.csv", lambda: b"\x00" * 1_000_000, "no table"),
    ("a.csv", lambda: bytes(range(256)) * 1000, "damaged"),
    ("a.csv", lambda: b'"' + b"x" * 3_000_000, "20 000 characters"),
    ("a.csv", lambda: b"a;b\n" * 20_000, "10 000 rows"),
    ("a.html", lambda: b"<td>" * 900_000, "takes too long|more than|no table"),
    ("a.html", lambda: b"<table><tr>" + b"<td colspan=10000 rowspan=10000>x" * 3000, "takes too long|more than"),
    ("a.png", lambda: b"\x89PNG", "kind that is not read"),
    ("a", lambda: b"x", "kind that is not read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "words"), HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_soon(name: str, make: Callable[[], bytes], words: str) -> None:
    data = make()
    started = time.perf_counter()
    with translation.override(None), pytest.raises(TableError, match=words):
        read_file(data, name)
    assert time.perf_counter() - started < 15


def test_a_cell_far_away_costs_no_memory_of_ours() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["XFD1048576"] = "x"
    file = io.BytesIO()
    book.save(file)
    with translation.override(None), pytest.raises(TableError, match=r"too much memory|takes too long"):
        read_file(file.getvalue(), "far.xlsx")
