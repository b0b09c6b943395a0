"""Tables of figures: indicators as rows with their breakdown, years as columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.document.figures import NOTES, Cell, Figures
from reports.document.words import Words, footnote


@dataclass(frozen=True)
class Note:
    """A footnote."""

    number: int
    text: str


@dataclass(frozen=True)
class Row:
    """A row of a table; detail: it belongs to the row above (a breakdown, an area)."""

    name: Words
    cells: list[Cell]
    detail: bool = False
    baseline: Cell | None = None
    target: Cell | None = None


@dataclass(frozen=True)
class FigureTable:
    """A table with its years and the footnotes it needs."""

    caption: str
    years: list[int]
    rows: list[Row]
    baseline_head: str = ""
    target_head: str = ""

    @property
    def notes(self) -> list[Note]:
        """Return the footnotes of the cells, in order."""
        used = {cell.note for row in self.rows for cell in row.cells if cell.note}
        return [Note(NOTES[key], footnote(key)) for key in sorted(used, key=NOTES.__getitem__)]


def headed(word: str, years: Iterable[int | None]) -> str:
    """Return the column's head, with the year when all rows share one."""
    only = {year for year in years if year}
    return f"{word} {only.pop()}" if len(only) == 1 else word


def table(caption: str, years: list[int], figures: Sequence[Figures], newest: int) -> FigureTable:
    """Return a table with baseline and target columns of these indicators and years."""
    baselines = [one.indicator["baseline"] for one in figures]
    targets = [one.indicator["target"] for one in figures]
    return FigureTable(
        caption,
        years,
        [row for one in figures for row in rows_of(one, years, newest)],
        headed(_("Baseline"), [baseline["year"] for baseline in baselines if baseline]) if any(baselines) else "",
        headed(_("Target"), [target["year"] for target in targets if target]) if any(targets) else "",
    )


def years_of(figures: Iterable[Figures], year: int, most: int) -> list[int]:
    """Return at most so many years up to the report's, that any of the figures has."""
    held = {y for one in figures for y in one.years if y <= year} | {year}
    return list(range(max(min(held), year - most + 1), year + 1))


def rows_of(figures: Figures, years: Sequence[int], newest: int) -> list[Row]:
    """Return the row of an indicator and one per group of its breakdowns."""
    total = Row(
        name=figures.title,
        cells=[figures.cell(year, newest=newest) for year in years],
        baseline=figures.baseline_cell(),
        target=figures.target_cell(),
    )
    groups = [
        Row(
            name=figures.reader(category["name"]),
            cells=[figures.cell(year, category["key"]) for year in years],
            detail=True,
        )
        for category in figures.categories()
    ]
    return [total, *groups]


def figure_table(caption: str, figures: Sequence[Figures], year: int, most: int) -> FigureTable | None:
    """Return the table of these indicators; None if there is none to show."""
    counted = [one for one in figures if one.indicator["kind"] != "narrative"]
    if not counted:
        return None
    return table(caption, years_of(counted, year, most), counted, year)


def all_years_tables(caption: str, figures: Sequence[Figures], year: int, most: int) -> list[FigureTable]:
    """Return the tables of all years, newest years first where they do not fit into one table."""
    counted = [one for one in figures if one.indicator["kind"] != "narrative"]
    years = years_of(counted, year, 100) if counted else []
    tables = []
    while years:
        part, years = years[-most:], years[:-most]
        tables.append(table(caption, part, counted, year))
    return tables
