"""Charts drawn by us: straight lines, filled shapes and lines of words, which is all that most of our drawings are.

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
STEP = re.compile(r"([MLHVhvZ])([-0-9., ]*)")
PATH = re.compile(r"(?:[MLHVhvZ][-0-9., ]*)*")
CAPS = {"": 0, "butt": 0, "round": 1}
BEFORE = {"": 0.0, "start": 0.0, "middle": 0.5, "end": 1.0}
SHAPE = {"class", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"}
KNOWN = {
    "path": SHAPE | {"d"},
    "rect": SHAPE | {"x", "y", "width", "height"},
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
    if kind == "rect":
        path = " ".join(piece.get(side, "0") for side in ("x", "y", "width", "height")) + " re"
    else:
        path = way(piece.get("d", ""))
    if path:
        yield painted(piece, path)


def painted(piece: ElementTree.Element, path: str) -> bytes:
    """Return the commands that fill or draw a path: one of both."""
    fill, stroke = piece.get("fill", "#000"), piece.get("stroke", "none")
    if stroke == "none":
        return f"{colour(fill)} rg\n{path} f".encode()
    dashes, cap = piece.get("stroke-dasharray", ""), piece.get("stroke-linecap", "")
    if fill != "none" or cap not in CAPS or not re.fullmatch(r"[0-9. ]*", dashes):
        raise Unknown
    thickness = float(piece.get("stroke-width", "1"))
    return f"{colour(stroke)} RG {thickness:g} w [{dashes}] 0 d {CAPS[cap]} J\n{path} S".encode()


def way(described: str) -> str:
    """Return a path of straight lines as PDF writes it."""
    if not PATH.fullmatch(described):
        raise Unknown
    found, x, y = [], 0.0, 0.0
    for command, numbers in STEP.findall(described):
        places = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if len(places) != {"M": 2, "L": 2, "Z": 0}.get(command, 1):
            raise Unknown
        if command == "Z":
            found.append("h")
            continue
        if command in "ML":
            x, y = places
        elif command in "Hh":
            x = places[0] + (x if command == "h" else 0)
        else:
            y = places[0] + (y if command == "v" else 0)
        found.append(f"{x:g} {y:g} {'m' if command == 'M' else 'l'}")
    return " ".join(found)


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
