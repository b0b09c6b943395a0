"""A workbook that came back, held against what is saved now: what would change, what cannot be, what clashes.

It is read as a form of the desk would be (reports/desk/cells.py, reports/forms/progress.py), so that the same is
accepted and refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from indicators.models import Indicator
from reports.desk.cells import Posted, Reading, read_cells
from reports.desk.cells import questions as doubts
from reports.desk.figures import AskedFigure, Place, Stored, stored_values
from reports.desk.measures import Asked
from reports.desk.page import Question, question
from reports.filling_in import Entry, Told
from reports.forms.progress import ProgressForm
from reports.models import CommitteePart, Progress
from reports.workbook.contents import figure_cells, measure_cells
from reports.workbook.keys import digest
from reports.workbook.returned import Returned, Row
from reports.workbook.words import value_of, word_of
from welfareplans.organisations.canonical_json import canonical_json, fingerprint

MINE, THEIRS = "mine", "theirs"
# As long as the field of a value's note.
MOST_NOTE = 500


@dataclass(frozen=True)
class FieldChange:
    """One field of a measure. mine, theirs: values as they are saved; words: both as the workbook writes them."""

    row: Row
    name: str
    mine: str
    theirs: str
    words: tuple[str, str]
    is_conflict: bool

    @property
    def key(self) -> str:
        """Return the name by which a choice is posted."""
        return f"keep-m{self.row['key']}-{self.name}"


@dataclass(frozen=True)
class CellChange:
    """One figure. entry: what would be saved; words: the row's cells as they would be, and as they are saved."""

    row: Row
    figure: AskedFigure
    entry: Entry
    stored: Stored
    is_conflict: bool

    @property
    def key(self) -> str:
        """Return the name by which a choice is posted."""
        return f"keep-f{self.entry.key}"


@dataclass(frozen=True)
class Fault:
    """Something that cannot be saved. why: `choice`, `gone`, `reason`, `note`, or a sentence of the desk's."""

    sheet: str
    row: Row
    name: str
    why: str


@dataclass
class Compared:
    """The whole workbook. doubts: the question about each figure that would change, by its key."""

    part: CommitteePart
    language: str
    asked: Question
    fields: list[FieldChange] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)

    @property
    def conflicts(self) -> list[str]:
        """Return the names of the choices that have to be made."""
        fields = [one.key for one in self.fields if one.is_conflict]
        return fields + [one.key for one in self.cells if one.is_conflict]

    @property
    def basis(self) -> str:
        """Return the fingerprint of what would change, so that nothing else is saved than what was seen."""
        fields = [[one.key, one.mine, one.theirs, one.is_conflict] for one in self.fields]
        cells = [
            [one.key, str(one.entry.number), one.entry.missing, one.row["cells"].get("note"), str(one.stored.number),
             one.stored.missing, one.stored.note, one.is_conflict]
            for one in self.cells
        ]  # fmt: skip
        return fingerprint(canonical_json({"fields": fields, "cells": cells}))

    def told(self, kept: Mapping[str, str]) -> Iterator[Told]:
        """Yield what is to be saved of each measure. kept: what was chosen where two people wrote."""
        for measure, version in self.versions.items():
            mine = [one for one in self.fields if int(one.row["key"]) == measure and is_kept(one, kept)]
            if mine:
                # Who chose over what somebody else wrote has read that.
                read = version if any(one.is_conflict for one in mine) else mine[0].row["version"]
                yield Told(measure, read, {one.name: one.mine for one in mine})

    def untold(self, asked: Asked) -> Told:
        """Return that nothing was written of a measure but its figures."""
        return Told(asked.pk, asked.answer["version"], {})

    def entries(self, kept: Mapping[str, str]) -> list[Entry]:
        """Return the figures to be saved."""
        return [
            replace(one.entry, version=one.stored.version) if one.is_conflict else one.entry
            for one in self.cells
            if is_kept(one, kept)
        ]


def is_kept(one: FieldChange | CellChange, kept: Mapping[str, str]) -> bool:
    """Tell whether the workbook's is saved."""
    return not one.is_conflict or kept.get(one.key) == MINE


def compare(part: CommitteePart, returned: Returned, sure: Mapping[str, str]) -> Compared:
    """Return the comparison. sure: the questions answered with yes, as posted. Six queries."""
    found = Compared(part, returned["language"], question(part))
    asked = {str(one.pk): one for one in found.asked.measures}
    for row in returned["measures"]:
        if row["key"] in asked:
            compare_measure(found, row, asked[row["key"]])
        else:
            found.faults.append(Fault("measures", row, next(iter(row["cells"])), "gone"))
    compare_figures(found, returned["figures"], sure)
    return found


