"""The indicators of a plan as an edition has them: all years up to the round's, own area and those compared with."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal

from indicators.models import Category, Indicator, Value
from indicators.suppression import applies_to, is_small
from plans.models import PlanIndicator
from reports.content_shown import Figure, Measured, hidden_everywhere
from reports.content_table import grouped
from reports.content_texts import Row, text_of
from reports.document import content
from reports.models import Round
from welfareplans.organisations.texts import columns

USE = [
    "indicator_id", "baseline", "baseline_year", "target", "target_year", "is_to_be_specified", "specified_by_id",
    "specified_due", "indicator__kind", "indicator__decimals", "indicator__better", "indicator__period",
    "indicator__counts_people", *columns("target_text", "indicator__name", "indicator__definition", "indicator__unit"),
]  # fmt: skip
VALUE = [
    "indicator_id", "area_id", "year", "category_id", "number", "numerator", "denominator", "missing", "producer",
    "licence", "source_address", "fetched_on", "area__kind", "area__country", "area__code", *columns("area__name"),
]  # fmt: skip
KINDS = {"municipality": 0, "group": 1, "region": 2, "country": 3}


def written(number: Decimal) -> str:
    """Return a number as text that is the same however it was stored: no zeros at its end, never an exponent."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def day(value: datetime.date | None) -> str | None:
    """Return a day as 2026-01-31."""
    return value.isoformat() if value else None


