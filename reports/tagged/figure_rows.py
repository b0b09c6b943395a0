"""The figures of a table's row drawn at once: two thirds of a report's cells are numbers on one line.

Cells beside each other become one, which WeasyPrint lays out as a picture; in the file they are cells as before. Only
digits that are equally wide and never drawn closer together keep decimals below each other, so nothing is kerned. What
takes two lines, or has a sign that our typeface lacks, stays as it is.
"""

import json
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from xml.etree import ElementTree

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint.html import HTML_HANDLERS, make_replaced_box
from weasyprint.text.line_break import Layout, strut

from reports.look import FOLDER

TAG = "figures"
TABLES = {"it", "kt", "ft"}
# As in report.css, sections 2 and 7; pixels of which 96 make an inch.
MM, POINT = 96 / 25.4, 96 / 72
WIDTHS = {"b": 20 * MM, "y": 13.6 * MM, "g": 18 * MM}
GAP = 0.8 * MM
NOTE_SIZE, NOTE_RAISED = 6.5 * POINT, 2.5 * POINT
MUTED = (0x5C / 255, 0x61 / 255, 0x66 / 255)
LARGEST = 8.8 * POINT
FACES = {
    "": "SourceSans3-Regular",
    "i": "SourceSans3-It",
    "n": "SourceSans3-Semibold",
    "h": "SourceSans3-Semibold",
    "sup": "SourceSans3-Regular",
}


class Piece(NamedTuple):
    """A piece of a cell. kind: empty, `i` for a word in place of a figure, `n` for the newest year's, `h` for a
    year in the table's head, `sup` for a note.
    """

    text: str
    kind: str


Cell = list[Piece]


class Face(NamedTuple):
    """A typeface: the number of each letter's drawing, and the width of each in thousandths of the size."""

    glyphs: dict[str, int]
    widths: dict[str, int]


@cache
def face(kind: str) -> Face:
    """Return the typeface of a kind of piece, read once per process."""
    font = TTFont(FOLDER / "fonts" / f"{FACES[kind]}.ttf")
    letters, advances = font.getBestCmap(), font["hmtx"]
    found = {chr(code): name for code, name in letters.items()}
    glyphs = {letter: font.getGlyphID(name) for letter, name in found.items()}
    return Face(glyphs, {letter: advances[name][0] for letter, name in found.items()})


def draw_at_once(tree: ElementTree.Element, colour: str) -> None:
    """Join the figures and years beside each other. colour: the municipality's, which the newest year is written in."""
    for table in tree.iter("table"):
        if table.get("class") in TABLES:
            columns = [WIDTHS.get(column.get("class", "")) for column in table.iter("col")]
            for row in table.iter("tr"):
                join(row, columns, colour)


def join(row: ElementTree.Element, columns: Sequence[float | None], colour: str) -> None:
    """Put one cell in the place of those beside each other that can be drawn at once."""
    cells, heads = list(row), row[-1].tag == "th"
    found = [
        cell_of(cell) if fits(cell_of(cell), column) else None for cell, column in zip(cells, columns, strict=False)
    ]
    for fitting, places in groupby(range(len(found)), lambda place: found[place] is not None):
        run = list(places)
        if fitting and len(run) > 1:
            said = {"cells": json.dumps([found[place] for place in run]), "colour": colour, "heads": "h" * heads}
            said["columns"] = json.dumps([columns[place] for place in run])
            one = ElementTree.Element("td", {"class": "fs", "colspan": str(len(run))})
            ElementTree.SubElement(one, TAG, said)
            row.insert(list(row).index(cells[run[0]]), one)
            for place in run:
                row.remove(cells[place])


def cell_of(cell: ElementTree.Element) -> Cell | None:
    """Return the pieces of a cell, None when it has something else in it."""
    if any(len(child) or child.tag not in ("i", "sup") for child in cell):
        return None
    kind = "h" if cell.tag == "th" else "n" if cell.get("class") == "n" else ""
    pieces = [Piece(cell.text or "", kind)]
    for child in cell:
        pieces += [Piece(child.text or "", child.tag), Piece(child.tail or "", kind)]
    return [piece for piece in pieces if piece.text]


