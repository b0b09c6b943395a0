"""Invented plan tables in every kind of file."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

from docx import Document
from openpyxl import Workbook

Rows = Sequence[Sequence[str | float | None]]
HEADINGS = ["Princip", "Mål", "Åtgärd", "Ansvariga nämnder", "Mätare"]
PLAN: Rows = [
    HEADINGS,
    ["Vardag", "Hobby åt alla", "Öppna gårdar", "Bildningsnämnden", "Gårdar\nBesök"],
    [None, None, "Hobbykort", "Bildningsnämnden", "Besök"],
    ["Hälsa", "Ro i skolan", "Skolkuratorer", "Välfärdsnämnden", None],
]
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"/>{}</manifest:manifest>'
)
ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Plan">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def xlsx(rows: Rows = PLAN, merged: Sequence[str] = (), **more_sheets: Rows) -> bytes:
    """Return an Excel workbook. merged: ranges such as A2:A3; more_sheets: by name, after the first."""
    book = Workbook()
    for name, content in {"Plan": rows, **more_sheets}.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
        for place in merged if name == "Plan" else ():
            sheet.merge_cells(place)
    book.remove(book.worksheets[0])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def ods(rows: Rows = PLAN, spans: dict[tuple[int, int], int] | None = None, manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet. spans: how many rows the cell at (row, column) covers."""
    covered = {
        (row + more, column) for (row, column), count in (spans or {}).items() for more in range(1, count)
    }  # fmt: skip
    written = ""
    for number, row in enumerate(rows):
        cells = ""
        for column, value in enumerate(row):
            tag = "covered-table-cell" if (number, column) in covered else "table-cell"
            span = (spans or {}).get((number, column))
            attribute = f' table:number-rows-spanned="{span}"' if span else ""
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value or "").splitlines())
            cells += f"<table:{tag}{attribute}>{lines}</table:{tag}>"
        written += f"<table:table-row>{cells}</table:table-row>"
    written += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return zipped({"content.xml": ODS.format(written), "META-INF/manifest.xml": MANIFEST.format(manifest)})


def csv(rows: Rows = PLAN, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file."""
    quoted = (['"{}"'.format(str(value or "").replace('"', '""')) for value in row] for row in rows)
    return "\r\n".join(delimiter.join(row) for row in quoted).encode(encoding)


def html(rows: Rows = PLAN) -> bytes:
    """Return the table as Excel puts it on the clipboard."""
    body = "".join(
        "<tr>{}</tr>".format("".join(f"<td>{escape(str(v or '')).replace(chr(10), '<br>')}</td>" for v in row))
        for row in rows
    )
    head = "<head><style>td{}</style></head>"
    return f"<html>{head}<body><!--StartFragment--><table>{body}</table></body></html>".encode()


def docx(tables: dict[str, Rows], joined: Sequence[tuple[int, int, int]] = (), styles: Sequence[str] = ()) -> bytes:
    """Return a Word document with a heading above each table.

    joined: column, first and last row of cells joined in each table; styles: of the lines in a cell ("List Bullet").
    """
    document = Document()
    for heading, rows in tables.items():
        if heading:
            document.add_heading(heading)
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                cell = table.cell(number, column)
                for line in str(value or "").splitlines():
                    paragraph = cell.add_paragraph(line)
                    if number and styles and "\n" in str(value):
                        paragraph.style = styles[0]
        for column, first, last in joined:
            table.cell(first, column).merge(table.cell(last, column))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