class FigureBook:
    """Every indicator, value and area that an edition shows, read with one query for each kind of row."""

    def __init__(self, round: Round, members: Mapping[int, str], threshold: int) -> None:
        """members: slug of each partner by its area; threshold: the smallest count shown."""
        plan = round.plan
        self.languages, self.threshold, self.members = plan.languages, threshold, members
        self.own = plan.own_area
        self.uses = list(PlanIndicator.objects.filter(plan=plan).order_by("order", "pk").values(*USE))
        self.dimensions = grouped(dimension_rows(round), "indicator_id")
        used = [row["dimension_id"] for rows in self.dimensions.values() for row in rows]
        categories = Category.objects.filter(dimension__in=used).order_by("order", "pk")
        self.categories = grouped(categories.values("pk", "dimension_id", "key", *columns("name")), "dimension_id")
        values = Value.objects.filter(indicator__uses__plan=plan, year__lte=round.year)
        self.values = grouped(values.order_by("year", "pk").values(*VALUE), "indicator_id")

    def indicators(self) -> list[content.Indicator]:
        """Return the indicators in the plan's order."""
        return [self.indicator(use) for use in self.uses]

    def indicator(self, use: Row) -> content.Indicator:
        """Return one indicator with everything it needs."""
        keys = self.category_keys(use["indicator_id"])
        values, withheld = self.shown_values(use, keys)
        specified: content.ToBeSpecified = {"committee": use["specified_by_id"], "due": day(use["specified_due"])}
        return {
            "id": use["indicator_id"],
            "name": text_of(use, "indicator__name", self.languages),
            "definition": text_of(use, "indicator__definition", self.languages),
            "unit": text_of(use, "indicator__unit", self.languages),
            "kind": use["indicator__kind"],
            "decimals": use["indicator__decimals"],
            "better": use["indicator__better"],
            "period": use["indicator__period"],
            "baseline": self.baseline(use, withheld),
            "target": self.target(use),
            "to_be_specified": specified if use["is_to_be_specified"] else None,
            "dimensions": self.breakdowns(use["indicator_id"], keys),
            "values": values,
            "source": source_of(self.values[use["indicator_id"]]),
        }

    def baseline(self, use: Row, withheld: set[tuple[int, int, int | None]]) -> content.Baseline | None:
        """Return where the plan started from, unless that figure is withheld."""
        number, year = use["baseline"], use["baseline_year"]
        counted = applies_to(
            use["indicator__kind"], use["indicator__decimals"], counts_people=use["indicator__counts_people"]
        )
        if number is None or (counted and is_small(number, self.threshold)) or (self.own.pk, year, None) in withheld:
            return None
        return {"year": year, "value": written(number)}

    def target(self, use: Row) -> content.Target | None:
        """Return what the plan promises, None when it promises nothing."""
        words = text_of(use, "target_text", self.languages)
        if use["target"] is None and not words:
            return None
        return {
            "value": written(use["target"]) if use["target"] is not None else None,
            "year": use["target_year"],
            "text": words,
        }

    def category_keys(self, indicator: int) -> dict[int, str]:
        """Return the key of each category; with its dimension where two dimensions have the same."""
        rows = [(one["dimension__key"], c) for one in self.dimensions[indicator] for c in self.groups_of(one)]
        used = Counter(category["key"] for _dimension, category in rows)
        return {c["pk"]: c["key"] if used[c["key"]] == 1 else f"{dimension}:{c['key']}" for dimension, c in rows}

    def groups_of(self, dimension: Row) -> list[Row]:
        """Return the categories of a dimension."""
        return self.categories[dimension["dimension_id"]]

    def breakdowns(self, indicator: int, keys: Mapping[int, str]) -> list[content.Dimension]:
        """Return the dimensions that an indicator is broken down by."""
        return [
            {
                "key": one["dimension__key"],
                "name": text_of(one, "dimension__name", self.languages),
                "categories": [
                    {"key": keys[c["pk"]], "name": text_of(c, "name", self.languages)} for c in self.groups_of(one)
                ],
            }
            for one in self.dimensions[indicator]
        ]

    def shown_values(
        self, use: Row, keys: Mapping[int, str]
    ) -> tuple[list[content.Value], set[tuple[int, int, int | None]]]:
        """Return an indicator's values, own area first, and which (area, year, category) are withheld."""
        indicator = use["indicator_id"]
        rows = [row for row in self.values[indicator] if row["category_id"] is None or row["category_id"] in keys]
        areas: dict[int, dict[int, dict[int | None, Figure]]] = defaultdict(lambda: defaultdict(dict))
        for row in rows:
            figure = Figure(row["number"], row["numerator"], row["denominator"])
            areas[row["area_id"]][row["year"]][row["category_id"]] = figure
        measured = Measured(
            use["indicator__kind"],
            use["indicator__decimals"],
            use["indicator__counts_people"],
            tuple(tuple(c["pk"] for c in self.groups_of(one)) for one in self.dimensions[indicator]),
        )
        withheld = hidden_everywhere(measured, areas, set(self.members), self.own.pk, self.threshold)
        place = {category: order for order, category in enumerate([None, *keys])}
        rows.sort(key=lambda row: (self.area_place(row), row["year"], place[row["category_id"]]))
        return [self.shown(row, keys, withheld) for row in rows], withheld

    def shown(self, row: Row, keys: Mapping[int, str], withheld: set[tuple[int, int, int | None]]) -> content.Value:
        """Return one value, or why there is none."""
        place = (row["area_id"], row["year"], row["category_id"])
        number, missing = row["number"], row["missing"] or None
        if place in withheld:
            number, missing = None, "withheld"
        return {
            "area": None if row["area_id"] == self.own.pk else self.area_key(row),
            "year": row["year"],
            "category": keys[row["category_id"]] if row["category_id"] else None,
            "number": written(number) if number is not None else None,
            "missing": missing,
        }

    def area_place(self, row: Row) -> tuple[bool, int, int]:
        """Return where an area stands: the own first, then from near to far."""
        return (row["area_id"] != self.own.pk, KINDS[row["area__kind"]], row["area_id"])

    def area_key(self, row: Row) -> str:
        """Return the key of an area: a partner's is its address, another's its kind, country and code."""
        slug = self.members.get(row["area_id"])
        return slug or f"{row['area__kind']}-{row['area__country']}-{row['area__code'] or row['area_id']}".lower()

    def areas(self) -> list[content.Area]:
        """Return the areas that the values name, the own one first."""
        own = self.own
        name = {f"area__name_{code}": getattr(own, f"name_{code}") for code in ("sv", "fi", "da")}
        first = {"area_id": own.pk, "area__kind": own.kind, "area__country": own.country, "area__code": own.code}
        rows: dict[int, Row] = {own.pk: {**first, **name}}
        for values in self.values.values():
            for row in values:
                rows.setdefault(row["area_id"], row)
        return [
            {
                "key": self.area_key(row),
                "kind": row["area__kind"],
                "name": text_of(row, "area__name", self.languages),
            }
            for row in sorted(rows.values(), key=self.area_place)
        ]


def dimension_rows(round: Round) -> list[Row]:
    """Return (indicator, dimension) of everything the plan's indicators are broken down by."""
    through = Indicator.dimensions.through.objects.filter(indicator__uses__plan=round.plan)
    return list(
        through.order_by("indicator_id", "pk").values(
            "indicator_id", "dimension_id", "dimension__key", *columns("dimension__name")
        )
    )


def source_of(values: list[Row]) -> content.Source | None:
    """Return where the newest fetched figure is from; None when a committee enters them."""
    fetched = [row for row in values if row["producer"]]
    if not fetched:
        return None
    row = max(fetched, key=lambda one: (one["fetched_on"] or datetime.date.min, one["year"]))
    return {
        "producer": row["producer"],
        "licence": row["licence"],
        "address": row["source_address"],
        "fetched_on": day(row["fetched_on"]),
    }
