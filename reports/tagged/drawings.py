"""Charts drawn by us: straight lines, rectangles and lines of words, which is all that our drawings are.

The renderer would compute a style for each piece and draw it through a stack of states. A drawing with anything else in
it is left to the renderer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from weasyprint.html import HTML_HANDLERS, make_replaced_box

from reports.tagged.lines import Look, Part
from reports.tagged.pieces import Unknown
from reports.tagged.table_look import MM, ink
from reports.tagged.typefaces import face

SVG = "{http://www.w3.org/2000/svg}"
COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})")
SIZE = re.compile(r"([0-9.]+)mm")
STEP = re.compile(r"([MmLlHhVvZz])([-0-9., ]*)")
PATH = re.compile(r"(?:[MmLlHhVvZz][-0-9., ]*)*")
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+")
# How far a curve's handles reach that stands for a quarter of a circle.
ROUND = 0.5523
CAPS = {"": 0, "butt": 0, "round": 1}
BEFORE = {"": 0.0, "start": 0.0, "middle": 0.5, "end": 1.0}
SHAPE = {"class", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"}
KNOWN = {
    "path": SHAPE | {"d"},
    "rect": SHAPE | {"x", "y", "width", "height", "rx"},
    "text": {"x", "y", "class", "fill", "font-size", "font-weight", "text-anchor"},
}
SEMIBOLD = 600

# Commands, or a line of words with where it begins.
Step = bytes | tuple[float, float, Part]


@dataclass(frozen=True)
class Drawing:
    """What WeasyPrint takes for a picture. scale: pixels of one of its own units; left, top: where it begins."""

    width: float
    height: float
    scale: float
    left: float
    top: float
    steps: list[Step]
    ratio: None = None

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, None]:
        """Return width and height."""
        return self.width, self.height, None

    def draw(self, stream: Any, _width: float, _height: float, _style: Any) -> None:
        """Draw the shapes and words. stream: a PageStream."""
        commands = [f"{self.scale:.5f} 0 0 {self.scale:.5f} {self.left:.3f} {self.top:.3f} cm".encode()]
        commands += [step if isinstance(step, bytes) else stream.own.written(stream, [step]) for step in self.steps]
        stream.stream.append(b"\n".join(commands))


def set_drawings(tree: ElementTree.Element) -> None:
    """Set the drawings of a page; they keep what they show in words."""
    for svg in tree.iter(f"{SVG}svg"):
        try:
            drawing = drawn(svg)
        except Unknown:
            continue
        # Without what differs from one to the next, all drawings share one style. What they show stays in aria-label.
        for name in set(svg.attrib) - {"aria-label"}:
            del svg.attrib[name]
        for piece in list(svg):
            svg.remove(piece)
        svg.attrib["drawn"] = drawing  # type: ignore[assignment]


def drawn(svg: ElementTree.Element) -> Drawing:
    """Return a drawing set; raises Unknown where it cannot be."""
    wide, high = (SIZE.fullmatch(svg.get(side, "")) for side in ("width", "height"))
    box = [float(side) for side in svg.get("viewBox", "").split()]
    stands = len(box) == 4 and box[:2] == [0, 0] and not svg.get("preserveAspectRatio")
    if wide is None or high is None or not stands or not svg.get("aria-label"):
        raise Unknown
    width, height = float(wide[1]) * MM, float(high[1]) * MM
    steps = [step for piece in svg if piece.tag != f"{SVG}title" for step in steps_of(piece)]
    scale = min(width / box[2], height / box[3])
    return Drawing(width, height, scale, (width - box[2] * scale) / 2, (height - box[3] * scale) / 2, steps)


def steps_of(piece: ElementTree.Element) -> Iterator[Step]:
    """Yield the commands of a piece; raises Unknown where we do not know them."""
    kind = piece.tag.removeprefix(SVG)
    if len(piece) or set(piece.attrib) - KNOWN.get(kind, set()) or kind not in KNOWN:
        raise Unknown
    if kind == "text":
        yield words(piece)
        return
    path = rectangle(piece) if kind == "rect" else way(piece.get("d", ""))
    if path:
        yield painted(piece, path)


def painted(piece: ElementTree.Element, path: str) -> bytes:
    """Return the commands that fill a path, draw it, or both."""
    fill, stroke = piece.get("fill", "#000"), piece.get("stroke", "none")
    commands, how = [], "n"
    if fill != "none":
        commands, how = [f"{colour(fill)} rg"], "f"
    if stroke != "none":
        dashes, cap = piece.get("stroke-dasharray", ""), piece.get("stroke-linecap", "")
        if cap not in CAPS or not re.fullmatch(r"[0-9. ]*", dashes):
            raise Unknown
        thickness = float(piece.get("stroke-width", "1"))
        commands.append(f"{colour(stroke)} RG {thickness:g} w [{dashes}] 0 d {CAPS[cap]} J")
        how = "S" if how == "n" else "B"
    return "\n".join([*commands, f"{path} {how}"]).encode()


def way(described: str) -> str:
    """Return a path of straight lines as PDF writes it."""
    if not PATH.fullmatch(described):
        raise Unknown
    found: list[str] = []
    x = y = first_x = first_y = 0.0
    for command, numbers in STEP.findall(described):
        kind = command.upper()
        places = [float(number) for number in NUMBER.findall(numbers)]
        if kind == "Z":
            found.append("h")
            x, y = first_x, first_y
            continue
        pairs: list[tuple[float | None, float | None]]
        if kind in "HV":
            pairs = [(one, None) if kind == "H" else (None, one) for one in places]
        else:
            pairs = list(zip(places[::2], places[1::2], strict=True)) if len(places) % 2 == 0 else []
        if not pairs:
            raise Unknown
        for place, (across, down) in enumerate(pairs):
            from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
            x, y = (x if across is None else from_x + across), (y if down is None else from_y + down)
            is_move = kind == "M" and place == 0
            first_x, first_y = (x, y) if is_move else (first_x, first_y)
            found.append(f"{number(x)} {number(y)} {'m' if is_move else 'l'}")
    return " ".join(found)


def rectangle(piece: ElementTree.Element) -> str:
    """Return a rectangle as PDF writes it, with round corners where it has them."""
    x, y, width, height, radius = (float(piece.get(name, "0")) for name in ("x", "y", "width", "height", "rx"))
    if not radius:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re"
    right, bottom, less = x + width, y + height, radius * (1 - ROUND)
    corners = [
        (x + radius, y, "m"), (right - radius, y, "l"),
        (right - less, y, ""), (right, y + less, ""), (right, y + radius, "c"), (right, bottom - radius, "l"),
        (right, bottom - less, ""), (right - less, bottom, ""), (right - radius, bottom, "c"),
        (x + radius, bottom, "l"), (x + less, bottom, ""), (x, bottom - less, ""), (x, bottom - radius, "c"),
        (x, y + radius, "l"), (x, y + less, ""), (x + less, y, ""), (x + radius, y, "c"),
    ]  # fmt: skip
    return " ".join(f"{number(across)} {number(down)} {how}".strip() for across, down, how in corners) + " h"


def number(value: float) -> str:
    """Return a measure as PDF writes it."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def words(piece: ElementTree.Element) -> tuple[float, float, Part]:
    """Return a line of words, with where it begins."""
    text = " ".join((piece.text or "").split())
    kind = "b" if int(piece.get("font-weight", 400)) >= SEMIBOLD else ""
    if not face(kind).glyphs.keys() >= set(text) or piece.get("text-anchor", "") not in BEFORE:
        raise Unknown
    look = Look(kind, float(piece.get("font-size", "0")), colour(piece.get("fill", "#000")), kerned=False)
    shaped = face(kind).shaped(text, kerned=False)
    before = shaped.width * look.size / 1000 * BEFORE[piece.get("text-anchor", "")]
    return float(piece.get("x", "0")) - before, float(piece.get("y", "0")), Part(0, look, "", [shaped])


def colour(written: str) -> str:
    """Return a colour as PDF writes it."""
    if not COLOUR.fullmatch(written.lower()):
        raise Unknown
    return ink(written if len(written) == 7 else "#" + "".join(digit * 2 for digit in written[1:]))


def box_of(element: Any, box: Any, images: Any, address: str) -> list[Any]:
    """Return the drawing's box: ours, or the renderer's."""
    drawing = element.get("drawn")
    if drawing is None:
        found: list[Any] = left_to_renderer(element, box, images, address)
        return found
    return [make_replaced_box(element, box, drawing)]


left_to_renderer = HTML_HANDLERS[f"{SVG}svg"]
HTML_HANDLERS[f"{SVG}svg"] = box_of
