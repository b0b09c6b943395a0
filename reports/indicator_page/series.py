"""Every figure of one indicator as one reader may see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from indicators.charts import Point
from indicators.models import Indicator, Value
from indicators.suppression import applies_to
from reports.content_shown import Figure, Measured, hidden_everywhere
from reports.plan_page.reader import fields

Row = Mapping[str, Any]
# Area, year, category (None = total).
Place = tuple[int, int, int | None]
VALUE = (
    "area_id", "year", "category_id", "number", "numerator", "denominator", "missing", "note", "producer", "licence",
    "source_address", "fetched_on", "area__kind", *fields("area__name"),
)  # fmt: skip


@dataclass(frozen=True)
class Access:
    """How much of the figures a reader sees.

    own: the plan's own area; parts: the partners' areas, which make it up; open_areas: areas of which the reader sees
    every figure, None = all; works: takes part in the work; hidden_years: years that are not published yet; threshold:
    the smallest count that others see (persons).
    """

    own: int
    parts: frozenset[int]
    open_areas: frozenset[int] | None
    works: bool
    hidden_years: frozenset[int]
    threshold: int

    def is_open(self, area: int) -> bool:
        """Tell whether the reader sees every figure of an area."""
        return self.open_areas is None or area in self.open_areas


class Series:
    """The figures of one indicator. use: its row of `PlanText.uses()`; groups: the categories of each breakdown."""

    def __init__(self, use: Row, rows: Iterable[Row], groups: Collection[tuple[int, ...]], access: Access) -> None:
        self.access, self.use = access, use
        self.counts = use["indicator__counts_people"] and (
            use["indicator__kind"] == Indicator.Kind.SHARE
            or applies_to(use["indicator__kind"], use["indicator__decimals"], counts_people=True)
        )
        known = {None, *(one for group in groups for one in group)}
        read = [row for row in rows if row["category_id"] in known and self.is_due_to_be_read(row)]
        self.rows: dict[Place, Row] = {(row["area_id"], row["year"], row["category_id"]): row for row in read}
        withheld = self.protected(groups)
        self.withheld = {place for place in withheld if not access.is_open(place[0])}

    def is_due_to_be_read(self, row: Row) -> bool:
        """Tell whether a figure may be read already; of a count that is not published only whom it is open to may."""
        access = self.access
        if row["year"] not in access.hidden_years or access.is_open(row["area_id"]):
            return True
        return access.works and not self.counts

    def protected(self, groups: Collection[tuple[int, ...]]) -> set[Place]:
        """Return what protects small counts, whoever reads."""
        areas: dict[int, dict[int, dict[int | None, Figure]]] = defaultdict(lambda: defaultdict(dict))
        for (area, year, category), row in self.rows.items():
            areas[area][year][category] = Figure(row["number"], row["numerator"], row["denominator"])
        measured = Measured(
            self.use["indicator__kind"], self.use["indicator__decimals"], self.use["indicator__counts_people"],
            tuple(groups),
        )  # fmt: skip
        return hidden_everywhere(measured, areas, set(self.access.parts), self.access.own, self.access.threshold)

    @property
    def areas(self) -> list[int]:
        """Return the areas that have a total, the own one first, then from near to far."""
        kinds = {"municipality": 0, "group": 1, "region": 2, "country": 3}
        found = {area: row for (area, _year, category), row in self.rows.items() if category is None}
        return sorted(found, key=lambda one: (one != self.access.own, kinds.get(found[one]["area__kind"], 4), one))

    def years(self, area: int | None = None, category: int | None = None) -> list[int]:
        """Return the years with a figure or a reason, oldest first."""
        wanted = self.access.own if area is None else area
        return sorted(year for (place, year, group) in self.rows if place == wanted and group == category)

    def held(self, area: int, year: int) -> bool:
        """Tell whether anything of an area and year is withheld."""
        return any(place[:2] == (area, year) for place in self.withheld)

    def points(self, category: int | None = None, area: int | None = None) -> list[Point]:
        """Return the years of a line: a year without its figure is a gap, a survey's year of rest is not there."""
        wanted = self.access.own if area is None else area
        years = self.years(wanted, category)
        rests = self.use["indicator__period"] == Indicator.Period.SECOND_YEAR
        span = range(years[0], years[-1] + 1) if years else ()
        return [
            self.point((wanted, year, category))
            for year in span
            if year in years or not (rests and (year - 1 in years or year + 1 in years))
        ]

    def point(self, place: Place) -> Point:
        """Return one year of a line, or the word for why there is no figure."""
        row = self.rows.get(place)
        if place in self.withheld or (row and row["missing"] == Value.Missing.SUPPRESSED):
            return Point(place[1], None, pgettext("figure", "withheld"))
        if row and row["number"] is not None:
            return Point(place[1], row["number"])
        awaited = row and row["missing"] == Value.Missing.NOT_AVAILABLE
        return Point(place[1], None, pgettext("figure", "awaited") if awaited else pgettext("figure", "missing"))
