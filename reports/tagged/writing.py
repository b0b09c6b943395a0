"""Writes a laid out report as one file that is PDF/A-3a and PDF/UA-1 at once: tagged, packed, the same bytes always."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pydyf
from weasyprint import Document, Page
from weasyprint.pdf import _use_references

from reports.tagged.attached import Attached, attach
from reports.tagged.drawn import Placed
from reports.tagged.faces import OwnFaces, faces
from reports.tagged.metadata import About, metadata
from reports.tagged.objects import Objects, reference, text
from reports.tagged.outlines import write_outlines
from reports.tagged.pages import TO_POINTS, painted
from reports.tagged.pictures import Pictures
from reports.tagged.running import Running
from reports.tagged.structure import Annotation, Node, Structure
from reports.tagged.tree import write_tree


@dataclass
class Writing:
    """A file under way.

    pages: the numbers of its pages; own, pictures: our typefaces and the pictures in it; annotations: the links with
    their elements, in order.
    """

    objects: Objects
    structure: Structure
    own: OwnFaces
    pictures: Pictures
    pages: list[int]
    annotations: list[tuple[Annotation, Node]]


def write(
    document: Document, about: About, attached: Sequence[Attached], identifier: bytes, running: Running | None = None
) -> bytes:
    """Return the file. document: laid out, and used up; attached: files inside; identifier: 16 bytes of its content;
    running: its running lines, where the pages have none yet.
    """
    objects = Objects()
    own = OwnFaces(document.font_config, numbers_of_places(document.pages))
    writing = Writing(objects, Structure(), own, Pictures(), [objects.number() for _page in document.pages], [])
    bookmarks = document.make_bookmark_tree(TO_POINTS, transform_pages=True)
    anchors = destinations(document.pages, writing.pages)
    fonts: dict[Any, Any] = {}
    resources, shared, tree = empty_resources(), objects.number(), objects.number()
    lines = running.on(document.pages) if running else [[] for _page in document.pages]
    for place, page in enumerate(document.pages):
        write_page(writing, place, page, lines[place], fonts, resources, parent=tree, shared=shared)
        # A painted page is not needed any more: a hundred of them are a hundred megabytes.
        document.pages[place] = None
    writing.own.tell()
    objects.add_object(names := faces(fonts, objects))
    resources["Font"] = names.reference
    _use_references(objects, resources, {}, {})
    writing.pictures.write(objects, resources)
    objects.add(resources.data.decode("latin-1"), shared)
    kids = " ".join(map(reference, writing.pages))
    objects.add(f"<</Type/Pages/Count {len(writing.pages)}/Kids[{kids}]>>", tree)
    root = catalogue(writing, about, attached, anchors, bookmarks, tree)
    return objects.written(root, properties(objects, about), identifier)


def empty_resources() -> pydyf.Dictionary:
    """Return what the pages' streams add fonts, states and drawings to."""
    kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
    return pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})


def write_page(
    writing: Writing, place: int, page: Page, running: Sequence[Placed], fonts: dict[Any, Any],
    resources: pydyf.Dictionary, *, parent: int, shared: int,
) -> None:  # fmt: skip
    """Write one page with its links. place: from 0; running: its running lines; parent: the tree of pages; shared: the
    resources.
    """
    height = page.height * TO_POINTS
    marks = writing.structure.read(page._page_box, TO_POINTS, height)
    drawn = painted(page, marks, running, writing.own, writing.pictures, fonts, resources)
    stream = writing.objects.add_stream(drawn)
    links = " ".join(reference(number) for number in write_links(writing, place, page, height))
    size = f"[0 0 {page.width * TO_POINTS:.2f} {height:.2f}]"
    annotations = f"/Annots[{links}]" if links else ""
    writing.objects.add(
        f"<</Type/Page/Parent {parent} 0 R/MediaBox{size}/TrimBox{size}/Resources {shared} 0 R"
        f"/Contents {stream} 0 R/StructParents {place}/Tabs/S{annotations}>>",
        writing.pages[place],
    )


def write_links(writing: Writing, place: int, page: Page, height: float) -> list[int]:
    """Return the numbers of a page's links; each says in words where it leads."""
    numbers = []
    for kind, target, rectangle, box in page.links:
        node = writing.structure.known.get((box.element, "a"))
        if node is None or box.element_tag != "a" or kind not in ("internal", "external"):
            continue
        number = writing.objects.number()
        annotation = Annotation(place, number)
        node.kids.append(annotation)
        left, top, right, bottom = (edge * TO_POINTS for edge in rectangle)
        where = f"{left:.2f} {height - bottom:.2f} {right:.2f} {height - top:.2f}"
        leads = f"/Dest{text(target)}" if kind == "internal" else f"/A<</S/URI/URI{text(target)}>>"
        words = " ".join("".join(box.element.itertext()).split())
        said = f"/StructParent {len(writing.pages) + len(writing.annotations)}/Contents{text(words)}"
        writing.objects.add(f"<</Type/Annot/Subtype/Link/F 4/BS<</W 0>>/Rect[{where}]{said}{leads}>>", number)
        writing.annotations.append((annotation, node))
        numbers.append(number)
    return numbers


def numbers_of_places(pages: Sequence[Page]) -> dict[str, int]:
    """Return the number of the page that each place is on, by its name."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def destinations(pages: Sequence[Page], numbers: Sequence[int]) -> str:
    """Return the places that links lead to, by name and in order."""
    found: dict[bytes, str] = {}
    for page, number in zip(pages, numbers, strict=True):
        for name, (x, y, *_corner) in page.anchors.items():
            at = f"{x * TO_POINTS:.2f} {(page.height - y) * TO_POINTS:.2f}"
            found.setdefault(name.encode(), f"{text(name)}[{number} 0 R/XYZ {at} 0]")
    return "".join(found[name] for name in sorted(found))


def catalogue(
    writing: Writing, about: About, attached: Sequence[Attached], anchors: str, bookmarks: list[Any], tree: int
) -> int:
    """Return the number of the object that everything hangs on."""
    objects = writing.objects
    told = objects.add_plain_stream(metadata(about), "/Type/Metadata/Subtype/XML")
    profile = objects.add_stream(srgb(), "/N 3")
    colours = f"/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R"
    files_by_name, references = attach(objects, attached)
    names = f"<</Dests<</Names[{anchors}]>>{files_by_name}>>"
    outlines = write_outlines(objects, writing.pages, bookmarks)
    structure = write_tree(objects, writing.structure, writing.pages, writing.annotations)
    return objects.add(
        f"<</Type/Catalog/Pages {tree} 0 R/Lang{text(about.language)}/MarkInfo<</Marked true>>"
        f"/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/StructTreeRoot {structure} 0 R"
        f"/Metadata {told} 0 R/OutputIntents[<</Type/OutputIntent{colours}>>]/Names{names}{references}{outlines}>>"
    )


def properties(objects: Objects, about: About) -> int:
    """Return the number of the file's properties, as older programs show them."""
    day = f"(D:{about.day.replace('-', '')}000000Z)"
    return objects.add(
        f"<</Title{text(about.title)}/Author{text(about.author)}/Subject{text(about.description)}"
        f"/Creator{text(about.program)}/Producer{text(about.program)}/CreationDate{day}/ModDate{day}>>"
    )


@cache
def srgb() -> bytes:
    """Return the profile of sRGB that comes with WeasyPrint."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
