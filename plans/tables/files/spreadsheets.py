"""Excel workbooks (.xlsx, .xlsb, .xls) and OpenDocument spreadsheets (.ods)."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from plans.tables.files.archives import opened, refuse_entities, xml_in
from plans.tables.files.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, cover, text_of, tidy
from welfareplans.confined import Refused

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def excel_zip(data: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx or .xlsb workbook."""
    checked(data)
    return excel(data)


def checked(data: bytes) -> None:
    """Refuse a zipped workbook that is a bomb, is encrypted, carries macros, or declares a document type."""
    archive = opened(data)
    if not any(name.startswith("xl/") for name in archive.namelist()):
        raise Refused("extension")
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as member:
                refuse_entities(member.read(4096))


def excel(data: bytes) -> list[Sheet]:
    """Return the visible sheets of a workbook; of a formula what it came to."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for described in book.sheets_metadata:
            if described.typ == SheetTypeEnum.WorkSheet and described.visible == SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(described.name)
                values = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
                rows = [[text_of(value) for value in row] for row in values]
                covered = cover(rows, sheet.merged_cell_ranges or [])
                sheets.append(Sheet(described.name, rows, list(range(1, len(rows) + 1)), covered))
    except PasswordError:
        raise Refused("encrypted") from None
    except CalamineError:
        # An encrypted .xlsx is an old container with this stream in it.
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "broken") from None
    return sheets


def open_document(data: bytes) -> list[Sheet]:
    """Return the sheets of an .ods spreadsheet."""
    archive = opened(data)
    if is_encrypted(archive):
        raise Refused("encrypted")
    try:
        root = ET.fromstring(xml_in(archive, "content.xml"))  # noqa: S314 - no document type, so no entities
    except ET.ParseError:
        raise Refused("broken") from None
    tables = root.findall(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    return [open_document_sheet(table) for table in tables]


def is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Tell whether the manifest says that the members are encrypted."""
    name = "META-INF/manifest.xml"
    return name in archive.namelist() and b"encryption-data" in xml_in(archive, name)


def open_document_sheet(table: ET.Element) -> Sheet:
    """Return one table; a row that is repeated a million times is empty, and the end of it."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    ranges = []
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell, times in row_cells(row):
            text = cell_text(cell)
            spanned = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            if spanned > 1:
                ranges.append(((len(rows), len(cells)), (len(rows) + spanned - 1, len(cells))))
            cells += [text] * min(times, MOST_COLUMNS + 1 - len(cells))
        times = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if any(cells) and times > MOST_ROWS:
            raise Refused("rows")
        for repeated in range(times if any(cells) else min(times, 1)):
            rows.append([*cells])
            numbers.append(number + repeated)
        number += times
    return Sheet(table.get(f"{TABLE}name", ""), rows, numbers, cover(rows, ranges))


def row_cells(row: ET.Element) -> Iterator[tuple[ET.Element, int]]:
    """Yield each cell of a row and how many times it stands there."""
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            yield cell, int(cell.get(f"{TABLE}number-columns-repeated", "1"))


def cell_text(cell: ET.Element) -> str:
    """Return what a cell shows, a paragraph on each line; notes beside it are left out."""
    return tidy("\n".join("".join(shown(part)) for part in cell.findall(f"{TEXT}p")))


def shown(part: ET.Element) -> Iterator[str]:
    """Yield the pieces of a paragraph."""
    yield part.text or ""
    for inner in part:
        match inner.tag.removeprefix(TEXT):
            case "line-break":
                yield "\n"
            case "s":
                yield " " * min(int(inner.get(f"{TEXT}c", "1")), 100)
            case "tab":
                yield " "
            case _ if inner.tag != f"{OFFICE}annotation":
                yield from shown(inner)
        yield inner.tail or ""
