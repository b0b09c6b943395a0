"""Our own typefaces as numbers: which drawing each letter has, how wide it is, and which letters are drawn closer.

A word set with them has the width that the renderer's own shaping would give it; the test holds it to that.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from reports.look import FOLDER

FILES = {"": "SourceSans3-Regular", "i": "SourceSans3-It", "b": "SourceSans3-Semibold"}
# Spaces where no line may be broken; other letters that are drawn as nothing are not ours to set.
FIXED_SPACES = {"\u00a0", "\u202f"}
# A word that stands in one report stands in the next.
MOST_WORDS = 20_000


class Shaped(NamedTuple):
    """A word as the file draws it. code: what stands inside TJ's brackets; width: in thousandths of the size; glyphs:
    the numbers of its drawings.
    """

    code: str
    width: float
    glyphs: list[int]


@dataclass
class Face:
    """A typeface. glyphs: the number of each letter's drawing; widths: in thousandths of the size; joined: the drawings
    of two or three letters in one; closer: tables of pairs, asked in turn; letters: what each drawing stands for;
    ascent, descent: above and below the foot of a line, of the size.
    """

    glyphs: dict[str, int]
    widths: dict[int, float]
    joined: dict[tuple[int, ...], int]
    closer: list["Pairs"]
    letters: dict[int, str]
    ascent: float
    descent: float
    words: dict[tuple[str, bool], Shaped] = field(default_factory=dict)
    known_pairs: dict[tuple[int, int], int] = field(default_factory=dict)

    def shaped(self, word: str, kerned: bool = True) -> Shaped:
        """Return a word set. kerned: figures are not, so that decimals stand below each other."""
        known = self.words.get((word, kerned))
        if known is None:
            if len(self.words) > MOST_WORDS:
                self.words.clear()
            known = self.words[word, kerned] = self._shape(word, kerned)
        return known

    def _shape(self, word: str, kerned: bool) -> Shaped:
        """Return a word set anew."""
        glyphs = self._join([self.glyphs[letter] for letter in word]) if kerned else [self.glyphs[one] for one in word]
        width = sum(self.widths[glyph] for glyph in glyphs)
        code = "<"
        for place, glyph in enumerate(glyphs):
            code += f"{glyph:04x}"
            if kerned and place + 1 < len(glyphs):
                closer = self._pair(glyph, glyphs[place + 1])
                if closer:
                    code += f">{-closer}<"
                    width += closer
        return Shaped(f"{code}>", width, glyphs)

    def _join(self, glyphs: list[int]) -> list[int]:
        """Put one drawing in the place of letters that are drawn in one."""
        found, place = [], 0
        while place < len(glyphs):
            for length in (3, 2):
                one = self.joined.get(tuple(glyphs[place : place + length]))
                if one is not None:
                    found.append(one)
                    place += length
                    break
            else:
                found.append(glyphs[place])
                place += 1
        return found

    def _pair(self, first: int, second: int) -> int:
        """Return how much wider (or, below zero, closer) two letters stand than by their widths."""
        known = self.known_pairs.get((first, second))
        if known is None:
            found = (table.value(first, second) for table in self.closer)
            known = self.known_pairs[first, second] = next((value for value in found if value is not None), 0)
        return known


@dataclass(frozen=True)
class Pairs:
    """A table of pairs. single: of two letters; or by classes: the class of each letter, and the value of each two."""

    single: dict[int, dict[int, int]]
    first: dict[int, int]
    second: dict[int, int]
    values: list[list[int]]

    def value(self, first: int, second: int) -> int | None:
        """Return the pair's value; None where the next table is to be asked."""
        if self.single:
            return self.single.get(first, {}).get(second)
        one, other = self.first.get(first), self.second.get(second, 0)
        return self.values[one][other] if one is not None and other else None


@cache
def face(kind: str) -> Face:
    """Return the upright (empty), slanted (`i`) or semibold (`b`) typeface, read once per process."""
    font = TTFont(FOLDER / "fonts" / f"{FILES[kind]}.ttf")
    number, advances = font.getGlyphID, font["hmtx"]
    letters = {chr(code): number(name) for code, name in font.getBestCmap().items() if is_plain(chr(code))}
    widths = {number(name): advance for name, (advance, _left) in advances.metrics.items()}
    joined = dict(ligatures(font))
    meant = {glyph: letter for letter, glyph in sorted(letters.items(), reverse=True)}
    meant |= {one: "".join(meant[glyph] for glyph in parts) for parts, one in joined.items()}
    line, unit = font["hhea"], font["head"].unitsPerEm
    return Face(letters, widths, joined, pairs(font), meant, line.ascent / unit, -line.descent / unit)


def is_plain(letter: str) -> bool:
    """Tell whether a letter stands for itself and beside its neighbours."""
    return letter in FIXED_SPACES or (letter.isprintable() and not unicodedata.combining(letter))


def ligatures(font: Any) -> "list[tuple[tuple[int, ...], int]]":
    """Return the letters that are drawn in one, and the drawing."""
    table, number = font["GSUB"].table, font.getGlyphID
    wanted = {place for one in table.FeatureList.FeatureRecord if one.FeatureTag == "liga"
              for place in one.Feature.LookupListIndex}  # fmt: skip
    return [
        ((number(first), *map(number, one.Component)), number(one.LigGlyph))
        for place in sorted(wanted)
        for part in table.LookupList.Lookup[place].SubTable
        for first, ligatures in part.ligatures.items()
        for one in ligatures
    ]


def pairs(font: Any) -> "list[Pairs]":
    """Return the tables of pairs in the order in which they are asked."""
    number, found = font.getGlyphID, []
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for extended in lookup.SubTable:
            part = extended.ExtSubTable
            covered = part.Coverage.glyphs
            if part.Format == 1:
                single = {
                    number(first): {number(one.SecondGlyph): advance(one.Value1) for one in several.PairValueRecord}
                    for first, several in zip(covered, part.PairSet, strict=True)
                }
                found.append(Pairs(single, {}, {}, []))
            else:
                first = {number(name): part.ClassDef1.classDefs.get(name, 0) for name in covered}
                second = {number(name): group for name, group in part.ClassDef2.classDefs.items()}
                values = [[advance(one.Value1) for one in row.Class2Record] for row in part.Class1Record]
                found.append(Pairs({}, first, second, values))
    return found


def advance(value: Any) -> int:
    """Return what a value adds to a letter's width."""
    return int(getattr(value, "XAdvance", 0) or 0) if value is not None else 0
