"""A plan's table as text: a row per line, semicolons between cells, as spreadsheet programs here write and open it."""

import csv
import io

from plans.cells import join_lines
from plans.export.rows import ExportRow, ExportTable
from plans.headings import Column, heading
from plans.tables.files.delimited import csv_text


def csv_file(table: ExportTable) -> bytes:
    """Return the file in UTF-8 with a byte order mark, without which Excel takes å for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings(table))
    writer.writerows([csv_text(cell(row, column)) for column in table.columns] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def headings(table: ExportTable) -> list[str]:
    """Return the heading of each column."""
    return [heading(what, [code] if code else table.languages) for what, code in table.columns]


def cell(row: ExportRow, column: Column) -> str:
    """Return a row's cell with everything on its lines."""
    if column in row.lines:
        return join_lines(row.lines[column])
    told = row.cells.get(column, "")
    return told if isinstance(told, str) else join_lines(told)
