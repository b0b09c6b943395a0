"""The typefaces inside the file: of each only the letters that are used, and which letter each sign stands for."""

from typing import Any

import pydyf
from weasyprint.pdf.fonts import build_fonts_dictionary

from reports.tagged.objects import Objects

# A hyphen at the end of a line is no letter of the word: whoever hears or copies the text gets the whole word.
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"


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