def compare_measure(found: Compared, row: Row, asked: Asked) -> None:
    """Add what a measure's row says."""
    languages, language = found.part.round.plan.languages, found.language
    data, now = {"version": str(row["version"])}, measure_cells(asked.answer, languages, language)
    for name, text in row["cells"].items():
        meant = value_of(name, text, language) if name in ("state", "proposal") else text
        why = "" if name in now else "gone"
        if why or meant is None:
            found.faults.append(Fault("measures", row, name, why or "choice"))
        else:
            data[name] = meant
    form = ProgressForm(data, languages)
    found.faults += [Fault("measures", row, name, str(texts[0])) for name, texts in form.errors.items()]
    proposal = data.get("proposal", asked.answer["proposal"])
    if row["cells"].get("reason") and proposal == Progress.Proposal.CONTINUE:
        found.faults.append(Fault("measures", row, "reason", "reason"))
    found.versions[asked.pk] = asked.answer["version"]
    answers = form.answers()
    for name in (name for name in now if name in answers):
        mine = answers[name]
        theirs, kind = now[name], name if name in ("state", "proposal") else ""
        word = word_of(kind, mine, language) if kind else mine
        if digest(word) != digest(theirs):
            column = f"reason_{language}" if name == "reason" else name
            is_conflict = digest(theirs) != row["base"][name]
            was = asked.answer[name] if kind else theirs
            found.fields.append(FieldChange(row, column, mine, was, (word, theirs), is_conflict))


def compare_figures(found: Compared, rows: list[Row], sure: Mapping[str, str]) -> None:
    """Add what the rows of figures say, and the questions about them."""
    year, language = found.part.round.year, found.language
    figures = {key: figure for figure in found.asked.figures for key, _category in figure.rows if figure.is_typed}
    saved = stored_values(found.asked.figures, year, since=year - 1)
    data, known = {name: text for name, text in sure.items() if name.startswith("sure-")}, {}
    for row in rows:
        if row["key"] not in figures:
            found.faults.append(Fault("figures", row, next(iter(row["cells"])), "gone"))
        else:
            known[row["key"]] = row
            data |= posted(found, row, figures[row["key"]])
    reading = read_cells(found.asked.figures, saved, year, Posted(data), language)
    for name, why in reading.errors.items():
        kind, _dash, key = name.partition("-")
        found.faults.append(Fault("figures", known[key], kind, why))
    for key, row in known.items():
        place = place_of(figures[key], key, year)
        compare_cell(found, row, figures[key], reading, place, saved.get(place, Stored()))
    numbers = {one.entry.key: one.entry.number for one in found.cells}
    notes = {one.entry.key for one in found.cells if "note" in one.row["cells"]}
    for figure in {figures[key] for key in numbers}:
        asked = doubts(figure, saved, year, language, numbers)
        found.doubts |= {key: text for key, text in asked.items() if text and key in numbers and key not in notes}


def posted(found: Compared, row: Row, figure: AskedFigure) -> dict[str, str]:
    """Return a row as a form of the desk would send it; a new figure takes a reason's place, and the other way."""
    key, cells = row["key"], row["cells"]
    number, word = cells.get("figure"), cells.get("missing")
    missing = None if word is None else value_of("missing", word, found.language)
    if word is not None and missing is None:
        found.faults.append(Fault("figures", row, "missing", "choice"))
        return {}
    if number and figure.kind == Indicator.Kind.YES_NO:
        number = value_of("yes_no", number, found.language)
        if number is None:
            found.faults.append(Fault("figures", row, "figure", "choice"))
            return {}
    if number and missing is None:
        missing = ""
    if missing and number is None:
        number = ""
    texts = {f"figure-{key}": number, f"missing-{key}": missing}
    return {f"version-{key}": str(row["version"])} | {name: text for name, text in texts.items() if text is not None}


def place_of(figure: AskedFigure, key: str, year: int) -> Place:
    """Return where a cell is stored."""
    return figure.indicator, figure.area, year, dict(figure.rows)[key]


def compare_cell(
    found: Compared, row: Row, figure: AskedFigure, reading: Reading, place: Place, stored: Stored
) -> None:
    """Add what one row of figures would change."""
    key, note = row["key"], row["cells"].get("note")
    entry = next((one for one in reading.entries if one.key == key), None)
    if entry is None and (note is None or any(fault.row is row for fault in found.faults)):
        return
    if entry is None:
        entry = Entry(key, place, stored.number, stored.missing, row["version"])
    if note is not None:
        if len(note) > MOST_NOTE or (note and entry.number is None and not entry.missing):
            found.faults.append(Fault("figures", row, "note", "long" if len(note) > MOST_NOTE else "note"))
            return
        entry = replace(entry, note=note)
    now = figure_cells(figure, stored, found.language)
    is_new = (entry.number, entry.missing) != (stored.number, stored.missing)
    is_noted = note is not None and digest(note) != digest(stored.note)
    if is_new or is_noted:
        moved = [name for name in now if digest(now[name]) != row["base"][name]]
        is_conflict = (is_new and bool({"figure", "missing"} & set(moved))) or (is_noted and "note" in moved)
        found.cells.append(CellChange(row, figure, entry, stored, is_conflict))
