"""Draws the workbook: an explanation, the measures, the figures, and unseen keys."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from indicators.numbers import format_date
from plans.export.workbook import lines_in
from reports.desk.measure_form import measure_question
from reports.workbook.cells import FIGURES, KEYS, MARK, MEASURES, is_cut
from reports.workbook.contents import Contents, in_cell
from reports.workbook.keys import sealed
from reports.workbook.words import choices
from welfareplans.organisations.templatetags.page import in_language

INK, QUIET, LINE = "17211F", "5A6562", "C9D1CE"
HEAD, FILL_IN = PatternFill("solid", start_color="E4EBE9"), PatternFill("solid", start_color="FFF8DC")
THIN = Side(style="thin", color=LINE)
EDGE = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOP = Alignment(vertical="top", wrap_text=True)
RIGHT = Alignment(vertical="top", horizontal="right")
LINE_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 15, 48, 400
# The sealed keys are cut into cells.
PIECE = 30_000
LOCKED, OPEN = Protection(locked=True), Protection(locked=False)


def written(*, color: str = INK, size: int = 11, bold: bool = False) -> Font:
    """Return a face; one without name and size looks different in each program."""
    return Font(name="Calibri", color=color, size=size, bold=bold)


def workbook_file(told: Contents) -> bytes:
    """Return the file, in the contents' language."""
    with override(told.language):
        book: Any = Workbook()
        explain(book.active, told)
        lists = list_sheet(book, told)
        draw(book, _("Measures"), MEASURES, *measure_table(told), lists)
        draw(book, _("Figures"), FIGURES, *figure_table(told), lists)
        book.move_sheet(book[KEYS], offset=2)
        book.security = WorkbookProtection(lockStructure=True)
        book.properties.title, book.properties.creator = str(told.part.round.plan), "Welfareplans"
        book.properties.language = told.language
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def explain(sheet: Any, told: Contents) -> None:
    """Write the first sheet: whose workbook this is, and how it is filled in."""
    asked = told.part.round
    sheet.title = _("Instructions")
    year = {"year": asked.year}
    lines = [
        (str(asked.plan), written(color=QUIET)),
        (_("Follow-up %(year)s") % year + f": {told.part.committee}", written(size=18, bold=True)),
        (_("Due on %(day)s") % {"day": format_date(asked.due_on, told.language)}, written(bold=True)),
        (str(asked.instructions or ""), written()),
        (_("How to fill in"), written(size=14, bold=True)),
        *((f"{place}. {text}", written()) for place, text in enumerate(steps(), 1)),
    ]
    sheet.column_dimensions["A"].width = 96
    for at, (text, font) in enumerate((line for line in lines if line[0]), 1):
        cell = put(sheet, at, 1, text)
        cell.font, cell.border = font, Border()
        sheet.row_dimensions[at].height = LINE_HEIGHT * lines_in(text, 108) * (font.size or 11) / 11 + 6
    finish(sheet, "portrait")


def steps() -> list[str]:
    """Return how the workbook is filled in."""
    return [
        _("Fill in the yellow cells of the sheets “Measures” and “Figures”. The other cells are locked."),
        _("State, proposal and “No figure because” are chosen from a list: click on the cell, then on the arrow."),
        _("Write what was done in the languages that you can; one is enough."),
        _("Write figures as you are used to: 1234,5 or 12,5 %. Zero is a figure; an empty cell means not known yet."),
        _("A figure that may surprise is explained in its note."),
        _("Save the file as .xlsx and upload it where you downloaded it: you see every change before it is saved."),
        _("Others may go on filling in meanwhile. Where two have written different things you choose what is kept."),
    ]  # fmt: skip


def list_sheet(book: Any, told: Contents) -> Mapping[str, str]:
    """Write the unseen sheet with the sealed keys and the lists; return where each list stands."""
    sheet = book.create_sheet(KEYS)
    sheet.sheet_state = "veryHidden"
    text = sealed(told.keys)
    sheet.cell(1, 1, f"{MARK}{KEYS}")
    for at, start in enumerate(range(0, len(text), PIECE), 2):
        sheet.cell(at, 1, text[start : start + PIECE])
    found = {}
    for column, (kind, words) in enumerate(choices(told.language).items(), 2):
        for at, word in enumerate(words, 1):
            put(sheet, at, column, word)
        letter = get_column_letter(column)
        found[kind] = f"{KEYS}!${letter}$1:${letter}${len(words)}"
    sheet.protection.sheet = True
    return found


# A column: its name unseen, heading, width, whether it is filled in, the list it is chosen from.
Column = tuple[str, str, int, bool, str]
# A row: its key, its cells by column, and how numbers are shown in those that hold one.
Line = tuple[str, Mapping[str, Any], str]


