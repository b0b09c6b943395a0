"""The indicators of a plan as its table shows them: newest figure, target, and a line over the years."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators import suppression
from indicators.charts import Point, sparkline
from indicators.models import Indicator, Value
from indicators.numbers import format_date, format_number, format_value
from reports.plan_page.reader import Reader
from reports.plan_page.source import PlanText

YEARS = 5
# (year, category, dimension, number, numerator, denominator, reason why there is no number)
Row = tuple[int, int | None, int | None, Decimal | None, Decimal | None, Decimal | None, str]


@dataclass(frozen=True)
class Figure:
    """One indicator of the plan, ready to be shown."""

    pk: int
    name: SafeString | str
    definition: SafeString | str
    spark: SafeString | str
    newest: str
    year: str
    baseline: str
    target: SafeString | str
    committee: SafeString | str
    due: str
    is_to_be_specified: bool
    measures: tuple[int, ...]
    goals: tuple[int, ...]
    # Of its own page.
    address: str


def plan_figures(text: PlanText, reader: Reader, hidden_years: set[int]) -> list[Figure]:
    """Return the plan's indicators in order. hidden_years: years whose figures are not published yet."""
    values = plan_values(text, reader)
    places = reverse("reports:indicator", args=[text.plan.slug, 0]).split("/0/")
    return [
        figure(row, values.get(row["indicator_id"], []), reader, hidden_years, f"/{row['pk']}/".join(places))
        for row in text.uses()
    ]


def plan_values(text: PlanText, reader: Reader) -> dict[int, list[Row]]:
    """Return the values of the plan's own area by indicator; the categories only where they decide what is hidden."""
    plan = text.plan
    wanted = Value.objects.filter(text.measured, area=plan.own_area, year__gt=plan.last_year - 2 * YEARS)
    if reader.works:
        wanted = wanted.filter(category=None)
    found: dict[int, list[Row]] = defaultdict(list)
    for indicator, *row in wanted.values_list(
        "indicator_id", "year", "category_id", "category__dimension_id", "number", "numerator", "denominator", "missing"
    ):
        found[indicator].append(tuple(row))  # type: ignore[arg-type]
    return found


def figure(
    row: Mapping[str, Any], values: list[Row], reader: Reader, hidden_years: set[int], address: str = ""
) -> Figure:
    """Return one indicator. values: those of its years, with categories when something may have to be hidden."""
    known = [one for one in values if reader.works or one[0] not in hidden_years]
    withheld = set() if reader.works else withheld_years(row, known, reader.threshold)
    totals = sorted((one for one in known if one[1] is None), key=lambda one: one[0])[-YEARS:]
    points = [point(one, one[0] in withheld) for one in totals]
    number, year = newest(points, row, reader)
    target = row["target"]
    return Figure(
        pk=row["pk"],
        name=reader.text(row, "indicator__name"),
        definition=reader.text(row, "indicator__definition"),
        spark=spark(points, row, reader),
        newest=number,
        year=year,
        baseline=baseline(row, reader),
        target=reader.text(row, "target_text") if target is None else target_words(target, row, reader),
        committee=reader.text(row, "specified_by__name"),
        due=day(row["specified_due"], reader.language),
        is_to_be_specified=row["is_to_be_specified"],
        measures=tuple(filter(None, row["measure_ids"])),
        goals=tuple(filter(None, row["goal_ids"])),
        address=address,
    )


def withheld_years(row: Mapping[str, Any], values: list[Row], threshold: int) -> set[int]:
    """Return the years whose total is hidden from readers who do not take part in the work."""
    if not row["indicator__counts_people"]:
        return set()
    if row["indicator__kind"] == Indicator.Kind.SHARE:
        shares = [one for one in values if one[1] is None]
        return {one[0] for one in shares if suppression.share_is_suppressed(one[4], one[5], threshold)}
    if not counts_persons(row):
        return set()
    totals = {one[0]: one[3] for one in values if one[1] is None}
    parts: dict[int, dict[int, list[Decimal | None]]] = defaultdict(lambda: defaultdict(list))
    for year, _category, dimension, number, *_rest in values:
        if dimension is not None:
            parts[year][dimension].append(number)
    return {
        year
        for year, total in totals.items()
        if suppression.suppressed_breakdowns(total, list(parts[year].values()), threshold)[0]
    }