def fits(cell: Cell | None, column: float | None) -> bool:
    """Tell whether a cell's pieces stand on one line, in letters that the typeface has."""
    if cell is None or column is None:
        return False
    known = all(letter in face(piece.kind).widths for piece in cell for letter in piece.text)
    return known and sum(width_of(piece, LARGEST) for piece in cell) <= column - GAP


def width_of(piece: Piece, size: float) -> float:
    """Return how wide a piece is. size: of the figures."""
    widths = face(piece.kind).widths
    return sum(widths[letter] for letter in piece.text) * (NOTE_SIZE if piece.kind == "sup" else size) / 1000


@dataclass(frozen=True)
class Figures:
    """What WeasyPrint takes for a picture. columns: their widths in pixels; heads: they are years in a table's head;
    height, baseline: of the line.
    """

    cells: list[Cell]
    columns: list[float]
    colour: str
    heads: bool
    height: float
    baseline: float
    ratio: None = None

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, None]:
        """Return width and height."""
        return sum(self.columns) - GAP, self.height, None

    def draw(self, stream: Any, _width: float, _height: float, style: Any) -> None:
        """Draw the figures, each as the cell that it is. stream: a PageStream."""
        size, ink = style["font_size"], tuple(style["color"].to("srgb").coordinates)
        names = {kind: name_in(stream, style, kind) for kind in {piece.kind for cell in self.cells for piece in cell}}
        letters_used(stream, self.cells)
        right = -GAP
        for cell, column in zip(self.cells, self.columns, strict=True):
            right += column
            if cell:
                x = right - sum(width_of(piece, size) for piece in cell)
                stream.stream.append(b"%s BT" % stream.next_mark())
                for piece in cell:
                    colour = MUTED if piece.kind == "i" else accent(self.colour) if piece.kind == "n" else ink
                    stream.stream.append(written(piece, names[piece.kind], size, x, self.baseline, colour))
                    x += width_of(piece, size)
                stream.stream.append(b"ET EMC")


def written(piece: Piece, name: str, size: float, x: float, y: float, colour: tuple[float, ...]) -> bytes:
    """Return the commands that draw a piece."""
    is_note = piece.kind == "sup"
    glyphs = face(piece.kind).glyphs
    letters = "".join(f"{glyphs[letter]:04x}" for letter in piece.text)
    ink = " ".join(f"{part:.4g}" for part in colour)
    height = y - NOTE_RAISED if is_note else y
    shown = NOTE_SIZE if is_note else size
    return f"{ink} rg /{name} {shown:.4f} Tf 1 0 0 -1 {x:.3f} {height:.3f} Tm <{letters}> Tj".encode()


@cache
def accent(colour: str) -> tuple[float, ...]:
    """Return a colour as PDF counts it."""
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def name_in(stream: Any, style: Any, kind: str) -> str:
    """Return the name that the typeface of a kind of piece has in the file."""
    font = stream.faces.get(kind)
    if font is None:
        variant = copy(style)
        variant["font_style"] = "italic" if kind == "i" else "normal"
        variant["font_weight"] = 600 if kind in ("n", "h") else 400
        layout = Layout(variant)
        layout.set_text("0")
        line, _rest = layout.get_first_line()
        font, _size = stream.add_font(line.runs[0].data.item.analysis.font)
        stream.faces[kind] = font
    return str(font.hash)


def letters_used(stream: Any, cells: list[Cell]) -> None:
    """Tell the file which letters it needs."""
    for cell in cells:
        for text, kind in cell:
            font, own = stream.faces[kind], face(kind)
            for letter in text:
                font.to_unicode.setdefault(own.glyphs[letter], letter)
                font.widths.setdefault(own.glyphs[letter], own.widths[letter])


def box_of(element: Any, box: Any, _images: Any, _address: str) -> list[Any]:
    """Return the picture's box."""
    height, baseline = strut(box.style)
    cells = [[Piece(*piece) for piece in cell] for cell in json.loads(element.get("cells"))]
    columns, heads = json.loads(element.get("columns")), bool(element.get("heads"))
    figures = Figures(cells, columns, element.get("colour"), heads, height, baseline)
    return [make_replaced_box(element, box, figures)]


HTML_HANDLERS[TAG] = box_of
