"""Writes the tree of what is what, and for each piece of a page and each link the way back to its element."""

from collections.abc import Sequence

from reports.tagged.objects import Objects, reference, text
from reports.tagged.structure import Annotation, Node, Structure


def write_tree(
    objects: Objects, structure: Structure, pages: Sequence[int], annotations: Sequence[tuple[Annotation, Node]]
) -> int:
    """Return the number of the tree's root. pages: their numbers; annotations: the links with their elements."""
    root = objects.number()
    nodes = numbered(objects, structure.root)
    for node in nodes:
        objects.add(written(node, pages, root), node.number)
    ways = [
        f"{place}[{' '.join(reference(node.number) for node in page)}]" for place, page in enumerate(structure.marks)
    ]
    ways += [f"{place} {node.number} 0 R" for place, (_link, node) in enumerate(annotations, start=len(pages))]
    back = objects.add(f"<</Nums[{' '.join(ways)}]>>")
    told = f"/ParentTree {back} 0 R/ParentTreeNextKey {len(ways)}"
    return objects.add(f"<</Type/StructTreeRoot/K[{structure.root.number} 0 R]{told}>>", root)


def numbered(objects: Objects, root: Node) -> list[Node]:
    """Give each element its number, and return them in the order of reading."""
    nodes, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        node.number = objects.number()
        nodes.append(node)
        waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]
    return nodes


def written(node: Node, pages: Sequence[int], root: int) -> str:
    """Return an element as PDF."""
    above = node.parent.number if node.parent else root
    page = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
    said = f"<</S/{node.kind}/P {above} 0 R"
    if page is not None:
        said += f"/Pg {pages[page]} 0 R"
    if node.attributes:
        said += f"/A{node.attributes}"
    if node.language:
        said += f"/Lang{text(node.language)}"
    if node.kind == "Figure":
        said += f"/Alt{text(node.words)}"
    kids = " ".join(kid_written(kid, page, pages) for kid in node.kids)
    return f"{said}/K[{kids}]>>"


def kid_written(kid: Node | tuple[int, int] | Annotation, page: int | None, pages: Sequence[int]) -> str:
    """Return what an element says of one of its parts. page: the element's own, whose pieces are named shortly."""
    if isinstance(kid, Node):
        return reference(kid.number)
    if isinstance(kid, Annotation):
        return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {pages[kid.page]} 0 R>>"
    on, mark = kid
    return str(mark) if on == page else f"<</Type/MCR/Pg {pages[on]} 0 R/MCID {mark}>>"
