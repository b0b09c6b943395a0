"""Finds the headings of a sheet, and what stands in each of its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plans.headings import NAMES, TRANSLATED, Column, meaning
from plans.tables.files.sheets import Sheet

# Titles and notes may stand above the headings.
ROWS_ABOVE = 20
LONGEST_HEADING = 80


@dataclass
class Head:
    """Where the headings stand (-1: the table goes on from the one before), and what they mean."""

    row: int
    names: list[str]  # of every column, as they stand in the file; of one without a heading its letter
    columns: dict[Column, int] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)  # the texts above the headings

    @property
    def unknown(self) -> list[str]:
        """Return the headings that nothing is read from."""
        used = set(self.columns.values())
        return [name for place, name in enumerate(self.names) if place not in used]

    def has(self, what: str) -> bool:
        """Tell whether a column has this."""
        return any(name == what for name, _ in self.columns)


def find_head(sheet: Sheet, languages: Sequence[str], assigned: Mapping[str, str]) -> Head | None:
    """Return the sheet's headings; None when no row has two that are known.

    languages: the plan's, main one first; assigned: what a person said of a heading, "goal:sv", "key:" or "".
    """
    best: Head | None = None
    for place, cells in enumerate(sheet.rows[:ROWS_ABOVE]):
        head = read_head(place, cells, sheet, languages, assigned)
        if len({what for what, _ in head.columns}) > (len({what for what, _ in best.columns}) if best else 1):
            best = head
    return best


def read_head(
    place: int, cells: list[str], sheet: Sheet, languages: Sequence[str], assigned: Mapping[str, str]
) -> Head:
    """Return what the row's cells mean when they are taken for headings."""
    width = max(len(row) for row in sheet.rows[place : place + 200])
    names = [name_of(cells, column) for column in range(width)]
    above = [text for row in sheet.rows[:place] for text in row if text]
    head = Head(place, names, above=above)
    for column, name in enumerate(names):
        told = assigned.get(name)
        read = column_of(told) if told is not None else None
        if told is None and column < len(cells) and len(name) <= LONGEST_HEADING:
            read = meaning(cells[column], languages)
        if read is not None and (told or read not in head.columns):
            head.columns = {one: at for one, at in head.columns.items() if one != read}
            head.columns[read] = column
    return head


def name_of(cells: list[str], column: int) -> str:
    """Return a column's heading on one line, or its letter when it has none or one of before once more."""
    text = " ".join(cells[column].split()) if column < len(cells) else ""
    earlier = (" ".join(cell.split()) for cell in cells[:column])
    return text if text and text not in earlier else f"{text} {letter(column)}".strip()


def letter(column: int) -> str:
    """Return a column's letter as spreadsheet programs write it: 0 is A, 27 is AB."""
    above, rest = divmod(column, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + rest)


def column_of(told: str) -> Column | None:
    """Return the column that "goal:sv" means; None for nothing, or for what there is not."""
    what, _colon, language = told.partition(":")
    known = what in NAMES and (language in NAMES[what] if what in TRANSLATED else not language)
    return (what, language) if known or told == "programme:" else None
