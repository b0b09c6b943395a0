"""Reads a plan table: a spreadsheet with one row per measure, its columns told apart by their headings.

The languages stand side by side; several indicators stand on lines of one cell. Nothing is written here.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from plans.cells import Figure
from plans.headings import Column, meaning
from welfareplans.organisations.texts import LANGUAGES

MAX_UNPACKED = 50_000_000  # bytes; a table of 2,000 measures unpacks to about 2 MB
Texts = dict[str, str]


class TableError(Exception):
    """The file cannot be used; the message is one line that names what and where."""


@dataclass
class IndicatorLine:
    """One line of a row's cell of indicators, with the lines of the cells beside it that belong to it.

    Whether an empty field means "nothing" or "the file has no such column" is told by `Table.columns`.
    """

    name: Texts
    unit: Texts = field(default_factory=dict)
    definition: Texts = field(default_factory=dict)
    target_text: Texts = field(default_factory=dict)
    kind: str = ""  # Indicator.Kind, .Better, .Period
    better: str = ""
    period: str = ""
    decimals: int | None = None
    counts_people: bool | None = None
    dimensions: list[str] = field(default_factory=list)  # names in any language, or a Dimension's key
    baseline: Figure = field(default_factory=Figure)
    target: Figure = field(default_factory=Figure)
    to_be_specified: bool = False
    specified_by: str = ""  # a committee as the file names it
    specified_due: date | None = None
    reporters: list[tuple[str, str]] = field(default_factory=list)  # area ("" = the plan's own) and committee
    key: int | None = None  # the PlanIndicator that was exported
    order: int | None = None  # its place among the plan's indicators


@dataclass
class Row:
    """One measure, or without one: the goal itself (its owner and own indicators), or the principle itself."""

    number: int  # in the file
    principle: Texts
    goal: Texts
    measure: Texts
    indicators: list[IndicatorLine] = field(default_factory=list)
    committees: list[Texts] = field(default_factory=list)  # the leading one first; an empty first one: nobody leads
    programme: Texts = field(default_factory=dict)  # a name under "" is the same in every language
    expected_result: Texts = field(default_factory=dict)
    resources: Texts = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    partners: list[str] = field(default_factory=list)  # municipalities; empty: all
    owner: str = ""  # the partner whose local addition it is
    keys: dict[str, int] = field(default_factory=dict)  # of exported rows: principle, goal, measure


@dataclass
class Table:
    """The rows in order, with a warning for each thing that a person should look at."""

    languages: list[str]
    rows: list[Row]
    warnings: list[str]
    columns: set[Column] = field(default_factory=set)

    def tells(self, what: str) -> bool:
        """Tell whether the file has a column for this."""
        return any(name == what for name, _ in self.columns)


def read_table(path: Path, languages: Sequence[str]) -> Table:
    """Return the table of the file's first sheet.

    languages: main one first; it settles headings that Swedish and Danish share. Raises TableError.
    """
    cells = _cells(path)
    head, columns = _headings(path, cells, languages)
    found = [language for language in LANGUAGES if ("measure", language) in columns]
    table = Table(found, [], [], set(columns))
    carried: dict[str, Texts] = {"principle": {}, "goal": {}}
    for number, values in enumerate(cells[head + 1 :], head + 2):
        row = _row(number, values, columns, carried)
        if row is not None:
            table.rows.append(row)
            table.warnings += _warnings(row, found)
    if not table.rows:
        raise TableError(f"{path.name}: no measures below the headings in row {head + 1}.")
    return table


def _cells(path: Path) -> list[list[str]]:
    """Return the first sheet's cells as text, after a look at what the file would unpack to."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise TableError(f"{path.name}: unpacks to more than 50 MB; that is not a plan table.")
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    except FileNotFoundError as error:
        raise TableError(f"{path}: there is no such file.") from error
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}).") from error
    except (zipfile.BadZipFile, CalamineError, IndexError) as error:
        raise TableError(f"{path.name}: is not an Excel file (.xlsx).") from error


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "").strip()


def _headings(path: Path, cells: list[list[str]], languages: Sequence[str]) -> tuple[int, dict[Column, int]]:
    """Return the index of the heading row and the column of each (what, language); language "" is for all."""
    for index, row in enumerate(cells[:20]):
        columns: dict[Column, int] = {}
        for position, heading in enumerate(row):
            key = meaning(heading, languages)
            if key:
                columns.setdefault(key, position)
        kinds = {what for what, _ in columns}
        if "measure" not in kinds:
            continue
        for what, name in (("principle", "Princip / Periaate"), ("goal", "Mål / Tavoite")):
            if what not in kinds:
                raise TableError(f"{path.name}: row {index + 1} lacks a column with the heading {name}.")
        return index, columns
    raise TableError(f"{path.name}: no row among the first 20 has the heading Åtgärd, Toimenpide or Indsats.")


def _row(number: int, values: list[str], columns: dict[Column, int], carried: dict[str, Texts]) -> Row | None:
    """Return the measure of one row; an empty principle or goal is the one of the row above (merged cells)."""

    def texts(what: str) -> Texts:
        places = {of: column for (kind, of), column in columns.items() if kind == what}
        return {of: values[column] for of, column in places.items() if column < len(values) and values[column]}

    for what in carried:
        carried[what] = texts(what) or carried[what]
    if not texts("measure"):
        return None
    indicators = [IndicatorLine(name) for name in _side_by_side(texts("indicators"))]
    for mark in re.findall(r"\d+", texts("breakdown").get("", "")):
        if 0 < int(mark) <= len(indicators):
            indicators[int(mark) - 1].dimensions = ["mother_tongue"]
    return Row(
        number, carried["principle"], carried["goal"], texts("measure"), indicators,
        _side_by_side(texts("committees")), texts("programme"),
    )  # fmt: skip


def _side_by_side(cells: Texts) -> list[Texts]:
    """Return the lines of the languages' cells as texts per language: first with first, second with second."""
    lines = {of: _lines(text) for of, text in cells.items()}
    longest = max((len(of) for of in lines.values()), default=0)
    return [{of: lines[of][place] for of in lines if place < len(lines[of])} for place in range(longest)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _warnings(row: Row, languages: list[str]) -> Iterator[str]:
    """Yield a sentence for each text of the row that one of the table's languages lacks."""
    for language in languages:
        if language not in row.measure:
            yield f"row {row.number}: the measure has no text in {language}"
        for one in row.indicators:
            if language not in one.name:
                there = next(iter(one.name.values()))
                yield f"row {row.number}: the text in {language} is incomplete, it lacks the indicator “{there}”"
