"""What a plan table says, whatever file it came in. Written by plans/tables/rows.py; nothing here reads or writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from plans.cells import Figure
from plans.headings import Column
from plans.listings import Column as ListColumn
from plans.listings import ListKind

Texts = dict[str, str]


class TableError(Exception):
    """The table cannot be used; the message is one line that names what and where, in the reader's language."""


@dataclass(frozen=True)
class Remark:
    """Something in a row that a person should look at. stops: nothing can be imported before it is put right."""

    number: int  # of the row in the file
    text: str
    stops: bool = False

    def __str__(self) -> str:
        return _("row %(number)s: %(text)s") % {"number": self.number, "text": self.text}


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
    """One measure; without one the goal itself (its owner and own indicators), or the principle itself.

    A row without any of the three has the plan's indicators that belong to no measure or goal.
    """

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


# By column and language; "" is for all languages.
Told = dict[tuple[str, str], Any]


@dataclass
class ListRow:
    """One row. number: in its sheet; key: of the row that was exported."""

    number: int
    told: Told
    key: int | None = None

    def texts(self, name: str) -> dict[str, str]:
        """Return the languages of a text that the row has."""
        return {of: text for (what, of), text in self.told.items() if what == name and of and text}


@dataclass
class ListTable:
    """A list as the file has it. columns: those that the file has; remarks: row and sentence."""

    kind: ListKind
    columns: list[tuple[ListColumn, str]]
    rows: list[ListRow] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Table:
    """The rows in order, with a remark for each thing that a person should look at."""

    languages: list[str]
    rows: list[Row]
    remarks: list[Remark] = field(default_factory=list)
    columns: set[Column] = field(default_factory=set)
    above: list[str] = field(default_factory=list)  # the texts above the headings
    lists: dict[str, ListTable] = field(default_factory=dict)  # what an exported workbook has beside the table
    has_several_lines: bool = False  # a cell of measures has lines, and it may be asked what they are

    def tells(self, what: str) -> bool:
        """Tell whether the file has a column for this."""
        return any(name == what for name, _language in self.columns)

    @property
    def warnings(self) -> list[str]:
        """Return the remarks as sentences that name their row."""
        return [str(remark) for remark in self.remarks]

    def measures(self) -> Iterator[Row]:
        """Yield the rows that are measures."""
        return (row for row in self.rows if row.measure)
