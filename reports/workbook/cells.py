"""Turns an uploaded workbook into texts by row and column.

It runs in a child process with limits (welfareplans/confined.py), so nothing here knows Django or the database.
"""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from plans.tables.files.reading import WITH_MACROS, ZIP, has_stream
from plans.tables.files.sheets import NEVER
from plans.tables.files.spreadsheets import checked
from welfareplans.confined import Refused

# What stands in the first cell of a sheet says which of ours it is, whatever people call it.
MARK = "welfareplans:"
KEYS, MEASURES, FIGURES = "keys", "measures", "figures"
# A part of 200 measures with 40 categories each is not to be expected; characters in all.
MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 10_000, 40, 4_000_000
# Units of UTF-16 that a cell holds, nearly.
MOST_IN_CELL = 32_000
# The longest number that a cell keeps to the digit.
MOST_NUMBER = Decimal(10) ** 15
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, ending: str) -> bytes:
    """Return the sheets by their mark as JSON: rows of {"row": number, "cells": {column: text}}; raises Refused.

    The sheet of keys is one text. ending: of the file's name.
    """
    if ending in WITH_MACROS:
        raise Refused("macros")
    if ending != "xlsx":
        raise Refused("kind")
    if data.startswith(CONTAINER):
        raise Refused("encrypted" if has_stream(data, "EncryptedPackage") else "extension")
    if not data.startswith(ZIP):
        raise Refused("extension")
    checked(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = {name: rows for sheet in book.worksheets for name, rows in marked(sheet)}
    except (Refused, MemoryError):
        raise
    except Exception:
        raise Refused("broken") from None
    if not {KEYS, MEASURES, FIGURES} <= set(found):
        raise Refused("foreign")
    answer = {name: list(records(rows)) for name, rows in found.items() if name != KEYS}
    keys = "".join(text for row in found[KEYS][1:] for text in row[:1])
    return json.dumps({**answer, KEYS: keys}, ensure_ascii=False).encode()


def marked(sheet: Any) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the sheet's name among ours and its rows of texts, if it is one of ours."""
    sheet.reset_dimensions()
    rows, length = [], 0
    for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS):
        rows.append([text_of(cell.value, getattr(cell, "number_format", "")) for cell in row])
        length += sum(map(len, rows[-1]))
        if not rows[0] or not rows[0][0].startswith(MARK):
            return
        if len(rows) > MOST_ROWS or length > MOST_TEXT:
            raise Refused("text")
    if rows:
        yield rows[0][0].removeprefix(MARK), rows


def records(rows: list[list[str]]) -> Iterator[dict[str, Any]]:
    """Yield the rows below the headings that hold anything, cells by the names in the hidden first row."""
    names = rows[0]
    for number, row in enumerate(rows[2:], 3):
        cells = {name: text for name, text in zip(names[1:], row[1:], strict=False) if name}
        if any(row):
            yield {"row": number, "key": row[0] if row else "", "cells": cells}


def text_of(value: object, number_format: str) -> str:
    """Return a cell's value as a person would type it; a percentage without its sign."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return number_text(value, number_format)
        case datetime() | date():
            return f"{value.day}.{value.month}.{value.year}"
        case time() | timedelta():
            return str(value)
    return plain(str(value))


def plain(text: str) -> str:
    """Return a text without what no text has; lines end alike, blanks around it are gone."""
    text = NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n").strip()


def within(text: str) -> str:
    """Return the text as far as a cell holds it, which counts a sign beyond the basic plane as two."""
    return text.encode("utf-16-le", "replace")[: 2 * MOST_IN_CELL].decode("utf-16-le", "ignore")


def is_cut(text: str) -> bool:
    """Tell whether a cell holds the beginning of a text only, so that it cannot be changed there."""
    return len(text.encode("utf-16-le", "replace")) >= 2 * MOST_IN_CELL - 2


def number_text(value: float, number_format: str) -> str:
    """Return a number with a decimal comma and at most six decimals, which every one of our languages reads alike.

    number_format: of its cell; what is shown as a percentage is a hundredth in the file.
    """
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite() or abs(exact) >= MOST_NUMBER:
        return str(value)
    if is_percent(number_format):
        exact = exact.scaleb(2)
    exact = exact.quantize(Decimal("0.000001")).normalize()
    return f"{exact + 0:f}".replace(".", ",")


def is_percent(number_format: str) -> bool:
    """Tell whether a cell of this format shows a hundredth as one per cent."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format or "")
