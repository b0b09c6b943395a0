"""The message catalogues: compile them, and check that none lacks a translation.

Usage: python -m welfareplans.catalogues compile | check    (Babel does the work; gettext's tools are not needed)
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("sv", "fi", "da")


def path(language: str) -> Path:
    """Return the text file of one language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> "Catalog":
    """Return one language's catalogue."""
    from babel.messages.pofile import read_po  # not needed by a start that finds everything compiled

    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def compile_catalogues() -> None:
    """Write the binary file beside each text file, when the text is newer."""
    for language in LANGUAGES:
        binary = path(language).with_suffix(".mo")
        if not binary.exists() or binary.stat().st_mtime < path(language).stat().st_mtime:
            from babel.messages.mofile import write_mo

            # Renamed when whole: a web server beside us may be reading it.
            partial = binary.with_suffix(f".{os.getpid()}.mo")
            with partial.open("wb") as file:
                write_mo(file, read(language))
            partial.replace(binary)


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
