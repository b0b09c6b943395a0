"""What is what in the file, in the order in which it is read: the tags of PDF/UA, built from the pages' boxes.

An element that goes on over several pages is one element here, a table's head is told once, and whatever is no element
(running lines, repeated heads, hairlines, the dots of a list of contents) is marked as decoration.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from reports.tagged.drawn import Drawn

# WeasyPrint's boxes have no types of their own.
Box = Any
PLAIN = {"p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "ul": "L", "ol": "L", "li": "LI",
         "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
         "a": "Link", "img": "Figure", "li::marker": "Lbl", "{http://www.w3.org/2000/svg}svg": "Figure"}  # fmt: skip
# In the list of contents lists and their items are told from others.
CONTENTS = {"L": "TOC", "LI": "TOCI"}
SECTIONS = {"cover", "toc", "ch", "cc", "goal"}
SVG_TITLE = "{http://www.w3.org/2000/svg}title"


@dataclass(eq=False)
class Node:
    """An element of the file.

    kind: its standard type; attributes: as PDF; words: what a drawing shows; page: where it begins; number: the object
    that it becomes; kids: elements, links' places, or (page, mark) of a piece of a page.
    """

    kind: str
    parent: "Node | None" = None
    attributes: str = ""
    language: str = ""
    words: str = ""
    page: int = 0
    number: int = 0
    kids: "list[Node | tuple[int, int] | Annotation]" = field(default_factory=list)


@dataclass(eq=False)
class Annotation:
    """A link's place on a page; number: the object that it becomes."""

    page: int
    number: int = 0


@dataclass
class Structure:
    """The tree under construction. marks: per page the elements of its pieces, in the order of their marks."""

    root: Node = field(default_factory=lambda: Node("Document"))
    marks: list[list[Node]] = field(default_factory=list)
    known: dict[tuple[Any, str], Node] = field(default_factory=dict)
    contents: Node | None = None

    def read(self, page_box: Box, to_points: float, height: float) -> dict[Box, int]:
        """Take in a page and return the mark of each of its boxes that says something; all others are decoration.

        to_points, height: how the page's own measures become those of the file.
        """
        marks: list[Node] = []
        self.marks.append(marks)
        found: dict[Box, int] = {}
        said: list[tuple[Box, Node]] = []
        self._gather(page_box, self.root, said)
        for box, node in said:
            found.setdefault(box, len(marks))
            node.kids.append((len(self.marks) - 1, len(marks)))
            marks.append(node)
            if node.kind == "Figure":
                node.attributes = drawn_at(box, to_points, height)
        return found

    def _gather(self, box: Box, parent: Node, said: list[tuple[Box, Node]]) -> None:
        """Add the boxes that hold text or drawings, with the element that each belongs to."""
        if isinstance(box, boxes.MarginBox) or box.is_leader or (box.element_tag == "thead" and self._is_told(box)):
            return
        if isinstance(box, boxes.TextBox):
            if box.text.strip():
                said.append((box, parent))
            return
        node = self._node(box, parent)
        if isinstance(box, boxes.ReplacedBox):
            said += self._cells(box, node) if isinstance(box.replacement, Drawn) else [(box, node)]
            return
        for child in box.children:
            self._gather(getattr(child, "_box", child), node, said)

    def _cells(self, box: Box, parent: Node) -> list[tuple[Box, Node]]:
        """Return the pieces of text that is set by us with their elements; a cell without text is a cell too."""
        found = []
        for cell in box.replacement.cells:
            node, scope = parent, f"<</O/Table/Scope/{cell.scope}>>" if cell.scope else ""
            if cell.kind:
                node = below(parent, Node(cell.kind, parent, scope, page=len(self.marks) - 1))
            for one in cell.segments:
                found.append((box, below(node, Node("Span", node, "", one.language)) if one.language else node))
        return found

    def _is_told(self, box: Box) -> bool:
        """Tell whether a table's head has been told on an earlier page."""
        head = self.known.get((box.element, "thead"))
        return head is not None and head.page < len(self.marks) - 1

    def _node(self, box: Box, parent: Node) -> Node:
        """Return the element of a box: the one it belongs to already, or a new one; many boxes have none."""
        element, tag = box.element, box.element_tag
        if element is None or tag in ("html", "body"):
            return parent
        known = self.known.get((element, tag))
        if known is None:
            known = self._found(element, tag, parent)
            if known is None:
                return parent
            self.known[element, tag] = known
        if known.kind == "Lbl" and parent.kind == "LBody":
            put_before_body(known, parent)
        return known

    def _found(self, element: Any, tag: str, parent: Node) -> Node | None:
        """Return a new element, or None where there is nothing to tell."""
        language = element.get("lang", "") if "::" not in tag else ""
        kind = self._kind(element, tag, parent)
        if not kind and not language:
            return None
        if parent.kind == "TOCI" and kind == "Link":
            parent = self._new("Reference", parent, element, "")
        node = self._new(kind or ("Div" if tag == "div" else "Span"), parent, element, language)
        if tag == "div" and element.get("class") == "toc":
            self.contents = node
        return self._new("LBody", node, element, "") if kind == "LI" else node

    def _kind(self, element: Any, tag: str, parent: Node) -> str:
        """Return the standard type of an element, empty for one that has none of its own."""
        if tag == "div":
            return "Sect" if SECTIONS & set(element.get("class", "").split()) else ""
        kind = PLAIN.get(tag, "")
        if (kind == "LI" and parent.kind == "TOC") or (
            kind == "L" and (parent is self.contents or parent.kind == "TOCI")
        ):
            return CONTENTS[kind]
        return kind

    def _new(self, kind: str, parent: Node, element: Any, language: str) -> Node:
        """Return a new element, the last below its parent."""
        node = below(parent, Node(kind, parent, attributes_of(element, kind), language, page=len(self.marks) - 1))
        if kind == "Figure":
            title = element.find(SVG_TITLE)
            told = element.get("aria-label") or element.get("alt") if title is None else title.text
            node.words = (told or "").strip()
        return node


def below(parent: Node, node: Node) -> Node:
    """Put an element last below its parent and return it."""
    parent.kids.append(node)
    return node


def put_before_body(sign: Node, body: Node) -> None:
    """Put a list item's sign before its body, where readers expect it."""
    if sign.parent is body and body.parent is not None:
        body.kids.remove(sign)
        body.parent.kids.insert(0, sign)
        sign.parent = body.parent


def attributes_of(element: Any, kind: str) -> str:
    """Return what the standard wants to be said of an element beside its type."""
    if kind == "TH":
        return f"<</O/Table/Scope/{'Row' if element.get('scope') == 'row' else 'Column'}>>"
    if kind == "TD" and element.get("colspan"):
        return f"<</O/Table/ColSpan {int(element.get('colspan'))}>>"
    if kind == "L":
        return f"<</O/List/ListNumbering/{'Decimal' if element.tag == 'ol' else 'Disc'}>>"
    return ""


def drawn_at(box: Box, to_points: float, height: float) -> str:
    """Return where a drawing stands on its page."""
    left, top = box.content_box_x() * to_points, height - box.content_box_y() * to_points
    right, bottom = left + box.width * to_points, top - box.height * to_points
    return f"<</O/Layout/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"
