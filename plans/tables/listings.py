"""Reads the lists beside the table of an exported workbook: chapters, programmes, timetable, sources, contacts."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from plans.cells import read_choice, read_date
from plans.headings import NAMES
from plans.listings import (
    DAY,
    IN_LANGUAGES,
    KEY,
    NO_POINTS,
    POINTS,
    RICH,
    YEAR,
    Column,
    ListKind,
    headings,
    in_one,
    titles,
)
from plans.rich_text import clean
from plans.tables.details import short, understood
from plans.tables.files.sheets import Sheet
from plans.tables.table import ListRow, ListTable

POINT = re.compile("[a-z0-9_-]{1,30}")
MARKED = re.compile(r"^(.*\S)\s*[\[(](sv|fi|da)[\])]$", re.IGNORECASE)


def read_listings(sheets: list[Sheet]) -> dict[str, ListTable]:
    """Return the lists in a file by name, the first sheet of each."""
    found: dict[str, ListTable] = {}
    for sheet in sheets:
        kind = titles().get(sheet.name.casefold()[:31])
        if kind is not None and kind.name not in found and not sheet.is_part:
            table = read_listing(kind, sheet)
            if any(column.name == kind.main for column, _of in table.columns):
                found[kind.name] = table
    return found


def read_listing(kind: ListKind, sheet: Sheet) -> ListTable:
    """Return one list."""
    head = [meaning(kind, text) for text in sheet.rows[0]]
    keys = next((at for at, text in enumerate(sheet.rows[0]) if text.casefold() in KEY_NAMES), None)
    table = ListTable(kind, [one for one in head if one is not None])
    for number, cells in zip(sheet.numbers[1:], sheet.rows[1:], strict=True):
        texts = {at: cells[at] if at < len(cells) else "" for at, one in enumerate(head) if one is not None}
        key = cells[keys] if keys is not None and keys < len(cells) else ""
        filled = {head[at][0].kind for at, text in texts.items() if text}  # type: ignore[index]
        if filled == {RICH} and not key and table.rows:
            go_on(table.rows[-1], {head[at]: text for at, text in texts.items()})
        elif filled:
            row = ListRow(number, {}, int(key) if re.fullmatch("[0-9]{1,17}", key) else None)
            tell = telling(table, number)
            row.told = {(head[at][0].name, head[at][1]): value(head[at][0], text, tell) for at, text in texts.items()}  # type: ignore[index]
            table.rows.append(row)
    for row in table.rows:
        row.told |= {(one.name, of): clean(row.told[one.name, of]) for one, of in table.columns if one.kind == RICH}
    return table


def telling(table: ListTable, number: int) -> Callable[[str], None]:
    """Return what keeps a remark about a row."""
    return lambda text: table.remarks.append((number, f"{table.kind.title}: {text}"))


KEY_NAMES = {name.casefold() for by_language in NAMES[KEY].values() for name in by_language}


def meaning(kind: ListKind, text: str) -> tuple[Column, str] | None:
    """Return what a heading stands for, and of which language."""
    marked = MARKED.match(text.strip())
    word, of = (marked[1], marked[2].lower()) if marked else (text.strip(), "")
    column = headings(kind.name).get(word.casefold()[:31])
    return (column, of) if column is not None and bool(of) == (column.kind in IN_LANGUAGES) else None


def go_on(row: ListRow, pieces: dict[Any, str]) -> None:
    """Put the texts of a row that only goes on behind those of the row above."""
    for (column, of), piece in pieces.items():
        if column.kind == RICH:
            row.told[column.name, of] = in_one(row.told[column.name, of], piece)


def value(column: Column, text: str, tell: Callable[[str], None]) -> Any:
    """Return what a cell says; nothing for an empty one, and for one that is not understood, which is told."""
    if column.kind in IN_LANGUAGES:
        return text
    if column.kind == POINTS:
        return points(text, tell)
    if not text:
        return None if column.kind in (YEAR, DAY) else ""
    match column.kind:
        case "year":
            return understood(int(text) if re.fullmatch("(?:19|20|21)[0-9]{2}", text) else None, text, tell)
        case "day":
            return understood(read_date(text), text, tell)
        case "choice":
            return understood(read_choice(column.choices, text), text, tell) or ""
    return text


def points(text: str, tell: Callable[[str], None]) -> list[str] | None:
    """Return the points of the checklist that a chapter says it covers; None when nobody has said."""
    if not text or text == NO_POINTS:
        return [] if text else None
    found = [one.strip() for one in text.split(";")]
    if unknown := [one for one in found if not POINT.fullmatch(one)]:
        tell(_("“%(text)s” is not understood and left out") % {"text": short("; ".join(unknown))})
    return [one for one in found if POINT.fullmatch(one)]
