"""Statements and answers as a spreadsheet: a row per statement, and the parties on a sheet of their own."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from reports.statements.content import StatementsContent

Value = str | int | float
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell of a spreadsheet holds no more.
MOST_SIGNS = 32_767
WIDTHS = {"statements": (40, 30, 24, 60, 10, 26, 60, 40), "parties": (40, 30, 14, 12)}
TOP = Alignment(vertical="top", wrap_text=True)


def statements_xlsx(content: StatementsContent) -> bytes:
    """Return the file."""
    book = Workbook(write_only=True)
    with override(content["language"]):
        fill(book.create_sheet(_("Statements")), WIDTHS["statements"], statement_rows(content))
        fill(book.create_sheet(_("The parties")), WIDTHS["parties"], party_rows(content))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def statement_rows(content: StatementsContent) -> Iterable[list[str | int]]:
    """Return the headings, and a row per statement."""
    yield [
        _("Part of the plan"), _("Party"), _("Signed by"), _("Statement"), _("Language"), _("What came of it"),
        _("Answer"), _("What was changed"),
    ]  # fmt: skip
    for part in content["parts"]:
        for one in part["statements"]:
            yield [
                part["label"], one["party"], one["function"], one["text"], one["language"], one["outcome_word"],
                one["answer"], one["changed"],
            ]  # fmt: skip


def party_rows(content: StatementsContent) -> Iterable[list[str | int]]:
    """Return the headings, and a row per party."""
    yield [_("Party"), _("Signed by"), _("Answered"), _("Statements")]
    for one in content["parties"]:
        yield [one["name"], one["function"], one["answered"], one["statements"]]


def fill(sheet: Any, widths: tuple[int, ...], rows: Iterable[Sequence[Value]]) -> None:
    """Write a sheet whose first row is its headings, which stay in sight."""
    for number, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGH"[number]].width = width
    sheet.freeze_panes = "A2"
    for place, row in enumerate(rows):
        sheet.append([cell(sheet, value, is_heading=place == 0) for value in row])


def cell(sheet: Any, value: Value, *, is_heading: bool) -> Any:
    """Return a cell; a text stays a text, whatever sign it begins with."""
    made = WriteOnlyCell(sheet, value=value[:MOST_SIGNS] if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
    made.alignment = TOP
    if is_heading:
        made.font = Font(bold=True)
    return made
