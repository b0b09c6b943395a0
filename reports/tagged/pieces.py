"""Reads an element of the page as pieces of text with their looks, where it has nothing but text in it."""

from collections.abc import Iterator
from xml.etree import ElementTree

from reports.tagged.lines import NEW_LINE, Look, Piece
from reports.tagged.table_look import LANGUAGE_SIZE, MUTED, NOTE_RAISED, NOTE_SIZE, STATES
from reports.tagged.typefaces import face

# Longer texts and words are left to the renderer: no row has room for them.
LONGEST, LONGEST_WORD = 2500, 300


class Unknown(ValueError):
    """Something in an element that is left to the renderer."""


def pieces(element: ElementTree.Element, look: Look, language: str = "") -> Iterator[Piece]:
    """Yield the text of a cell with its looks; raises Unknown where something else than text is in it."""
    yield from plain(element.text, look, language)
    for child in element:
        if child.tag == "br":
            yield Piece(NEW_LINE, look)
        elif child.tag in CHANGED and not set(child.attrib) - {"class", "lang"}:
            changed = CHANGED[child.tag](look, child.get("class", ""))
            if changed is None:
                raise Unknown
            yield from pieces(child, changed, child.get("lang", language))
        else:
            raise Unknown
        yield from plain(child.tail, look, language)


def plain(text: str | None, look: Look, language: str) -> Iterator[Piece]:
    """Yield a text, if there is any; raises Unknown where the typeface lacks a letter."""
    if text and (len(text) > LONGEST or max(map(len, text.split()), default=0) > LONGEST_WORD):
        raise Unknown
    if text:
        text = text.replace("\n", " ")
        if not face(look.face).glyphs.keys() >= set(text) - {"\t", "\r"}:
            raise Unknown
        yield Piece(text, look, language)


def semibold(look: Look, css: str) -> Look | None:
    """Return the look of a state's sign and word."""
    return look._replace(face="b", ink=STATES[css]) if css in STATES else None


def slanted(look: Look, css: str) -> Look | None:
    """Return the look of a word in place of a figure, of a remark, or of a language's short name."""
    found = look._replace(face="i", ink=MUTED)
    return found._replace(size=LANGUAGE_SIZE) if css == "or" else None if css else found


def note(look: Look, css: str) -> Look | None:
    """Return the look of a footnote's number."""
    return None if css else look._replace(size=NOTE_SIZE, raised=NOTE_RAISED)


def same(look: Look, css: str) -> Look | None:
    """Return the look of words in another language: the same."""
    return None if css else look


CHANGED = {"b": semibold, "i": slanted, "sup": note, "span": same}
