"""The figures that a committee is asked for: which, and what is known of them this year and before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.db.models import Value as Number
from django.utils.safestring import SafeString

from indicators.models import Indicator, Value
from plans.models import PlanIndicator, Reporter
from reports.asking import figures_not_asked
from reports.desk.measures import said, said_plainly
from reports.models import CommitteePart
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.texts import LANGUAGES

USE = "plan_indicator__"
INDICATOR = f"{USE}indicator__"
COLUMNS = (
    "pk", "area_id", "plan_indicator_id", f"{USE}indicator_id", f"{USE}target", f"{USE}target_year",
    *(f"{INDICATOR}{name}" for name in ("kind", "decimals", "better")),
    *(f"{USE}target_text_{code}" for code in LANGUAGES),
    *(f"{INDICATOR}{name}_{code}" for name in ("name", "definition", "unit") for code in LANGUAGES),
    *(f"area__name_{code}" for code in LANGUAGES),
)  # fmt: skip
CATEGORY = "dimension__categories__"
# indicator, area, year, category (None = total)
Place = tuple[int, int, int, int | None]
STORED = ("number", "missing", "note", "version", "pk")


@dataclass(frozen=True)
class Category:
    """One row under the total."""

    pk: int
    name: str | SafeString


@dataclass(frozen=True)
class Breakdown:
    """One way in which the figure is divided."""

    name: str | SafeString
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class AskedFigure:
    """One indicator for one area, as this committee enters it. pk: of its Reporter."""

    pk: int
    use: int
    indicator: int
    area: int
    name: str | SafeString
    plain_name: str
    definition: str | SafeString
    unit: str
    kind: str
    decimals: int
    better: str
    target: Decimal | None
    target_year: int | None
    target_text: str | SafeString
    area_name: str | SafeString = ""
    breakdowns: tuple[Breakdown, ...] = ()

    @property
    def is_share(self) -> bool:
        """Tell whether the figure is per cent of a whole."""
        return self.kind == Indicator.Kind.SHARE or self.unit == "%"

    @property
    def is_typed(self) -> bool:
        """Tell whether there are figures to type; what is followed in words is told under the measure."""
        return self.kind != Indicator.Kind.NARRATIVE

    @property
    def rows(self) -> list[tuple[str, int | None]]:
        """Return (key, category) of every cell, the total first."""
        parts = [category.pk for breakdown in self.breakdowns for category in breakdown.categories]
        return [(f"{self.pk}-total", None), *((f"{self.pk}-{part}", part) for part in parts)]


@dataclass(frozen=True)
class Stored:
    """What is saved in one cell; version 0 = there is no row."""

    number: Decimal | None = None
    missing: str = ""
    note: str = ""
    version: int = 0
    pk: int | None = field(default=None, compare=False)


def asked_figures(part: CommitteePart, use: int | None = None) -> list[AskedFigure]:
    """Return the figures that the part's committee enters, in the plan's order; `use` narrows to a plan's indicator.

    Two queries. Left out are indicators still to be specified, and series that an agency publishes.
    """
    keys = {"asked": part.round_id, "committee": part.committee_id, "plan": part.round.plan_id}
    return _figures(part, _OF_PART.rows(**keys) if use is None else _OF_USE.rows(**keys, use=use))


def figures_of(part: CommitteePart, reporters: Collection[int]) -> list[AskedFigure]:
    """Return those of the figures that some reporters (ids) stand for, as `asked_figures()` does, for a save."""
    if not reporters:
        return []
    keys = {"asked": part.round_id, "committee": part.committee_id, "plan": part.round.plan_id}
    return _figures(part, _OF_REPORTERS.rows(**keys, reporters=reporters))


def _asked(asked: int, committee: int, plan: int, **only: Any) -> QuerySet[Reporter, dict[str, Any]]:
    rows = Reporter.objects.filter(committee=committee, plan_indicator__plan=plan, **only)
    rows = rows.filter(plan_indicator__is_to_be_specified=False, plan_indicator__indicator__series="")
    rows = rows.exclude(plan_indicator__in=figures_not_asked(CommitteePart(round_id=asked, committee_id=committee)))
    found: QuerySet[Reporter, dict[str, Any]] = rows.order_by(f"{USE}order", f"{USE}pk", "pk").values(*COLUMNS)
    return found


_OF_PART = Compiled(Reporter, _asked)
_OF_USE = Compiled(Reporter, lambda use, **part: _asked(**part, plan_indicator=use))
_OF_REPORTERS = Compiled(Reporter, lambda reporters, **part: _asked(**part, pk__in=reporters))


def _figures(part: CommitteePart, asked: Iterable[dict[str, Any]]) -> list[AskedFigure]:
    rows, plan = list(asked), part.round.plan
    breakdowns = _breakdowns({row[f"{USE}indicator_id"] for row in rows}, plan.languages)
    home = plan.area_id or plan.municipality.area_id
    return [_figure(row, breakdowns, plan.languages, home) for row in rows]


def _figure(
    row: Mapping[str, Any], breakdowns: Mapping[int, tuple[Breakdown, ...]], languages: list[str], home: int
) -> AskedFigure:
    indicator = row[f"{USE}indicator_id"]
    return AskedFigure(
        pk=row["pk"], use=row["plan_indicator_id"], indicator=indicator, area=row["area_id"],
        name=said(row, f"{INDICATOR}name", languages), definition=said(row, f"{INDICATOR}definition", languages),
        plain_name=said_plainly(row, f"{INDICATOR}name", languages),
        unit=said_plainly(row, f"{INDICATOR}unit", languages), kind=row[f"{INDICATOR}kind"],
        decimals=row[f"{INDICATOR}decimals"], better=row[f"{INDICATOR}better"],
        target=row[f"{USE}target"], target_year=row[f"{USE}target_year"],
        target_text=said(row, f"{USE}target_text", languages),
        area_name="" if row["area_id"] == home else said(row, "area__name", languages),
        breakdowns=breakdowns.get(indicator, ()),
    )  # fmt: skip


def _breakdowns(indicators: set[int], languages: list[str]) -> dict[int, tuple[Breakdown, ...]]:
    rows = _BREAKDOWNS.rows(indicators=indicators) if indicators else []
    # Many figures are divided in the same way.
    categories: dict[int, Category] = {}
    found: dict[int, dict[int, tuple[str | SafeString, list[Category]]]] = {}
    for row in rows:
        dimensions = found.setdefault(row["indicator_id"], {})
        if row["dimension_id"] not in dimensions:
            dimensions[row["dimension_id"]] = said(row, "dimension__name", languages), []
        if pk := row[f"{CATEGORY}pk"]:
            if pk not in categories:
                categories[pk] = Category(pk, said(row, f"{CATEGORY}name", languages))
            dimensions[row["dimension_id"]][1].append(categories[pk])
    return {
        indicator: tuple(Breakdown(name, tuple(parts)) for name, parts in dimensions.values())
        for indicator, dimensions in found.items()
    }


def _breakdowns_of(indicators: Collection[int]) -> QuerySet[Any, Any]:
    links = Indicator.dimensions.through.objects.filter(indicator_id__in=indicators)
    names = [f"{owner}name_{code}" for owner in ("dimension__", CATEGORY) for code in LANGUAGES]
    rows: QuerySet[Any, Any] = links.order_by(
        "indicator_id", "dimension_id", f"{CATEGORY}order", f"{CATEGORY}pk"
    ).values("indicator_id", "dimension_id", f"{CATEGORY}pk", *names)
    return rows


_BREAKDOWNS: Compiled[Any] = Compiled(Indicator.dimensions.through, _breakdowns_of)


def stored_values(
    figures: Collection[AskedFigure], until: int, *, since: int = 0, totals: bool = False
) -> dict[Place, Stored]:
    """Return what is saved of the figures from one year until another, by place. One query.

    totals: without the figures by category.
    """
    if not figures:
        return {}
    rows = (_TOTALS if totals else _VALUES).rows(
        indicators={figure.indicator for figure in figures}, areas={figure.area for figure in figures},
        since=since, until=until,
    )  # fmt: skip
    return {
        (row["indicator_id"], row["area_id"], row["year"], row["category_id"]): Stored(*map(row.__getitem__, STORED))
        for row in rows
    }


def _values(indicators: Collection[int], areas: Collection[int], since: int, until: int) -> QuerySet[Any, Any]:
    years = {"year__gte": Number(since), "year__lte": Number(until)}
    rows = Value.objects.filter(indicator__in=indicators, area__in=areas, **years)
    found: QuerySet[Any, Any] = rows.values("indicator_id", "area_id", "year", "category_id", *STORED)
    return found


_VALUES = Compiled(Value, _values)
_TOTALS = Compiled(Value, lambda **asked: _values(**asked).filter(category=None))


def places_of_question(
    part: CommitteePart, figures: Iterable[AskedFigure], measures: list[int]
) -> dict[int, list[int]]:
    """Return, per measure of the part, the plan indicators (ids) that are linked to it. One query."""
    uses = {figure.use for figure in figures}
    found: dict[int, list[int]] = {measure: [] for measure in measures}
    for row in _LINKS.rows(plan=part.round.plan_id, measures=measures) if measures else []:
        if row["planindicator_id"] in uses:
            found[row["measure_id"]].append(row["planindicator_id"])
    return found


def _links(plan: int, measures: Collection[int]) -> QuerySet[Any, Any]:
    links = PlanIndicator.measures.through.objects.filter(planindicator__plan=plan, measure__in=measures)
    rows: QuerySet[Any, Any] = links.order_by("pk").values("planindicator_id", "measure_id")
    return rows


_LINKS: Compiled[Any] = Compiled(PlanIndicator.measures.through, _links)
