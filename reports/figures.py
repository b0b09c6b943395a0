"""A plan's indicators and their yearly figures, as pages of the follow-up show them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from indicators.models import Indicator, Value
from indicators.numbers import format_value
from plans.models import Plan, PlanIndicator
from reports.plan_tree import worded
from welfareplans.organisations.texts import LANGUAGES

NOTHING = "–"
# A share's unit stands beside each figure; other units are said once, with the target.
PER_CENT = ("%", "pct.")
FIELDS = ("kind", "decimals", "better", "counts_people")


@dataclass(frozen=True)
class Reading:
    """A year's figure, or the reason why there is none (as the database calls it)."""

    number: Decimal | None
    missing: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Use:
    """An indicator as the plan uses it."""

    pk: int
    indicator: int
    name: SafeString | str
    plain_name: str
    unit: str
    kind: str
    decimals: int
    better: str
    counts_people: bool
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    target_text: SafeString | str
    is_to_be_specified: bool
    specified_by: int | None
    specified_due: datetime.date | None

    def written(self, reading: Reading | None, *, unit: bool = False) -> str:
        """Return a figure as the reader's language writes it, else the reason or a dash."""
        if reading is None:
            return NOTHING
        if reading.number is None:
            return str(Value.Missing(reading.missing).label)
        return self.number(reading.number, unit=unit)

    def number(self, number: Decimal, *, unit: bool = False, decimals: int | None = None) -> str:
        """Return a number with the indicator's decimals, or with as many as given; yes and no in words."""
        decimals = self.decimals if decimals is None else decimals
        if self.kind == Indicator.Kind.YES_NO:
            return gettext("yes") if number else gettext("no")
        shown = unit or self.unit in PER_CENT
        return format_value(number, get_language() or "sv", decimals, self.unit if shown else "")

    def target_words(self) -> SafeString | str:
        """Return the target as a number with its year, or in words."""
        if self.target is None:
            return self.target_text
        is_whole = self.target == self.target.to_integral_value()
        number = self.number(self.target, unit=True, decimals=0 if is_whole else None)
        return f"{number} ({self.target_year})" if self.target_year else number


@dataclass(frozen=True)
class Figures:
    """Figures by (indicator, area, category) and year; the category of a total is None."""

    rows: Mapping[tuple[int, int, int | None], Mapping[int, Reading]]

    def series(self, indicator: int, area: int, category: int | None = None) -> Mapping[int, Reading]:
        """Return the figures of one place by year."""
        return self.rows.get((indicator, area, category), {})

    def known(self, indicator: int, area: int) -> dict[int, Decimal]:
        """Return the numbers of the totals by year."""
        rows = self.series(indicator, area)
        return {year: one.number for year, one in rows.items() if one.number is not None}


def read_uses(plan: Plan, *conditions: Q, **only: Any) -> dict[int, Use]:
    """Return the plan's indicators by id, in its order, with one query. conditions, only: which of them."""
    texts = [f"indicator__{field}_{code}" for field in ("name", "unit") for code in LANGUAGES]
    own = ["pk", "indicator_id", "baseline", "baseline_year", "target", "target_year", "is_to_be_specified"]
    rows = PlanIndicator.objects.filter(*conditions, plan=plan, **only).order_by("order", "pk").distinct()
    read = rows.values(
        *own, *texts, "order", "specified_by_id", "specified_due", *(f"indicator__{field}" for field in FIELDS),
        *(f"target_text_{code}" for code in LANGUAGES),
    )  # fmt: skip
    return {row["pk"]: use_of(row, plan) for row in read}


def use_of(row: Mapping[str, Any], plan: Plan) -> Use:
    """Return one row of `read_uses` in the reader's language."""
    return Use(
        pk=row["pk"],
        indicator=row["indicator_id"],
        name=worded(row, "indicator__name", plan.languages),
        plain_name=plain(row, "indicator__name", plan),
        unit=plain(row, "indicator__unit", plan),
        **{field: row[f"indicator__{field}"] for field in FIELDS},
        baseline=row["baseline"],
        baseline_year=row["baseline_year"],
        target=row["target"],
        target_year=row["target_year"],
        target_text=worded(row, "target_text", plan.languages),
        is_to_be_specified=row["is_to_be_specified"],
        specified_by=row["specified_by_id"],
        specified_due=row["specified_due"],
    )


def plain(row: Mapping[str, Any], field: str, plan: Plan) -> str:
    """Return a translated field without a mark, in the reader's language where it is there."""
    texts = (row[f"{field}_{code}"] for code in [get_language() or "sv", *plan.all_languages])
    return next((text for text in texts if text), "")


def read_figures(indicators: Iterable[int], **only: Any) -> Figures:
    """Return the indicators' figures with one query. only: further conditions on the values."""
    rows: dict[tuple[int, int, int | None], dict[int, Reading]] = defaultdict(dict)
    read = Value.objects.filter(indicator__in=set(indicators), **only)
    for indicator, area, category, year, number, missing, numerator, denominator in read.values_list(
        "indicator_id", "area_id", "category_id", "year", "number", "missing", "numerator", "denominator"
    ):
        rows[indicator, area, category][year] = Reading(number, missing, numerator, denominator)
    return Figures(rows)
