"""The figures of an indicator: found, written in the reader's language, compared with last year."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.charts import Point
from indicators.numbers import format_change, format_number, format_value
from reports.document.content import Category, Indicator, Value
from reports.document.words import Reader, Words, gap

NEW = "n"
# The footnotes have the same numbers in the whole report, so that each can be looked up in the method too.
NOTES = {"withheld": 1, "suppressed": 2, "biennial": 3, "awaited": 4}
SHORT_UNIT = 4
# A longer target in words stands below the table.
SHORT_TARGET = 12


@dataclass(frozen=True)
class Cell:
    """A figure of a table as it is shown; css: `n` for the newest year; note: key of a footnote."""

    text: str = ""
    css: str = ""
    note: str = ""
    gap: bool = False

    @property
    def note_number(self) -> int:
        """Return the footnote's number, the same in the whole report."""
        return NOTES[self.note]


@dataclass(frozen=True)
class Change:
    """A figure against the one before. weight: the change relative to how much the series usually moves."""

    year: int
    before: Decimal
    year_before: int
    now: Decimal
    weight: float

    @property
    def difference(self) -> Decimal:
        """Return how much was added."""
        return self.now - self.before


@dataclass(frozen=True)
class Figures:
    """One indicator's figures for one reader."""

    indicator: Indicator
    reader: Reader
    own_areas: frozenset[str | None]

    @cached_property
    def by_place(self) -> dict[tuple[str | None, str | None, int], Value]:
        """Return the values by area (None: own), category and year."""
        return {
            (None if v["area"] in self.own_areas else v["area"], v["category"], v["year"]): v
            for v in self.indicator["values"]
        }

    @cached_property
    def years(self) -> list[int]:
        """Return the years with a figure or a reason, oldest first."""
        return sorted({year for _area, _category, year in self.by_place})

    @cached_property
    def other_areas(self) -> set[str]:
        """Return the keys of the areas that it can be compared with."""
        return {area for area, category, _year in self.by_place if area is not None and category is None}

    @property
    def unit(self) -> str:
        """Return the unit in words, `%` for a share."""
        return self.reader(self.indicator["unit"]).text

    @property
    def name(self) -> Words:
        """Return the indicator's name."""
        return self.reader(self.indicator["name"])

    @property
    def title(self) -> Words:
        """Return the name with the unit, as tables and charts are headed; a name that says its unit stands alone."""
        name = self.name
        says_unit = self.unit.casefold() in name.text.casefold()
        # A short unit never stands alone on a line.
        space = " " if len(self.unit) > SHORT_UNIT else "\u00a0"
        return name if says_unit else Words(f"{name.text},{space}{self.unit}", name.foreign)

    @property
    def is_drawn(self) -> bool:
        """Return whether a line over the years says anything."""
        return self.indicator["kind"] in ("number", "share") and any(p.value is not None for p in self.points())

    def value(self, year: int, category: str | None = None, area: str | None = None) -> Decimal | None:
        """Return the number, None if there is none."""
        found = self.by_place.get((area, category, year))
        return Decimal(found["number"]) if found and found["number"] is not None else None

    def missing(self, year: int, category: str | None = None) -> str | None:
        """Return the reason there is no number; None where there is one or nothing is known."""
        found = self.by_place.get((None, category, year))
        return found["missing"] if found else None

    def is_due(self, year: int) -> bool:
        """Return whether a figure belongs to the year; a survey of every second year rests between."""
        if self.indicator["period"] != "second_year" or (None, None, year) in self.by_place:
            return True
        return not any((None, None, beside) in self.by_place for beside in (year - 1, year + 1))

    def points(self, area: str | None = None, last: int | None = None) -> tuple[Point, ...]:
        """Return the years of a line; a year of rest has no point, a year without its figure has a gap."""
        years = sorted(year for a, category, year in self.by_place if a == area and category is None)
        if not years:
            return ()
        span = range(years[0], max(years[-1], last or 0) + 1)
        return tuple(
            Point(year, self.value(year, None, area), self.gap_word(year, area))
            for year in span
            if (area, None, year) in self.by_place or (area is None and self.is_due(year))
        )

    def gap_word(self, year: int, area: str | None = None) -> str:
        """Return the word in the place of a year's figure: missing, where nothing else is known."""
        found = self.by_place.get((area, None, year))
        return gap((found["missing"] if found else None) or "not_collected")[0]

    def written(self, value: Decimal, *, unit: bool = False) -> str:
        """Return a figure as the reader's language writes it; yes and no in words."""
        if self.indicator["kind"] == "yes_no":
            return _("yes") if value else _("no")
        decimals = self.indicator["decimals"]
        return format_value(value, self.reader.language, decimals, self.unit if unit and self.unit == "%" else "")

    def cell(self, year: int, category: str | None = None, area: str | None = None, newest: int = 0) -> Cell:
        """Return the figure of a table."""
        found = self.by_place.get((area, category, year))
        if found is None:
            return Cell("–", note="" if self.is_due(year) else "biennial")
        if found["number"] is not None:
            return Cell(self.written(Decimal(found["number"])), css=NEW if year == newest else "")
        word, note = gap(found["missing"])
        return Cell(word, note=note, gap=True)

    def target_cell(self) -> Cell:
        """Return the target as a table shows it: the value, else its words."""
        target = self.indicator["target"]
        if not target:
            return Cell("")
        if target["value"] is None:
            words = self.reader(target["text"]).text
            return Cell(words if len(words) <= SHORT_TARGET else pgettext("target", "see below"))
        value = Decimal(target["value"])
        if self.indicator["kind"] == "yes_no":
            return Cell(self.written(value))
        whole = value == value.to_integral_value()
        text = format_number(value, self.reader.language, 0 if whole else self.indicator["decimals"])
        return Cell(text)

    def baseline_cell(self) -> Cell:
        """Return where the plan started from."""
        baseline = self.indicator["baseline"]
        return Cell(self.written(Decimal(baseline["value"]))) if baseline else Cell("")

    @property
    def target(self) -> Decimal | None:
        """Return the target's number for a chart."""
        target = self.indicator["target"]
        return Decimal(target["value"]) if target and target["value"] is not None else None

    def categories(self) -> list[Category]:
        """Return the groups that have any figure or reason, in their dimensions' order."""
        held = {category for _area, category, _year in self.by_place}
        return [
            category
            for dimension in self.indicator["dimensions"]
            for category in dimension["categories"]
            if category["key"] in held
        ]

    def change(self, year: int) -> Change | None:
        """Return the year's figure against the last one before it; None if either is missing."""
        now = self.value(year)
        earlier = [(y, self.value(y)) for y in self.years if y < year and self.value(y) is not None]
        if now is None or not earlier:
            return None
        year_before, before = earlier[-1]
        assert before is not None  # noqa: S101 - just filtered, for the type checker
        known = [float(value) for _year, value in earlier if value is not None] + [float(now)]
        spread = max(statistics.pstdev(known), abs(float(before)) * 0.05, 1e-9)
        return Change(year, before, year_before, now, abs(float(now - before)) / spread)

    def changed_by(self, change: Change) -> str:
        """Return the difference: percentage points for shares, per cent for counts of some size."""
        language, decimals = self.reader.language, self.indicator["decimals"]
        if self.unit == "%":
            return _("%(number)s points") % {"number": format_change(change.difference, language, decimals)}
        if abs(change.before) >= 20:
            per_cent = change.difference / abs(change.before) * 100
            shown = 1 if abs(per_cent) < 100 else 0
            return format_change(per_cent, language, shown) + format_value(Decimal(0), language, 0, "%")[1:]
        return format_change(change.difference, language, decimals)

    def verdict(self, change: Change) -> str:
        """Return `better`, `worse`, or an empty text where no direction was promised or nothing changed."""
        better = self.indicator["better"]
        if not change.difference or better not in ("up", "down"):
            return ""
        return "better" if (change.difference > 0) == (better == "up") else "worse"


def all_figures(indicators: Iterable[Indicator], own: Iterable[str], reader: Reader) -> dict[int, Figures]:
    """Return every indicator's figures by its id. own: keys of the areas that mean the plan's own."""
    own_areas = frozenset([None, *own])
    return {indicator["id"]: Figures(indicator, reader, own_areas) for indicator in indicators}
