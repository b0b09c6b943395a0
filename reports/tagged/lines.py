"""Breaks pieces of text into lines of a width, word by word; words are parted only where that saves a line."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.tagged.hyphens import parted
from reports.tagged.typefaces import Shaped, face

HYPHEN = "\u2010"
NEW_LINE = "\n"
# A run of white space, or what ends before it or after a stroke that a letter follows.
TOKENS = re.compile(r"[ \t\r]+|[^ \t\r]+?(?:[-–—/](?=[^\W\d_])|(?=[ \t\r]|$))")
LETTERS = re.compile(r"[^\W\d_]+")
# Sums of widths are not exact.
NOTHING = 0.001


class Look(NamedTuple):
    """How letters look. face: of `typefaces`; size: pixels; ink: as PDF writes a colour; raised: pixels."""

    face: str
    size: float
    ink: str
    raised: float = 0
    kerned: bool = True


class Piece(NamedTuple):
    """Text of one look; language: its own, empty for the reader's. A piece that is NEW_LINE ends the line."""

    text: str
    look: Look
    language: str = ""


Word = list[Piece]


@dataclass
class Part:
    """A piece of a line. words: it, set; with spaces between and, where the line was broken at one, after them;
    is_parted: it ends in a hyphen that is no letter of the word.
    """

    x: float
    look: Look
    language: str
    words: list[Shaped] = field(default_factory=list)
    is_parted: bool = False


@dataclass
class Line:
    """A line. width: of what is seen."""

    width: float = 0
    parts: list[Part] = field(default_factory=list)

    def add(self, word: Word, spaced: bool) -> None:
        """Set a word at the line's end."""
        if spaced and self.parts:
            self.end_in_space()
            self.width += width_of(" ", self.parts[-1].look)
        for text, look, language in word:
            last = self.parts[-1] if self.parts else None
            if last is None or last.look != look or last.language != language:
                last = Part(self.width, look, language)
                self.parts.append(last)
            shaped = face(look.face).shaped(text, look.kerned)
            last.words.append(shaped)
            self.width += shaped.width * look.size / 1000

    def end_in_space(self) -> None:
        """Set a space that takes no room of the line, so that words stay apart for whoever hears or copies them."""
        last = self.parts[-1]
        last.words.append(face(last.look.face).shaped(" "))


def width_of(text: str, look: Look) -> float:
    """Return how wide a text is on one line, in pixels."""
    return face(look.face).shaped(text, look.kerned).width * look.size / 1000


def broken(pieces: Sequence[Piece], width: float, language: str) -> list[Line]:
    """Return the lines of a text. width: pixels; language: whose rules hyphenate, empty for none."""
    whole, is_cut = filled(pieces, width, "")
    if not language or (len(whole) == 1 and not is_cut):
        return whole
    parted_lines, _is_cut = filled(pieces, width, language)
    return parted_lines if is_cut or len(parted_lines) < len(whole) else whole


def filled(pieces: Sequence[Piece], width: float, language: str) -> tuple[list[Line], bool]:
    """Return the lines, each as full as it can be, and whether a word was cut at any letter."""
    lines, is_cut = [Line()], False
    waiting = deque(words_of(pieces))
    while waiting:
        word, spaced = waiting.popleft()
        line = lines[-1]
        if word[0].text == NEW_LINE:
            if line.parts:
                line.end_in_space()
            lines.append(Line())
            continue
        room = width - line.width + NOTHING
        if spaced and line.parts:
            room -= width_of(" ", line.parts[-1].look)
        is_letter = len(word) == 1 and len(word[0].text) == 1 and not line.parts
        if is_letter or sum(width_of(piece.text, piece.look) for piece in word) <= room:
            line.add(word, spaced)
            continue
        split = hyphenated(word, room, language)
        if split is None and not line.parts:
            split, is_cut = cut(word, room), True
        if split:
            line.add(split[0], spaced)
            line.parts[-1].is_parted = split[0][-1].text.endswith(HYPHEN)
            waiting.appendleft((split[1], False))
        else:
            if spaced:
                line.end_in_space()
            waiting.appendleft((word, False))
        lines.append(Line())
    return lines, is_cut


def words_of(pieces: Sequence[Piece]) -> Iterator[tuple[Word, bool]]:
    """Yield what must not be parted, and whether a space goes before it."""
    word: Word = []
    spaced = False
    for piece in pieces:
        if piece.text == NEW_LINE:
            if word:
                yield word, spaced
            yield [piece], False
            word, spaced = [], False
            continue
        for found in TOKENS.finditer(piece.text):
            token = found[0]
            if token[0] in " \t\r":
                if word:
                    yield word, spaced
                word, spaced = [], True
                continue
            word.append(Piece(token, piece.look, piece.language))
            if token[-1] in "-–—/" and found.end() < len(piece.text) and piece.text[found.end()] not in " \t\r":
                yield word, spaced
                word, spaced = [], False
    if word:
        yield word, spaced


def hyphenated(word: Word, room: float, language: str) -> tuple[Word, Word] | None:
    """Return a word in two, as much of it before the hyphen as there is room for; None where it cannot be."""
    first, *others = word
    found = max(LETTERS.finditer(first.text), key=lambda run: len(run[0]), default=None)
    if not language or found is None:
        return None
    for start, end in parted(found[0], first.language or language):
        head = first._replace(text=first.text[: found.start()] + start + HYPHEN)
        if width_of(head.text, head.look) <= room:
            return [head], [first._replace(text=end + first.text[found.end() :]), *others]
    return None


def cut(word: Word, room: float) -> tuple[Word, Word]:
    """Return a word that is wider than a whole line in two, at any letter. word: of two letters at least."""
    first, *others = word
    most, width = 0, 0.0
    while most < len(first.text) and (width <= room or most <= 1):
        width += width_of(first.text[most], first.look)
        most += 1
    if width > room and most > 1:
        most -= 1
    rest = [first._replace(text=first.text[most:]), *others] if most < len(first.text) else others
    return [first._replace(text=first.text[:most])], rest