def counts_persons(row: Mapping[str, Any]) -> bool:
    """Tell whether an indicator's figures are counts of persons."""
    people = row["indicator__counts_people"]
    return suppression.applies_to(row["indicator__kind"], row["indicator__decimals"], counts_people=people)


def point(value: Row, withheld: bool) -> Point:
    """Return a year of the line, or the word for why there is no figure."""
    if withheld or value[6] == Value.Missing.SUPPRESSED:
        return Point(value[0], None, pgettext("figure", "withheld"))
    if value[3] is not None:
        return Point(value[0], value[3])
    awaited = value[6] == Value.Missing.NOT_AVAILABLE
    return Point(value[0], None, pgettext("figure", "awaited") if awaited else pgettext("figure", "missing"))


def newest(points: list[Point], row: Mapping[str, Any], reader: Reader) -> tuple[str, str]:
    """Return the newest figure and its year; the word withheld when that is why the newest year has none."""
    if points and points[-1].gap == pgettext("figure", "withheld"):
        return points[-1].gap, str(points[-1].year)
    known = [one for one in points if one.value is not None]
    if not known or known[-1].value is None:
        return "", ""
    return written(known[-1].value, row, reader), str(known[-1].year)


def written(value: Decimal, row: Mapping[str, Any], reader: Reader, decimals: int | None = None) -> str:
    """Return a figure as the reader's language writes it; yes and no in words, a count without its unit."""
    if row["indicator__kind"] == Indicator.Kind.YES_NO:
        return _("yes") if value else _("no")
    places = row["indicator__decimals"] if decimals is None else decimals
    if row["indicator__kind"] == Indicator.Kind.SHARE:
        return format_value(value, reader.language, places, "%")
    return format_number(value, reader.language, places)


def target_words(target: Decimal, row: Mapping[str, Any], reader: Reader) -> str:
    """Return the target; less is better reads as at most."""
    places = 0 if target == target.to_integral_value() else None
    most = "≤ " if row["indicator__better"] == Indicator.Better.DOWN and target else ""
    return most + written(target, row, reader, places)


def baseline(row: Mapping[str, Any], reader: Reader) -> str:
    """Return where the plan started from with its year, hidden like any other small count."""
    start = row["baseline"]
    if start is None:
        return ""
    if not reader.works and counts_persons(row) and suppression.is_small(start, reader.threshold):
        return f"{pgettext('figure', 'withheld')} ({row['baseline_year']})"
    return f"{written(start, row, reader)} ({row['baseline_year']})"


def spark(points: list[Point], row: Mapping[str, Any], reader: Reader) -> SafeString | str:
    """Return the small line; nothing for an indicator in words or without any figure."""
    if not any(one.value is not None for one in points) or row["indicator__kind"] == Indicator.Kind.NARRATIVE:
        return ""
    share = row["indicator__kind"] == Indicator.Kind.SHARE
    return drawn(
        tuple(points), name=reader.plain(row, "indicator__name"), language=reader.language,
        decimals=row["indicator__decimals"], unit="%" if share else reader.plain(row, "indicator__unit"),
        target=row["target"],
    )  # fmt: skip


# The same lines are drawn at every visit; whatever they depend on is in the call, so none is ever out of date.
drawn = lru_cache(maxsize=2000)(sparkline)


def day(date: datetime.date | str | None, language: str) -> str:
    """Return a date, or nothing."""
    return format_date(date, language) if date else ""
