"""The page of an indicator, ready to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from indicators.models import Category, Value
from indicators.numbers import format_date
from plans.models import Reporter
from reports.indicator_page.corrections import Correction, corrections
from reports.indicator_page.drawing import WIDE, Drawing, group_by_dimension
from reports.indicator_page.rows import Breakdown, Group, YearRow
from reports.indicator_page.series import VALUE, Access, Series
from reports.plan_page.reader import Reader, fields
from reports.plan_page.source import MEASURE, PlanText
from welfareplans.organisations.models import Membership


@dataclass(frozen=True)
class Origin:
    """Where figures come from: a producer, or with an address only when it leads to the web."""

    producer: str
    licence: str
    address: str
    fetched: str


@dataclass(frozen=True)
class Told:
    """A correction with what it is about in words."""

    what: str
    correction: Correction


@dataclass(frozen=True)
class IndicatorPage:
    """Everything the page shows. served: number, text and key of each measure; goals: number and text."""

    name: SafeString | str
    definition: SafeString | str
    unit: str
    newest: YearRow | None
    baseline: str
    target: SafeString | str
    charts: list[SafeString]
    years: list[YearRow]
    columns: list[int]
    breakdowns: list[Breakdown]
    compared: list[Group]
    comparison: SafeString | str
    origins: list[Origin]
    committees: list[SafeString | str]
    corrections: list[Told]
    goals: list[tuple[str, SafeString | str]]
    served: list[tuple[str, SafeString | str, int]]

    @property
    def has_counts(self) -> bool:
        """Tell whether any share is known with what it was made of."""
        return any(row.counts for row in self.years)

    @property
    def has_notes(self) -> bool:
        """Tell whether anything was noted beside a figure."""
        return any(row.note for row in self.years)


def reporters_of(use: int) -> list[dict[str, Any]]:
    """Return who enters the figures of which area."""
    rows = Reporter.objects.filter(plan_indicator=use).order_by("pk")
    return list(rows.values("area_id", "committee_id", *fields("committee__name")))


def open_areas(
    reader: Reader, mine: Iterable[Membership], reporters: Iterable[Mapping[str, Any]]
) -> frozenset[int] | None:
    """Return the areas of which the reader sees every figure; None = all, for the lead municipality's coordinator.

    A partner's coordinator sees the own area's, a committee member those that the committee enters.
    """
    if reader.leads:
        return None
    seats = {one.committee_id for one in mine if one.role == Membership.Role.COMMITTEE}
    coordinated = {one.municipality.area_id for one in mine if one.role == Membership.Role.COORDINATOR}
    entered = {row["area_id"] for row in reporters if row["committee_id"] in seats}
    return frozenset((coordinated if reader.edits else set()) | (entered if reader.works else set()))


def indicator_page(
    text: PlanText, use: Mapping[str, Any], reader: Reader, access: Access, reporters: list[dict[str, Any]]
) -> IndicatorPage:
    """Return the page. use: the indicator's row of `PlanText.uses()`."""
    groups = categories(use["indicator_id"])
    values = Value.objects.filter(indicator=use["indicator_id"]).order_by("year", "pk").values(*VALUE)
    series = Series(
        use, values, [tuple(one["pk"] for one in rows) for _name, rows in group_by_dimension(groups)], access
    )
    drawing = Drawing(series, use, reader)
    columns = sorted({year for one in series.rows for year in [one[1]]})[-WIDE:]
    rows = [drawing.year(point) for point in reversed(series.points())]
    areas = series.areas if len(series.areas) > 1 else []
    return IndicatorPage(
        name=reader.text(use, "indicator__name"), definition=reader.text(use, "indicator__definition"),
        unit=drawing.unit, newest=next((row for row in rows if not row.is_gap), None),
        baseline=drawing.baseline(), target=drawing.target_words(), charts=drawing.charts(), years=rows,
        columns=columns, breakdowns=drawing.breakdowns(groups, columns),
        compared=[drawing.group(drawing.area_name(area), columns, area=area) for area in areas],
        comparison=drawing.comparison(areas), origins=origins(series, reader),
        committees=list(dict.fromkeys(reader.text(row, "committee__name") for row in reporters)),
        corrections=told(corrections(text.plan, series, reader), drawing, groups),
        goals=[(number, title) for number, title, _pk in served(text, reader, "goal", use["goal_ids"])],
        served=served(text, reader, "measure", use["measure_ids"]),
    )  # fmt: skip


def categories(indicator: int) -> list[dict[str, Any]]:
    """Return the categories that the indicator is broken down by, in order."""
    rows = Category.objects.filter(dimension__indicators=indicator).order_by("dimension_id", "order", "pk")
    return list(rows.values("pk", "dimension_id", *fields("name", "dimension__name")))


def origins(series: Series, reader: Reader) -> list[Origin]:
    """Return the different producers of the figures, the newest first."""
    found: dict[tuple[str, str, str], Origin] = {}
    for place in sorted(series.rows, key=lambda one: -one[1]):
        row = series.rows[place]
        if row["producer"]:
            address = row["source_address"] if row["source_address"].startswith(("https://", "http://")) else ""
            fetched = format_date(row["fetched_on"], reader.language) if row["fetched_on"] else ""
            found.setdefault(
                (row["producer"], row["licence"], address), Origin(row["producer"], row["licence"], address, fetched)
            )
    return list(found.values())


def told(found: list[Correction], drawing: Drawing, groups: list[dict[str, Any]]) -> list[Told]:
    """Return the corrections with year, category and area; the own area is not named."""
    names = {one["pk"]: drawing.reader.plain(one, "name") for one in groups}
    own = drawing.series.access.own
    return [
        Told(
            " · ".join(
                [str(one.place[1]), *([names[one.place[2]]] if one.place[2] else []),
                 *([drawing.area_name(one.place[0])] if one.place[0] != own else [])]
            ),
            one,
        )
        for one in found
    ]  # fmt: skip


def served(
    text: PlanText, reader: Reader, level: str, keys: Iterable[int | None]
) -> list[tuple[str, SafeString | str, int]]:
    """Return number, text and key of the measures or goals that the indicator tells about."""
    prefix = MEASURE if level == "measure" else "goals__"
    wanted = set(filter(None, keys))
    return [
        (number, reader.text(row, f"{prefix}title"), row[f"{prefix}pk"])
        for number, row in numbered(text, level)
        if row[f"{prefix}pk"] in wanted
    ]


def numbered(text: PlanText, level: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Return each goal or measure once with its number."""
    counts: dict[Any, int] = {}
    seen: dict[Any, str] = {}
    for row in text.tree():
        above: Any = None
        for name, key in (("principle", "pk"), ("goal", "goals__pk"), ("measure", f"{MEASURE}pk")):
            place = (name, row.get(key))
            if place[1] is None:
                break
            if place not in seen:
                counts[above] = counts.get(above, 0) + 1
                seen[place] = f"{seen[above]}.{counts[above]}" if above else str(counts[above])
                if name == level:
                    yield seen[place], row
            above = place
