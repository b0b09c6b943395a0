"""A plan as a workbook: the table on its first sheet, as an import reads it, and the plan's text on the others."""

import io
import math
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.cells import join_lines, key_text
from plans.content import PlanContent
from plans.export.delimited import cell, headings
from plans.export.rows import ExportRow, ExportTable
from plans.export.texts import Listing, listings
from plans.headings import Column

# In characters; what is not named is as wide as a word or two.
WIDTHS = {
    "principle": 24, "goal": 28, "measure": 42, "expected_result": 34, "resources": 28, "committees": 28,
    "indicators": 38, "definition": 34, "target_text": 26, "reporters": 28, "breakdown": 22, "specified_by": 22,
    "partners": 20, "owner": 18, "programme": 18, "first_year": 9, "last_year": 9, "decimals": 11,
}  # fmt: skip
WIDTH, LINE_HEIGHT, MOST_HEIGHT = 15, 14.5, 400
INK, LINE = "17211F", "C9D1CE"
HEAD = PatternFill("solid", start_color="E4EBE9")
EDGE = Border(bottom=Side(style="thin", color=LINE))
TOP = Alignment(vertical="top", wrap_text=True)
PLAIN, BOLD, SMALL = Font(color=INK), Font(color=INK, bold=True), Font(color="6B7673", size=9)


def xlsx_file(told: PlanContent, table: ExportTable) -> bytes:
    """Return the file; words that are not the plan's own are in its main language."""
    with override(table.languages[0]):
        book = Workbook()
        book.properties.title = next(iter(told["plan"]["title"].values()))
        book.properties.language = table.languages[0]
        book.properties.creator = "Welfareplans"
        sheet = book.active
        assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
        sheet.title = _("Table")
        write_table(sheet, table)
        for listing in listings(told, table.languages, table.committees):
            write_listing(book.create_sheet(listing.title[:31]), listing)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_table(sheet: Worksheet, table: ExportTable) -> None:
    """Write the plan's table: a row per indicator, and what they share joined over their rows."""
    widths = [WIDTHS.get(what, WIDTH) for what, _language in table.columns]
    write_head(sheet, headings(table), widths)
    at = 2
    for row in table.rows:
        count = max(len(row.uses), 1)
        for place, column in enumerate(table.columns, 1):
            if column in row.lines or column == ("key", ""):
                for offset in range(count):
                    write(sheet, at + offset, place, line(row, column, offset))
            else:
                write(sheet, at, place, cell(row, column), bold=column[0] == row.level)
                for offset in range(1, count):
                    sheet.cell(at + offset, place).border = EDGE
                if count > 1:
                    sheet.merge_cells(start_row=at, end_row=at + count - 1, start_column=place, end_column=place)
        set_heights(sheet, table, row, at, widths)
        at += count
    for each in range(2, at):
        sheet.cell(each, len(table.columns)).font = SMALL


def line(row: ExportRow, column: Column, offset: int) -> str:
    """Return what stands beside one indicator of a row."""
    if column == ("key", ""):
        nodes = row.keys if offset == 0 or row.level != "measure" else {}
        return key_text(nodes, row.uses[offset : offset + 1])
    return join_lines(row.lines[column][offset : offset + 1])


def write_head(sheet: Worksheet, names: list[str], widths: list[int]) -> None:
    """Write the headings, which stay in sight and are printed on every page."""
    for place, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        write(sheet, 1, place, name, bold=True).fill = HEAD
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[1].height = LINE_HEIGHT * max(
        lines_in(name, width) for name, width in zip(names, widths, strict=True)
    )
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "8"  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def write(sheet: Worksheet, at: int, place: int, text: str, *, bold: bool = False) -> Cell:
    """Write a text into a row and column and return its cell; one that begins with = stays a text."""
    target: Any = sheet.cell(at, place)
    target.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if target.data_type == "f":
        target.data_type = "s"
        target.quotePrefix = True
    target.font = BOLD if bold else PLAIN
    target.alignment, target.border = TOP, EDGE
    found: Cell = target
    return found


def set_heights(sheet: Worksheet, table: ExportTable, row: ExportRow, at: int, widths: list[int]) -> None:
    """Make the rows high enough for their texts, which spreadsheet programs do not do for joined cells."""
    count = max(len(row.uses), 1)
    own = [1] * count
    shared = 1
    for column, width in zip(table.columns, widths, strict=True):
        if column in row.lines:
            own = [max(most, lines_in(line(row, column, place), width)) for place, most in enumerate(own)]
        elif column != ("key", ""):
            shared = max(shared, lines_in(cell(row, column), width))
    own[-1] += max(shared - sum(own), 0)
    for place, lines in enumerate(own):
        sheet.row_dimensions[at + place].height = min(lines * LINE_HEIGHT + 3, MOST_HEIGHT)


def lines_in(text: str, width: int) -> int:
    """Return how many lines a text takes in a column."""
    return sum(max(math.ceil(len(part) * 1.1 / width), 1) for part in text.split("\n"))


def write_listing(sheet: Worksheet, listing: Listing) -> None:
    """Write one of the sheets beside the table."""
    write_head(sheet, listing.headings, listing.widths)
    for at, row in enumerate(listing.rows, 2):
        for place, text in enumerate(row, 1):
            write(sheet, at, place, text)
        most = max(lines_in(text, width) for text, width in zip(row, listing.widths, strict=True))
        sheet.row_dimensions[at].height = min(most * LINE_HEIGHT + 3, MOST_HEIGHT)
