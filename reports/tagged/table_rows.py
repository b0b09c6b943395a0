"""The rows of the report's tables set by us, each as one drawing: what is left to the renderer is where pages end.

A report has some 65 cells a page, and a cell costs the renderer half a dozen boxes. In the file rows and cells are what
they were. A row with something else in it than plain words and figures, in letters that our typefaces lack, or taller
than a row should be, stays as it is.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from weasyprint.formatting_structure.boxes import BlockReplacedBox, TableCellBox
from weasyprint.html import HTML_HANDLERS

from reports.tagged.drawn import Cell, Drawn, Segment, segments
from reports.tagged.lines import Look, broken
from reports.tagged.pieces import Unknown, pieces
from reports.tagged.table_look import (
    COLUMNS,
    HYPHENATED,
    MM,
    OURS,
    TABLE,
    RowLook,
    ink,
    is_right,
    padding,
    row_look,
)  # fmt: skip

# A taller row is left to the renderer, which may part it where it is taller than a page.
TALLEST = 100 * MM


@dataclass(frozen=True)
class Row(Drawn):
    """A row of a table. rule: the line below, its thickness and ink."""

    rule: tuple[float, str] = (0, "")

    def decoration(self, _stream: Any) -> bytes:
        """Return the commands that draw the line below: a stroke, which screens show equally thick everywhere."""
        thickness, colour = self.rule
        foot = f"{self.height - thickness / 2:.3f}"
        line = f"{colour} RG {thickness:.3f} w [] 0 d 0 J 0 {foot} m {self.width:.3f} {foot} l S"
        return line.encode() if thickness else b""


def set_rows(tree: ElementTree.Element, colour: str) -> None:
    """Set the rows of a page's tables. colour: the municipality's, which the newest year is written in."""
    for table in tree.iter("table"):
        css = table.get("class", "")
        if css in OURS:
            widths = columns(table)
            setting = Setting(css, widths, tree.get("lang", "") if css in HYPHENATED else "", ink(colour))
            left_over = [tr for group in table for tr in group.iter("tr") if not setting.put(tr, group.tag == "thead")]
            for group in [] if left_over else table.findall("colgroup"):
                table.remove(group)


def columns(table: ElementTree.Element) -> list[float]:
    """Return the widths of a table's columns; those without a width of their own share the rest."""
    widths = [COLUMNS.get(column.get("class", "")) for column in table.iter("col")]
    rest = (TABLE - sum(width or 0 for width in widths)) / max(widths.count(None), 1)
    return [rest if width is None else width for width in widths]


@dataclass(frozen=True)
class Setting:
    """A table whose rows are being set. css: its class; language: whose rules hyphenate; accent: of the newest year."""

    css: str
    columns: list[float]
    language: str
    accent: str

    def put(self, tr: ElementTree.Element, is_head: bool) -> bool:
        """Put a drawing in the place of a row's cells, and tell whether they were plain enough."""
        row = self.row(tr, is_head)
        if row is None or row.height > TALLEST:
            return False
        for cell in list(tr):
            tr.remove(cell)
        tr.set("colspan", str(len(self.columns)))
        # The attribute never becomes text: the tree goes to the renderer as it is.
        tr.attrib["row"] = row  # type: ignore[assignment]
        return True

    def row(self, tr: ElementTree.Element, is_head: bool) -> Row | None:
        """Return a row set, None where it cannot be."""
        css = tr.get("class", "")
        look = row_look(is_head, css)
        if len(tr) != len(self.columns) or any(cell.get("colspan") for cell in tr):
            return None
        heights, placed = [], []
        for place, cell in enumerate(tr):
            around = padding(self.css, css, is_head, place == 0)
            room = self.columns[place] - around.left - around.right
            try:
                lines = broken(list(pieces(cell, self.cell_look(look, cell, place))), room, self.language)
            except Unknown:
                return None
            heights.append(around.top + len(lines) * look.leading + around.bottom)
            placed.append((cell, around, room, lines))
        thickness, _ink = look.rule
        height = max(heights) + thickness
        cells, left = [], 0.0
        for place, (cell, around, room, lines) in enumerate(placed):
            top = max(heights) - heights[place] + around.top if is_head else around.top
            right = left + around.left + room if is_right(self.css, place == 0) else None
            cells.append(row_cell(cell, segments(lines, left + around.left, right, top, look)))
            left += self.columns[place]
        return Row(cells, sum(self.columns), height, rule=look.rule)

    def cell_look(self, look: RowLook, cell: ElementTree.Element, place: int) -> Look:
        """Return how a cell's letters look. Figures are not drawn closer, so that decimals stand below each other."""
        is_figure = is_right(self.css, place == 0) and any(map(str.isdigit, "".join(cell.itertext())))
        found = look.text._replace(kerned=not is_figure)
        return found._replace(face="b", ink=self.accent) if cell.get("class") == "n" else found


def row_cell(cell: ElementTree.Element, found: list[Segment]) -> Cell:
    """Return a cell with what it is in the file."""
    if cell.tag == "td":
        return Cell("TD", "", found)
    return Cell("TH", "Row" if cell.get("scope") == "row" else "Column", found)


def box_of(element: Any, box: Any, _images: Any, _address: str) -> list[Any]:
    """Return the row with the drawing in its only cell; the renderer's own rows as they are."""
    row = element.get("row")
    if row is not None:
        cell = TableCellBox.anonymous_from(box, [])
        cell.children = [BlockReplacedBox.anonymous_from(cell, row)]
        box.children = [cell]
    return [box]


HTML_HANDLERS["tr"] = box_of
