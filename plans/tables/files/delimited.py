"""Text with one row on each line (.csv, .tsv, .txt), whatever stands between its cells and however it is encoded."""

import csv
import io
from collections import Counter

from plans.tables.files.sheets import MOST_IN_CELL, Sheet, tidy
from welfareplans.confined import Refused

DELIMITERS = (";", "\t", ",", "|")
# Rows that are looked at to find the delimiter.
SAMPLE = 200
# How spreadsheet programs recognise a formula in a CSV file.
FORMULA = ("=", "+", "-", "@", "'")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def delimited(data: bytes) -> list[Sheet]:
    """Return the one sheet of the file."""
    text = decoded(data)
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    rows = parsed(text, delimiter_of(text))
    return [Sheet("", [row for row, _ in rows], [number for _, number in rows])]


def decoded(data: bytes) -> str:
    """Return the text; Excel in the Nordic countries writes cp1252 where it does not write UTF-8."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x00" for byte in data[:4000])
    if control > 8:
        raise Refused("broken")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """Return the delimiter that gives most rows of the same width, the widest of them."""

    def cells_alike(delimiter: str) -> int:
        widths = Counter(len(row) for row, _ in parsed(text, delimiter, SAMPLE) if len(row) > 1)
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=cells_alike)


def parsed(text: str, delimiter: str, most: int | None = None) -> list[tuple[list[str], int]]:
    """Return the rows with their numbers, as a spreadsheet program would count them."""
    csv.field_size_limit(MOST_IN_CELL * 4)
    rows = []
    try:
        # "\r" alone ends a line of old files; inside quotes it is kept by the reader.
        reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
        for number, row in enumerate(reader, 1):
            rows.append(([read_csv_text(tidy(cell)) for cell in row], number))
            if number == most:
                break
    except csv.Error:
        raise Refused("cell") from None
    return rows


def csv_text(text: str) -> str:
    """Return a text as an export writes it into a CSV file, so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def read_csv_text(text: str) -> str:
    """Return the text that `csv_text` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
