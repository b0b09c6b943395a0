"""The message catalogues: compile them, and check that none lacks a translation.

Usage: python -m welfareplans.catalogues compile | check    (Babel does the work; gettext's tools are not needed)
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("sv", "fi", "da")


def path(language: str) -> Path:
    """Return the text file of one language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return one language's catalogue."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def compile_catalogues() -> None:
    """Write the binary file beside each text file, when the text is newer."""
    for language in LANGUAGES:
        binary = path(language).with_suffix(".mo")
        if not binary.exists() or binary.stat().st_mtime < path(language).stat().st_mtime:
            with binary.open("wb") as file:
                write_mo(file, read(language))


def gaps() -> list[str]:
    """Return a line for each message that a language lacks or holds for uncertain."""
    catalogues = {language: read(language) for language in LANGUAGES}
    wanted = {(m.id, m.context) for catalogue in catalogues.values() for m in catalogue if m.id}
    lines = []
    for language, catalogue in catalogues.items():
        for identity, context in sorted(wanted, key=str):
            message = catalogue.get(identity, context)
            strings = message.string if message and isinstance(message.string, tuple) else [message and message.string]
            if message is None or message.fuzzy or not all(strings):
                lines.append(f"{language}: {identity}")
    return lines


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        missing = gaps()
        print("\n".join(missing) or "message catalogues complete")
        sys.exit(bool(missing))
    compile_catalogues()
