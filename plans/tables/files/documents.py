"""Tables of Word documents (.docx): joined cells, lists in a cell, and the heading above each table."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from plans.tables.files.archives import opened, xml_in
from plans.tables.files.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, cover, tidy
from plans.tables.files.web_tables import BULLET, LONGEST_HEADING
from welfareplans.confined import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LIST_STYLES = ("List", "Luettelo", "Punkt", "Merkitty")
WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"}


def document(data: bytes) -> list[Sheet]:
    """Return each table of the document that has at least two columns."""
    archive = opened(data)
    if not any(name.startswith("word/") for name in archive.namelist()):
        raise Refused("extension")
    try:
        root = ET.fromstring(xml_in(archive, "word/document.xml"))  # noqa: S314 - no document type, so no entities
    except ET.ParseError:
        raise Refused("broken") from None
    body = root.find(f"{W}body")
    sheets: list[Sheet] = []
    heading, number = "", 1
    for part in blocks(body if body is not None else root):
        if part.tag == f"{W}p":
            text = paragraph(part)
            if text:
                heading = text if len(text) <= LONGEST_HEADING else ""
            continue
        sheet = table(part, str(len(sheets) + 1), heading, number)
        number += len(sheet.rows)
        if number > MOST_ROWS:
            raise Refused("rows")
        if any(len(row) > 1 for row in sheet.rows):
            sheets.append(sheet)
    return sheets


def blocks(parent: ET.Element) -> Iterator[ET.Element]:
    """Yield the paragraphs and tables in order, also those inside content controls."""
    for part in parent:
        if part.tag in (f"{W}p", f"{W}tbl"):
            yield part
        elif part.tag in WRAPPERS:
            yield from blocks(part)


def table(part: ET.Element, name: str, heading: str, number: int) -> Sheet:
    """Return one table. number: of its first row, counted from the beginning of the document."""
    rows: list[list[str]] = []
    started: dict[int, int] = {}  # where a joined cell began, by column
    ranges = []
    for row in part.iter(f"{W}tr"):
        cells: list[str] = [""] * min(attribute(row.find(f"{W}trPr/{W}gridBefore"), 0), MOST_COLUMNS)
        for cell in inside(row, f"{W}tc"):
            place = len(cells)
            joined = cell.find(f"{W}tcPr/{W}vMerge")
            if joined is None:
                started.pop(place, None)
            elif joined.get(f"{W}val") == "restart" or place not in started:
                started[place] = len(rows)
            else:
                ranges.append(((started[place], place), (len(rows), place)))
            text = cell_text(cell)
            cells += [text, *[""] * min(attribute(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1, MOST_COLUMNS)]
        rows.append(cells)
    numbers = list(range(number, number + len(rows)))
    return Sheet(name, rows, numbers, sorted(set(cover(rows, ranges))), heading, is_part=True)


def inside(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the children with a tag, also those inside content controls."""
    for part in parent:
        if part.tag == tag:
            yield part
        elif part.tag in WRAPPERS:
            yield from inside(part, tag)


def attribute(element: ET.Element | None, default: int) -> int:
    """Return the number that an element carries."""
    text = element.get(f"{W}val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def cell_text(cell: ET.Element) -> str:
    """Return the cell's paragraphs, one on each line, those of a list with a bullet."""
    lines = []
    for part in cell.iter(f"{W}p"):
        text = paragraph(part)
        if text:
            lines.append(f"{BULLET} {text}" if is_listed(part) else text)
    return tidy("\n".join(lines))


def is_listed(part: ET.Element) -> bool:
    """Tell whether a paragraph belongs to a list, by its own numbering or its style in any language's Word."""
    style = part.find(f"{W}pPr/{W}pStyle")
    named = style is not None and style.get(f"{W}val", "").startswith(LIST_STYLES)
    return named or part.find(f"{W}pPr/{W}numPr") is not None


def paragraph(part: ET.Element) -> str:
    """Return a paragraph's text as it is when changes are accepted."""
    return tidy("".join(pieces(part)))


def pieces(part: ET.Element) -> Iterator[str]:
    """Yield the pieces of a paragraph; a deleted one has another tag, and a nested paragraph is told by itself."""
    for inner in part:
        match inner.tag:
            case _ if inner.tag in (FALLBACK, f"{W}p", f"{W}moveFrom"):
                continue
            case _ if inner.tag == f"{W}t":
                yield inner.text or ""
            case _ if inner.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            case _ if inner.tag == f"{W}tab":
                yield " "
            case _ if inner.tag == f"{W}noBreakHyphen":
                yield "‑"
            case _:
                yield from pieces(inner)
