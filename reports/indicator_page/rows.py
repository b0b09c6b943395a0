"""The figures of an indicator as tables and charts show them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class YearRow:
    """A year of the indicator. counts: numerator and denominator of a share; note: for those who work."""

    year: int
    figure: str
    is_gap: bool
    counts: str
    note: str


@dataclass(frozen=True)
class Cell:
    """A figure of one year in a table."""

    year: int
    figure: str


@dataclass(frozen=True)
class Group:
    """One category or area with its figures, a cell a year, and its chart."""

    name: SafeString | str
    cells: list[Cell]
    chart: SafeString | str = ""


@dataclass(frozen=True)
class Breakdown:
    """One way to divide the figures."""

    name: SafeString | str
    groups: list[Group]