def measure_table(told: Contents) -> tuple[list[Column], list[Line]]:
    """Return the columns and rows of the measures."""
    returned = [("returned", _("The coordinator’s reason"), 28, False, "")]
    columns: list[Column] = [
        ("number", _("No."), 8, False, ""), ("title", _("Measure"), 38, False, ""),
        *(returned if any(line.returned for line in told.measures) else []),
        ("last_state", _("State last time"), 13, False, ""), ("last_text", _("What was done last time"), 34, False, ""),
        ("state", _("State"), 15, True, "state"), *(text_column(code, told) for code in told.languages),
        ("proposal", _("Proposal"), 13, True, "proposal"), ("reason", _("Why"), 30, True, ""),
    ]  # fmt: skip
    rows: list[Line] = [
        (str(line.pk), {"number": line.number, "title": line.title, "returned": line.returned,
                        "last_state": line.last_state, "last_text": line.last_text, **line.cells}, "")
        for line in told.measures
    ]  # fmt: skip
    return columns, rows


def text_column(code: str, told: Contents) -> Column:
    """Return the column of the text in one language, its question in that language."""
    name = measure_question(code) + (f" ({in_language(code)})" if len(told.languages) > 1 else "")
    return f"text_{code}", name, 46, True, ""


def figure_table(told: Contents) -> tuple[list[Column], list[Line]]:
    """Return the columns and rows of the figures."""
    year = told.part.round.year
    columns: list[Column] = [
        ("number", _("No."), 8, False, ""), ("name", _("Indicator"), 44, False, ""),
        ("category", _("Breakdown"), 26, False, ""), ("unit", _("Unit"), 14, False, ""),
        ("last", str(year - 1), 13, False, ""), ("figure", str(year), 13, True, ""),
        ("missing", _("No figure because"), 24, True, "missing"), ("note", pgettext("remark", "Note"), 36, True, ""),
    ]  # fmt: skip
    rows: list[Line] = []
    for line in told.figures:
        number = in_cell(line.number, line.number_format) if line.number is not None else None
        cells: dict[str, Any] = {
            "number": line.numbers,
            "name": line.name,
            "category": line.category,
            "unit": line.unit,
        }
        last = line.last if isinstance(line.last, str) else in_cell(line.last, line.number_format)
        cells |= {"last": last, **line.cells, "figure": line.cells["figure"] if number is None else number}
        rows.append((line.key, cells, "yes_no" if line.is_yes_no else line.number_format))
    return columns, rows


def draw(
    book: Any, title: str, mark: str, columns: Sequence[Column], rows: Sequence[Line], lists: Mapping[str, str]
) -> None:
    """Write a sheet: unseen names above and keys beside, headings that stay in sight, locked but for the yellow."""
    sheet = book.create_sheet(title[:31])
    put(sheet, 1, 1, f"{MARK}{mark}")
    for at, (name, heading, width, _filled, _kind) in enumerate(columns, 2):
        put(sheet, 1, at, name)
        head = put(sheet, 2, at, heading)
        head.font, head.fill = written(bold=True), HEAD
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[2].height = LINE_HEIGHT * max(lines_in(one[1], one[2]) for one in columns) + 4
    for at, row in enumerate(rows, 3):
        draw_row(sheet, at, row, columns)
    for at, (name, _heading, _width, _filled, kind) in enumerate(columns, 2):
        if kind and rows:
            choose(sheet, lists[kind], [f"{get_column_letter(at)}3:{get_column_letter(at)}{len(rows) + 2}"])
        if name == "figure":
            answers = [f"{get_column_letter(at)}{n}" for n, row in enumerate(rows, 3) if row[2] == "yes_no"]
            choose(sheet, lists["yes_no"], answers)
    sheet.row_dimensions[1].hidden = sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D3"
    sheet.print_title_rows = "2:2"
    finish(sheet, "landscape")


def draw_row(sheet: Any, at: int, row: Line, columns: Sequence[Column]) -> None:
    """Write a row with its key."""
    key, cells, shown = row
    put(sheet, at, 1, key)
    most = 1
    for place, (name, _heading, width, is_filled, _kind) in enumerate(columns, 2):
        value = cells.get(name, "")
        cell = put(sheet, at, place, value)
        if name in ("last", "figure"):
            cell.alignment = RIGHT
            cell.number_format = shown if shown not in ("", "yes_no") else "General"
        if is_filled:
            cell.fill = FILL_IN
            cell.protection = LOCKED if is_cut(str(value)) else OPEN
        else:
            cell.font = written(color=QUIET if name in ("number", "last_state", "last_text", "unit", "last") else INK)
        most = max(most, lines_in(str(value or ""), width))
    has_texts = any(name.startswith("text_") for name, *_ in columns)
    sheet.row_dimensions[at].height = min(
        max(most * LINE_HEIGHT + 4, LEAST_HEIGHT if has_texts else LINE_HEIGHT + 4), MOST_HEIGHT
    )


def put(sheet: Any, at: int, place: int, value: Any) -> Any:
    """Write a value and return its cell; a text stays a text, whatever sign it begins with."""
    cell = sheet.cell(at, place)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = text or None
        if cell.value is not None:
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.alignment, cell.border, cell.font = TOP, EDGE, written()
    return cell


def choose(sheet: Any, source: str, ranges: Sequence[str]) -> None:
    """Let the cells be chosen from a list."""
    if not ranges:
        return
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = _("Not in the list"), _("Choose from the list, or leave the cell empty.")
    for one in ranges:
        rule.add(one)
    sheet.add_data_validation(rule)


def finish(sheet: Any, orientation: str) -> None:
    """Lock the sheet without a password, and make it fit on paper."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, "9"  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P / &N"
