"""What every kind of file becomes: sheets of rows of texts, within limits, free of characters that no text has."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta

from welfareplans.confined import Refused

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 40, 10_000, 200
MOST_IN_CELL, MOST_TEXT = 20_000, 4_000_000  # characters
# Control characters, halves of a character, and marks that turn the direction of what stands beside them.
NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


@dataclass
class Sheet:
    """One sheet or table. heading: the text above it in a document; is_part: one table of several in a document."""

    name: str
    rows: list[list[str]]
    numbers: list[int]  # of each row in the file
    covered: list[tuple[int, int]] = field(default_factory=list)  # cells joined with the one above, which has its text
    heading: str = ""
    is_part: bool = False


def text_of(value: object) -> str:
    """Return a cell's value as a person would write it: 1,5 · 1.2.2026 · x; without trailing blanks."""
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
        case datetime() | date():
            return f"{value.day}.{value.month}.{value.year}"
        case time() | timedelta():
            return str(value)
    return tidy(str(value))


def tidy(text: str) -> str:
    """Return the text without what no text has; lines end alike, blanks around it are gone."""
    if len(text) > MOST_IN_CELL:
        raise Refused("cell")
    text = NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n").strip()


def within_limits(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets that hold anything, without empty columns at their end; raises Refused."""
    kept, length = [], 0
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise Refused("rows")
        if any(len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]) for row in sheet.rows):
            raise Refused("columns")
        sheet.rows = [row[: last_filled(row)] for row in sheet.rows]
        length += sum(len(cell) for row in sheet.rows for cell in row)
        if length > MOST_TEXT:
            raise Refused("text")
        if any(sheet.rows):
            kept.append(sheet)
    if len(kept) > MOST_SHEETS:
        raise Refused("sheets")
    if not kept:
        raise Refused("empty")
    return kept


def last_filled(row: list[str]) -> int:
    """Return how many cells the row has up to its last text."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def cover(rows: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[int, int]]:
    """Write the text of each joined range into its first column; return the cells below the first, row by row.

    ranges: first and last (row, column) of each, counted from 0.
    """
    covered = []
    for (top, left), (bottom, _right) in ranges:
        for place in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if top < len(rows) and left < min(len(rows[top]), MOST_COLUMNS):
                rows[place] += [""] * (left + 1 - len(rows[place]))
                rows[place][left] = rows[top][left]
                covered.append((place, left))
    return sorted(covered)


def to_json(sheets: list[Sheet]) -> bytes:
    """Return the sheets as the child answers with."""
    return json.dumps([asdict(sheet) for sheet in sheets], ensure_ascii=False).encode()


def from_json(data: bytes | str) -> list[Sheet]:
    """Return the sheets of an answer."""
    sheets = [Sheet(**sheet) for sheet in json.loads(data)]
    for sheet in sheets:
        sheet.covered = [(row, column) for row, column in sheet.covered]
    return sheets
