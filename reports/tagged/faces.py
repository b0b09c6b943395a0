"""The typefaces inside the file: of each only the letters that are used, and which letter each sign stands for."""

from collections.abc import Iterable, Mapping
from typing import Any

import pydyf
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.svg.text import Style
from weasyprint.text.line_break import Layout

from reports.tagged.lines import Part
from reports.tagged.objects import Objects
from reports.tagged.typefaces import face

# A hyphen at the end of a line is no letter of the word: whoever hears or copies the text gets the whole word. The
# typefaces draw it as the hyphen between words, so in our own text it says what it is where it stands.
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
SOFT = "/Span<</ActualText<feff00ad>>>BDC\n[<{}>] TJ\nEMC"


def faces(fonts: dict[Any, Any], objects: Objects) -> pydyf.Dictionary:
    """Add the typefaces to the objects and return the dictionary of their names.

    fonts: as the pages' streams gathered them; one file may have been opened several times.
    """
    merged: dict[str, Any] = {}
    for font in fonts.values():
        known = merged.setdefault(font.hash, font)
        known.widths |= font.widths
        known.to_unicode |= font.to_unicode
        known.missing |= font.missing
    for font in merged.values():
        font.to_unicode = {
            glyph: SOFT_HYPHEN if letters == HYPHEN else letters for glyph, letters in sorted(font.to_unicode.items())
        }
    found: pydyf.Dictionary = build_fonts_dictionary(
        objects, merged, True, True, {"hinting": False, "pdf_version": "1.7"}
    )
    return found


class OwnFaces:
    """Our typefaces in one file, for the text that is set by us. pages: on which page each place is, by name."""

    def __init__(self, font_config: Any, pages: Mapping[str, int]) -> None:
        self.font_config = font_config
        self.pages = pages
        self.fonts: dict[str, Any] = {}
        self.used: dict[str, set[int]] = {}

    def name(self, stream: Any, kind: str) -> str:
        """Return the name that a typeface has in the file. stream: of the page that is drawn."""
        font = self.fonts.get(kind)
        if font is None:
            layout = Layout(self._style(kind))
            layout.set_text("0")
            line, _rest = layout.get_first_line()
            font, _size = stream.add_font(line.runs[0].data.item.analysis.font)
            self.fonts[kind], self.used[kind] = font, set()
        return str(font.hash)

    def written(self, stream: Any, parts: Iterable[tuple[float, float, Part]]) -> bytes:
        """Return the commands that draw parts of lines. parts: each with where it begins."""
        commands = ["BT"]
        for x, y, part in parts:
            look = part.look
            name = self.name(stream, look.face)
            for word in part.words:
                self.used[look.face].update(word.glyphs)
            code = "".join(word.code for word in part.words).replace("><", "")
            hyphen = ""
            if part.is_parted:
                code, hyphen = f"{code[:-5]}>", SOFT.format(code[-5:-1])
            commands.append(f"{look.ink} rg /{name} {look.size:.4f} Tf 1 0 0 -1 {x:.3f} {y:.3f} Tm [{code}] TJ")
            if hyphen:
                commands.append(hyphen)
        commands.append("ET")
        return "\n".join(commands).encode()

    def tell(self) -> None:
        """Tell the file's fonts which letters were drawn."""
        for kind, glyphs in self.used.items():
            font, own = self.fonts[kind], face(kind)
            for glyph in sorted(glyphs):
                font.to_unicode[glyph] = own.letters[glyph]
                font.widths.setdefault(glyph, own.widths[glyph])

    def _style(self, kind: str) -> Any:
        """Return the style by which a typeface is found."""
        style: Any = Style(INITIAL_VALUES)
        style.font_config = self.font_config
        style["font_family"], style["font_size"] = ["Source Sans 3"], 10
        style["font_style"] = "italic" if kind == "i" else "normal"
        style["font_weight"] = 600 if kind == "b" else 400
        return style
