"""The rows of the report's tables set by us, each as one drawing: what is left to the renderer is where pages end.

A report has some 65 cells a page, and a cell costs the renderer half a dozen boxes. In the file rows and cells are what
they were. A row with something else in it than plain words and figures, in letters that our typefaces lack, or taller
than a row should be, stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from weasyprint.formatting_structure.boxes import BlockReplacedBox
from weasyprint.html import HTML_HANDLERS

from reports.tagged.lines import NEW_LINE, Line, Look, Part, Piece, broken
from reports.tagged.table_look import (
    COLUMNS,
    HYPHENATED,
    LANGUAGE_SIZE,
    MM,
    MUTED,
    NOTE_RAISED,
    NOTE_SIZE,
    OURS,
    STATES,
    TABLE,
    RowLook,
    ink,
    is_right,
    padding,
    row_look,
)  # fmt: skip
from reports.tagged.typefaces import face

TAG = "row"
# A taller row is left to the renderer, which may part it where it is taller than a page.
TALLEST = 100 * MM


class Unknown(ValueError):
    """Something in a cell that is left to the renderer."""


@dataclass(frozen=True)
class Segment:
    """Words of a cell in one language, as one piece of the page. parts: each with the height of its line's foot."""

    language: str
    parts: list[tuple[float, float, Part]]


@dataclass(frozen=True)
class RowCell:
    """A cell. kind: TH or TD; scope: Row or Column of a head."""

    kind: str
    scope: str
    segments: list[Segment]


@dataclass(frozen=True)
class Row:
    """What WeasyPrint takes for a picture. rule: the line below, its thickness and ink; pixels."""

    cells: list[RowCell]
    width: float
    height: float
    rule: tuple[float, str]
    ratio: None = None

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, None]:
        """Return width and height."""
        return self.width, self.height, None

    def draw(self, stream: Any, _width: float, _height: float, _style: Any) -> None:
        """Draw the row, each cell as what it is. stream: a PageStream."""
        for cell in self.cells:
            for segment in cell.segments:
                stream.stream.append(stream.next_mark() + stream.own.written(stream, segment.parts) + b"\nEMC")
        thickness, colour = self.rule
        if thickness:
            where = f"0 {self.height - thickness:.3f} {self.width:.3f} {thickness:.3f}"
            stream.stream.append(f"/Artifact BMC\n{colour} rg {where} re f\nEMC".encode())


def set_rows(tree: ElementTree.Element, colour: str) -> None:
    """Set the rows of a page's tables. colour: the municipality's, which the newest year is written in."""
    for table in tree.iter("table"):
        css = table.get("class", "")
        if css in OURS:
            widths = columns(table)
            setting = Setting(css, widths, tree.get("lang", "") if css in HYPHENATED else "", ink(colour))
            for group in table:
                for tr in group.iter("tr"):
                    setting.put(tr, group.tag == "thead")


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

    def put(self, tr: ElementTree.Element, is_head: bool) -> None:
        """Put a drawing in the place of a row's cells, where they are plain."""
        row = self.row(tr, is_head)
        if row is not None and row.height <= TALLEST:
            for cell in list(tr):
                tr.remove(cell)
            one = ElementTree.SubElement(tr, TAG, {"colspan": str(len(self.columns))})
            # The attribute never becomes text: the tree goes to the renderer as it is.
            one.attrib["row"] = row  # type: ignore[assignment]

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
        return Row(cells, sum(self.columns), height, look.rule)

    def cell_look(self, look: RowLook, cell: ElementTree.Element, place: int) -> Look:
        """Return how a cell's letters look. Figures are not drawn closer, so that decimals stand below each other."""
        is_figure = is_right(self.css, place == 0) and any(map(str.isdigit, "".join(cell.itertext())))
        found = look.text._replace(kerned=not is_figure)
        return found._replace(face="b", ink=self.accent) if cell.get("class") == "n" else found


def pieces(element: ElementTree.Element, look: Look, language: str = "") -> Iterator[Piece]:
    """Yield the text of a cell with its looks; raises Unknown where something else than text is in it."""
    yield from plain(element.text, look, language)
    for child in element:
        if child.tag == "br":
            yield Piece(NEW_LINE, look)
        elif child.tag in CHANGED and not set(child.attrib) - {"class", "lang"}:
            changed = CHANGED[child.tag](look, child.get("class", ""))
            if changed is None:
                raise Unknown
            yield from pieces(child, changed, child.get("lang", language))
        else:
            raise Unknown
        yield from plain(child.tail, look, language)


def plain(text: str | None, look: Look, language: str) -> Iterator[Piece]:
    """Yield a text, if there is any; raises Unknown where the typeface lacks a letter."""
    if text:
        text = text.replace("\n", " ")
        if not face(look.face).glyphs.keys() >= set(text) - {"\t", "\r"}:
            raise Unknown
        yield Piece(text, look, language)


def semibold(look: Look, css: str) -> Look | None:
    """Return the look of a state's sign and word."""
    return look._replace(face="b", ink=STATES[css]) if css in STATES else None


def slanted(look: Look, css: str) -> Look | None:
    """Return the look of a word in place of a figure, of a remark, or of a language's short name."""
    found = look._replace(face="i", ink=MUTED)
    return found._replace(size=LANGUAGE_SIZE) if css == "or" else None if css else found


def note(look: Look, css: str) -> Look | None:
    """Return the look of a footnote's number."""
    return None if css else look._replace(size=NOTE_SIZE, raised=NOTE_RAISED)


def same(look: Look, css: str) -> Look | None:
    """Return the look of words in another language: the same."""
    return None if css else look


CHANGED = {"b": semibold, "i": slanted, "sup": note, "span": same}


def segments(lines: list[Line], left: float, right: float | None, top: float, look: RowLook) -> list[Segment]:
    """Return the pieces of a cell. left: where lines begin; right: where they end instead; top: of the first line."""
    found: list[Segment] = []
    size = look.text.size
    ascent, descent = face("").ascent * size, face("").descent * size
    baseline = top + (look.leading - ascent - descent) / 2 + ascent
    for number, line in enumerate(lines):
        start = left if right is None else right - line.width
        for part in line.parts:
            if not found or found[-1].language != part.language:
                found.append(Segment(part.language, []))
            height = baseline + number * look.leading - part.look.raised
            found[-1].parts.append((start + part.x, height, part))
    return found


def row_cell(cell: ElementTree.Element, found: list[Segment]) -> RowCell:
    """Return a cell with what it is in the file."""
    if cell.tag == "td":
        return RowCell("TD", "", found)
    return RowCell("TH", "Row" if cell.get("scope") == "row" else "Column", found)


def box_of(element: Any, box: Any, _images: Any, _address: str) -> list[Any]:
    """Return the row's cell with the drawing in it."""
    box.children = [BlockReplacedBox.anonymous_from(box, element.get("row"))]
    return [box]


HTML_HANDLERS[TAG] = box_of
