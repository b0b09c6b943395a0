"""Text that is set by us: one drawing to the renderer, which decides where pages end, and elements in the file."""

from dataclasses import dataclass
from typing import Any

from reports.tagged.lines import Line, Part
from reports.tagged.table_look import RowLook
from reports.tagged.typefaces import face

# A part of a line with where it begins, and the foot of the line; pixels.
Placed = tuple[float, float, Part]


@dataclass(frozen=True)
class Segment:
    """Words in one language, as one piece of the page."""

    language: str
    parts: list[Placed]


@dataclass(frozen=True)
class Cell:
    """An element of the drawing. kind: TH or TD, empty for the element that the drawing stands in; scope: of a TH."""

    kind: str
    scope: str
    segments: list[Segment]


@dataclass(frozen=True)
class Drawn:
    """What WeasyPrint takes for a picture. Pixels."""

    cells: list[Cell]
    width: float
    height: float
    ratio: None = None

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, None]:
        """Return width and height."""
        return self.width, self.height, None

    def draw(self, stream: Any, _width: float, _height: float, _style: Any) -> None:
        """Draw each cell as what it is, and then what is none. stream: a PageStream."""
        for cell in self.cells:
            for segment in cell.segments:
                words = stream.own.written(stream, self.shown(stream, segment))
                stream.stream.append(stream.next_mark() + words + b"\nEMC")
        stream.stream.append(b"/Artifact BMC\n" + self.decoration(stream) + b"\nEMC")

    def shown(self, _stream: Any, segment: Segment) -> list[Placed]:
        """Return what is drawn of a piece, which may depend on the page."""
        return segment.parts

    def decoration(self, _stream: Any) -> bytes:
        """Return the commands that draw what is no text."""
        return b""


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
