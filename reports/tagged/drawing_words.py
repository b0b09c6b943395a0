"""The words in charts and drawings, each line at once: WeasyPrint lays out every letter of a drawing by itself."""

from typing import Any
from xml.etree import ElementTree

from weasyprint.svg import TAGS
from weasyprint.svg.utils import size

from reports.tagged.typefaces import face

SVG = "{http://www.w3.org/2000/svg}"
TAG = "words"
# What a line of ours may say of itself; anything else is left to WeasyPrint.
KNOWN = {"x", "y", "class", "fill", "font-size", "font-weight", "text-anchor"}
SEMIBOLD = 600
BEFORE = {"middle": 0.5, "end": 1.0}


def draw_lines_at_once(tree: ElementTree.Element) -> None:
    """Mark the lines of drawings that are drawn at once: plain ones, in letters that our typeface has."""
    for line in tree.iter(f"{SVG}text"):
        words = (line.text or "").strip()
        if words and not len(line) and set(line.attrib) <= KNOWN and all(one in face("").glyphs for one in words):
            line.tag = f"{SVG}{TAG}"


def draw_words(svg: Any, node: Any, font_size: float) -> None:
    """Draw a line where its anchor says. svg: the drawing; node: the line."""
    stream = svg.stream
    kind = "b" if int(node.get("font-weight", 400)) >= SEMIBOLD else ""
    words = face(kind).shaped(" ".join(node._etree_node.text.split()), kerned=False)
    x = size(node.get("x", "0"), font_size, svg.inner_width)
    y = size(node.get("y", "0"), font_size, svg.inner_height)
    x -= words.width * font_size / 1000 * BEFORE.get(node.get("text-anchor", "start"), 0)
    name = stream.own.name(stream, kind)
    stream.own.used[kind].update(words.glyphs)
    stream.push_state()
    svg.set_graphical_state(node, font_size)
    stream.stream.append(f"BT /{name} {font_size:.4f} Tf 1 0 0 -1 {x:.3f} {y:.3f} Tm {words.code} Tj ET".encode())
    stream.pop_state()


TAGS[TAG] = draw_words
