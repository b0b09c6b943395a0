"""Reads a plan table: from a file or what was pasted, through a child process with limits, into rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from plans.headings import NAMES
from plans.tables.columns import ROWS_ABOVE, Head, find_head, read_head
from plans.tables.files.sheets import Sheet, from_json
from plans.tables.lines import Lines
from plans.tables.listings import read_listings
from plans.tables.numbered import without_numbers
from plans.tables.refusals import sentence
from plans.tables.rows import Reader
from plans.tables.table import Table, TableError
from welfareplans.confined import ConfinedError, run_confined
from welfareplans.organisations.texts import LANGUAGES

READER = "plans.tables.files.reading:read"
READ_SECONDS, READ_MEMORY = 1.3, 290_000_000
MOST_BYTES = 9_000_000


@dataclass
class Choices:
    """What a person said about a file. sheet: its place, None for the first with known headings."""

    sheet: int | None = None
    columns: dict[str, str] = field(default_factory=dict)  # by heading: "goal:sv", or "" for none
    lines: Lines = Lines.AUTO


def read_file(data: bytes, name: str, kind: str = "") -> list[Sheet]:
    """Return the sheets of a file. Raises TableError with the reason in the active language.

    name: as people call it; kind: the ending that says what it is, when the name has none.
    """
    if len(data) > MOST_BYTES:
        raise TableError(sentence(name, "large"))
    ending = kind or name.rpartition(".")[2][:20]
    try:
        answer = run_confined(READER, data, ending, seconds=READ_SECONDS, memory=READ_MEMORY)
    except ConfinedError as error:
        raise TableError(sentence(name, error.reason)) from None
    return from_json(answer)


def read_table(path: Path, languages: Sequence[str]) -> Table:
    """Return the table of a file as it is, without anybody to ask. Raises TableError.

    languages: main one first; it settles headings that Swedish and Danish share.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise TableError(_("%(file)s: there is no such file.") % {"file": path}) from error
    except OSError as error:
        raise TableError(_("%(file)s: cannot be read (%(why)s).") % {"file": path, "why": error.strerror}) from error
    sheets = read_file(data, path.name)
    try:
        table = rows_of(sheets, languages, Choices())
    except TableError as error:
        raise TableError(f"{path.name}: {error}") from None
    stopping = next((remark for remark in table.remarks if remark.stops), None)
    if stopping:
        raise TableError(f"{path.name}: {stopping}")
    return table


def rows_of(sheets: list[Sheet], languages: Sequence[str], choices: Choices) -> Table:
    """Return the rows of the chosen sheet, or of all tables of a document. Raises TableError."""
    heads = chosen_heads(sheets, languages, choices)
    if not heads:
        raise TableError(
            _("no row among the first 20 has headings such as %(names)s.") % {"names": ", ".join(examples(languages))}
        )
    check(heads)
    found = [code for code in LANGUAGES if any(("measure", code) in head.columns for _sheet, head in heads)]
    table = Table(found, [], above=[*heads[0][1].above, heads[0][0].heading])
    reader = Reader(table, languages, choices.lines)
    for sheet, head in heads:
        table.columns |= set(head.columns)
        reader.read(sheet, head)
    without_numbers(table.rows)
    table.lists = read_listings(sheets)
    if not any(table.measures()):
        raise TableError(_("no measures below the headings in row %(number)s.") % {"number": heads[0][1].row + 1})
    return table


def chosen_heads(sheets: list[Sheet], languages: Sequence[str], choices: Choices) -> list[tuple[Sheet, Head]]:
    """Return the sheets to read with their headings.

    A table of a document that has no headings, and is as wide as the one before, goes on with it.
    """
    wanted = sheets if choices.sheet is None else sheets[choices.sheet : choices.sheet + 1]
    found: list[tuple[Sheet, Head]] = []
    for sheet in wanted:
        head = find_head(sheet, languages, choices.columns)
        if head is None and found and sheet.is_part and width(sheet) == width(found[-1][0]):
            head = Head(-1, found[-1][1].names, found[-1][1].columns)
        if (head is not None and head.has("measure")) or (head is not None and choices.sheet is not None):
            found.append((sheet, head))
    return found if not found or found[0][0].is_part else found[:1]


def headings_of(sheets: list[Sheet], languages: Sequence[str], choices: Choices) -> dict[str, str]:
    """Return the headings of all columns that hold anything, and what each is taken for: "goal:sv", or "" for none.

    Where no heading is known, the fullest of the first rows is offered, so that a person can tell.
    """
    heads = chosen_heads(sheets, languages, choices)
    if not heads:
        sheet = sheets[choices.sheet or 0] if (choices.sheet or 0) < len(sheets) else sheets[0]
        fullest = max(range(min(len(sheet.rows), ROWS_ABOVE)), key=lambda place: sum(map(bool, sheet.rows[place])))
        heads = [(sheet, read_head(fullest, sheet.rows[fullest], sheet, languages, choices.columns))]
    found: dict[str, str] = {}
    for sheet, head in heads:
        meanings = {at: ":".join(column) for column, at in head.columns.items()}
        filled = {at for row in sheet.rows[head.row + 1 :] for at, text in enumerate(row) if text}
        for at, name in enumerate(head.names):
            if at in filled or at in meanings:
                found[name] = found.get(name) or meanings.get(at, "")
    return found


def width(sheet: Sheet) -> int:
    """Return how many columns a sheet has."""
    return max(len(row) for row in sheet.rows)


def check(heads: list[tuple[Sheet, Head]]) -> None:
    """Refuse a table without a column that every plan table has; a principle may stand above the table."""
    for sheet, head in heads:
        for what in ("principle", "goal", "measure"):
            above = what == "principle" and (sheet.heading or head.above)
            if not head.has(what) and not above:
                names = " / ".join(dict.fromkeys(by[0] for by in NAMES[what].values()))
                raise TableError(
                    _("row %(number)s lacks a column with the heading %(name)s.")
                    % {"number": sheet.numbers[max(head.row, 0)], "name": names}
                )


def examples(languages: Sequence[str]) -> list[str]:
    """Return the headings that a table needs, in the plan's main language."""
    return [NAMES[what][languages[0]][0] for what in ("principle", "goal", "measure")]
