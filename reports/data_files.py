"""The figures that lie inside the PDF: the canonical content, and all figures as a table."""

import csv
import io

from reports.document import canonical
from reports.document.content import Content
from reports.document.words import Reader

HEADS = ["indicator", "area", "category", "year", "number", "missing", "unit"]
# What makes a spreadsheet program take a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def data_json(content: Content) -> bytes:
    """Return the canonical content."""
    return canonical(content)


def data_csv(content: Content, language: str) -> bytes:
    """Return a line per figure: semicolons, UTF-8 with its mark, decimal points; texts can never be formulas."""
    reader = Reader(language, tuple(content["plan"]["languages"]))
    areas = {area["key"]: reader(area["name"]).text for area in content["areas"]}
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADS)
    for indicator in content["indicators"]:
        groups = {
            c["key"]: reader(c["name"]).text for dimension in indicator["dimensions"] for c in dimension["categories"]
        }
        name, unit = as_text(reader(indicator["name"]).text), as_text(reader(indicator["unit"]).text)
        for value in indicator["values"]:
            area, category = areas.get(value["area"] or "", value["area"] or ""), value["category"] or ""
            number, reason = value["number"] or "", value["missing"] or ""
            table.writerow(
                [name, as_text(area), as_text(groups.get(category, category)), value["year"], number, reason, unit]
            )
    return "\ufeff".encode() + out.getvalue().encode("utf-8", "replace")


def as_text(cell: str) -> str:
    """Return the cell so that a spreadsheet program shows it instead of computing it."""
    return f"'{cell}" if cell.startswith(FORMULA) and cell != "%" else cell
