"""The running lines at the head and foot of each page, and its number, drawn by us: five boxes a page to the renderer.

Where they have letters that our typefaces lack, the renderer makes them (`running.css`, which says how they look).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from weasyprint import Page

from reports.tagged.drawn import Placed
from reports.tagged.lines import Look, Piece, broken
from reports.tagged.table_look import BLACK, MM, MUTED, POINT, TABLE, ink
from reports.tagged.typefaces import face

# As in running.css.
LEFT, HEAD, FOOT = 22 * MM, (25 - 6) * MM, (297 - 24 + 7) * MM
SMALL = Look("", 8 * POINT, MUTED)
NUMBER = SMALL._replace(ink=BLACK)
DRAFT = Look("b", 9 * POINT, ink("#9b1c2e"))
# Of the width of the text: the place's share, and how much of what is left goes before a line in it.
RUN, CHAPTER, FINE, MIDDLE, LAST = (0.62, 0.0), (0.38, 1.0), (0.55, 0.0), (0.3, 0.5), (0.15, 1.0)
COVER = "cover"
# Longer texts are left to the renderer.
LONGEST = 500


@dataclass(frozen=True)
class Running:
    """What every page says. run, foot: of the file; draft: empty for a finished one."""

    run: str
    foot: str
    draft: str

    def on(self, pages: Sequence[Page]) -> list[list[Placed]]:
        """Return what is drawn on each page; nothing on the cover."""
        chapters = chapters_of(pages)
        return [
            [] if page._page_box.page_type.name == COVER else self.lines(chapter, f"{number}/{len(pages)}")
            for number, (page, chapter) in enumerate(zip(pages, chapters, strict=True), start=1)
        ]

    def lines(self, chapter: str, number: str) -> list[Placed]:
        """Return a page's lines. number: the page's, and how many there are."""
        return [
            *placed(self.run, SMALL, RUN, HEAD, is_above=True),
            *placed(chapter, SMALL, CHAPTER, HEAD, is_above=True),
            *placed(self.foot, SMALL, FINE, FOOT),
            *placed(self.draft, DRAFT, MIDDLE, FOOT),
            *placed(number, NUMBER, LAST, FOOT),
        ]


def placed(text: str, look: Look, place: tuple[float, float], edge: float, *, is_above: bool = False) -> list[Placed]:
    """Return a text's lines with where they begin. edge: their lower one where is_above, else their upper one."""
    share, before = place
    ascent, descent = face(look.face).ascent * look.size, face(look.face).descent * look.size
    lines = broken([Piece(text, look)], share * TABLE, "") if text else []
    top = edge - len(lines) * (ascent + descent) if is_above else edge
    return [
        (LEFT + (TABLE - line.width) * before + part.x, top + number * (ascent + descent) + ascent, part)
        for number, line in enumerate(lines)
        for part in line.parts
    ]


def running_lines(tree: ElementTree.Element) -> Running | None:
    """Return what a page's running lines say, None where the renderer is to make them."""
    body = tree.find("body")
    said = [body.get(f"data-{name}", "") if body is not None else "" for name in ("run", "foot", "draft")]
    chapters = [title.get("data-run", "") + "".join(title.itertext()) for title in tree.iter("h2")]
    known = face("").glyphs.keys() & face("b").glyphs.keys()
    plain = set(" ".join("".join([*said, *chapters]).split())) <= known
    return Running(*said) if plain and max(map(len, [*said, *chapters])) <= LONGEST else None


def chapters_of(pages: Sequence[Page]) -> list[str]:
    """Return the chapter that each page stands in: the first that begins on it, else the one before."""
    found, current = [], ""
    for page in pages:
        titles = [str(label) for level, label, _place, _state in page.bookmarks if level == 1]
        found.append(titles[0] if titles else current)
        current = titles[-1] if titles else current
    return found
