"""Several things in one cell: on lines, with bullets or numbers, in each language."""

import re
from collections.abc import Mapping
from enum import Enum

from plans.cells import split_lines

Texts = dict[str, str]
# A hyphen or an o is a bullet only with a blank after it; Word's own bullets stand close to the text now and then.
BULLET = re.compile(r"^\s*(?:[•·●▪◦‣⁃○■□►➢➔→✓✔]\s*|[-–—*o§]\s+)")
NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-z]\))\s+\S", re.IGNORECASE)


class Lines(Enum):
    """What several lines in a cell of measures are."""

    AUTO = "auto"  # with bullets or numbers, or paragraphs of a document: measures; else one text
    EACH = "each"
    ONE = "one"


def items(cell: str) -> list[str]:
    """Return the things of a cell: each line is one; one with a bullet or number goes on until the next such."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    begins = BULLET if any(BULLET.match(line) for line in lines) else NUMBER
    if sum(bool(begins.match(line)) for line in lines) < (1 if begins is BULLET else 2):
        return lines
    found: list[str] = []
    for line in lines:
        if begins.match(line) or not found or not begins.match(lines[0]):
            found.append(line)
        else:
            found[-1] += f" {line}"
    return [text for line in found if (text := BULLET.sub("", line, count=1).strip())]


def is_listed(cell: str) -> bool:
    """Tell whether a cell's lines have bullets or numbers of their own."""
    lines = [line for line in cell.splitlines() if line.strip()]
    return len(lines) > 1 and (any(map(BULLET.match, lines)) or sum(bool(NUMBER.match(line)) for line in lines) > 1)


def plain(cell: str) -> str:
    """Return a cell that is one text, without the bullet before it."""
    return cell if len(cell.splitlines()) > 1 else BULLET.sub("", cell, count=1)


def side_by_side(cells: Mapping[str, str], is_exact: bool) -> list[Texts]:
    """Return the lines of the languages' cells as texts per language: first with first, second with second.

    is_exact: the file was exported, so each line stands as it is, and an empty one is nothing.
    """
    lines = {of: split_lines(text) if is_exact else items(text) for of, text in cells.items()}
    longest = max((len(of) for of in lines.values()), default=0)
    return [
        {of: texts[place] for of, texts in lines.items() if place < len(texts) and texts[place]}
        for place in range(longest)
    ]


def beside(cell: str, count: int) -> list[str] | None:
    """Return the lines of a cell that belong to so many indicators, one for each; None when they cannot be told."""
    lines = split_lines(cell)
    for candidate in (lines, [line for line in lines if line]):
        if len(candidate) == count:
            return candidate
    return [*lines, *[""] * (count - len(lines))] if not any(lines[1:]) and count else None
