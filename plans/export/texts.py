"""What a plan has beside its table, as lists: title and levels, chapters, programmes, timetable, sources, contacts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from plans.cells import choice_text, date_text
from plans.content import PlanContent
from plans.headings import heading
from plans.listings import CHOICE, COMMITTEE, DAY, IN_LANGUAGES, LISTS, NO_POINTS, POINTS, RICH, Column, in_pieces
from plans.listings import ListKind as Kind
from plans.rich_text import as_source
from welfareplans.organisations.texts import LANGUAGES


@dataclass(frozen=True)
class Listing:
    """A list with its headings. widths: of the columns, in characters."""

    title: str
    headings: list[str]
    widths: list[int]
    rows: list[list[str]]


def listings(
    told: PlanContent, languages: Sequence[str], committees: Mapping[int, Mapping[str, str]]
) -> Iterator[Listing]:
    """Yield the lists that have anything, a text's languages side by side; words are in the active language.

    committees: what each is called in a table, by key and language.
    """
    maker = Maker(languages, committees)
    for kind in LISTS:
        rows: Any = [cover(told)] if kind.name == "plan" else told[kind.name]  # type: ignore[literal-required]
        if rows:
            yield maker.listing(kind, rows)


def cover(told: PlanContent) -> dict[str, Any]:
    """Return the plan's own row: its title, its years, and what it calls its levels."""
    head = told["plan"]
    labels: Any = head["labels"]
    return {**head, **{f"{level}_label": labels[level] for level in labels}}


@dataclass(frozen=True)
class Maker:
    """Makes lists in the languages."""

    languages: Sequence[str]
    committees: Mapping[int, Mapping[str, str]]

    def listing(self, kind: Kind, rows: Sequence[Mapping[str, Any]]) -> Listing:
        """Return one list; its last column holds the rows' keys."""
        names, widths = [], []
        for column in kind.columns:
            several = column.kind in IN_LANGUAGES
            names += [f"{column.heading} ({code})" for code in self.languages] if several else [str(column.heading)]
            widths += [column.width] * (len(self.languages) if several else 1)
        lines = [line for row in rows for line in self.lines(kind, row)]
        return Listing(str(kind.title), [*names, heading("key", [get_language() or "sv"])], [*widths, 9], lines)

    def lines(self, kind: Kind, row: Mapping[str, Any]) -> list[list[str]]:
        """Return a row as lines: the first with everything, more of them for what no cell holds."""
        cells = [pieces for column in kind.columns for pieces in self.cells(row, column)]
        count = max(map(len, cells))
        padded = [pieces + [""] * (count - len(pieces)) for pieces in [*cells, [str(row["id"])]]]
        return [[pieces[at] for pieces in padded] for at in range(count)]

    def cells(self, row: Mapping[str, Any], column: Column) -> list[list[str]]:
        """Return a column's cells, each in pieces."""
        value: Any = row.get(column.name)
        if column.kind == COMMITTEE:
            value = self.committees[value] if value else {}
        if column.kind in IN_LANGUAGES:
            texts = [value.get(code, "") for code in self.languages]
            return [in_pieces(as_source(text) if column.kind == RICH else text) for text in texts]
        return [[self.text(value, column)]]

    def text(self, value: Any, column: Column) -> str:
        """Return a cell that is for all languages."""
        if column.kind == POINTS:
            return "" if value is None else "; ".join(value) or NO_POINTS
        if column.kind == CHOICE:
            return choice_text(column.choices, value, get_language() or LANGUAGES[0])
        if column.kind == DAY:
            return date_text(date.fromisoformat(value)) if value else ""
        return "" if value is None else str(value)
