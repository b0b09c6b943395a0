"""The lines of the list of contents set by us: the renderer makes a box of every dot, and lays them out twice.

The number of a page is known when the line is drawn, and there is room for three digits of it.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from weasyprint.html import HTML_HANDLERS, make_replaced_box

from reports.tagged.drawn import Cell, Drawn, Placed, Segment, segments
from reports.tagged.lines import Look, Part, broken, width_of
from reports.tagged.pieces import Unknown, pieces
from reports.tagged.table_look import BLACK, HAIRLINE, MM, MUTED, POINT, TABLE, RowLook
from reports.tagged.typefaces import face

TAG = "line"
# As in report.css, section 5.
INDENT = 6 * MM
SIZE, LEADING = 10 * POINT, 14 * POINT
NUMBER = Look("", SIZE, MUTED, kerned=False)
DOTS = " . "
ROOM = "000"


@dataclass(frozen=True)
class ContentsLine(Drawn):
    """A line of the list. place: what it leads to, by name; end: where its words end; foot: of its last line."""

    place: str = ""
    end: float = 0
    foot: float = 0

    def shown(self, stream: Any, segment: Segment) -> list[Placed]:
        """Return the words, and after the last of them the page's number."""
        if segment is not self.cells[0].segments[-1]:
            return segment.parts
        number = self.number(stream)
        digits = Part(0, NUMBER, "", [face("").shaped(number, kerned=False)])
        return [*segment.parts, (self.width - width_of(number, NUMBER), self.foot, digits)]

    def decoration(self, stream: Any) -> bytes:
        """Return the commands that draw the dots up to the number: those of all lines below each other."""
        step, number = width_of(DOTS, NUMBER), width_of(self.number(stream), NUMBER)
        last = int(number // step) + 1
        first = int((self.width - self.end) // step)
        dots = Part(0, NUMBER, "", [face("").shaped(DOTS, kerned=False)] * max(first - last, 0))
        return bytes(stream.own.written(stream, [(self.width - first * step, self.foot, dots)])) if dots.words else b""

    def number(self, stream: Any) -> str:
        """Return the number of the page that the line leads to."""
        return str(stream.own.pages.get(self.place, ""))


def set_contents(tree: ElementTree.Element) -> None:
    """Set the lines of a page's list of contents."""
    for contents in tree.iter("div"):
        if contents.get("class") == "toc":
            for item in contents.iter("li"):
                for link in item.findall("a"):
                    set_line(link, is_below=item.get("class") == "t2")


def set_line(link: ElementTree.Element, *, is_below: bool) -> None:
    """Put a drawing in the place of a link's words, where they are plain. is_below: a goal's, below its principle's."""
    look = Look("" if is_below else "b", SIZE, BLACK)
    width = TABLE - INDENT if is_below else TABLE
    try:
        lines = broken(list(pieces(link, look)), width - width_of(DOTS + ROOM, NUMBER), "")
    except Unknown:
        return
    if not lines[-1].parts:
        return
    end = lines[-1].width
    lines[-1].end_in_space()
    words = segments(lines, 0, None, 0, RowLook(look, LEADING, HAIRLINE))
    foot = words[-1].parts[-1][1]
    place = link.get("href", "").removeprefix("#")
    drawn = ContentsLine([Cell("", "", words)], width, LEADING * len(lines), place=place, end=end, foot=foot)
    text = "".join(link.itertext())
    for child in list(link):
        link.remove(child)
    link.text = None
    link.set("class", "cl")
    line = ElementTree.SubElement(link, TAG)
    # The words stay for the link's description. The drawing never becomes text: the tree goes to the renderer as it is.
    line.text = text
    line.attrib["drawn"] = drawn  # type: ignore[assignment]


def box_of(element: Any, box: Any, _images: Any, _address: str) -> list[Any]:
    """Return the drawing's box."""
    return [make_replaced_box(element, box, element.get("drawn"))]


HTML_HANDLERS[TAG] = box_of
