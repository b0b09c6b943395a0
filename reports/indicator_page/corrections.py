"""Which figures were corrected, from what to what, when, and for those who work by whom."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import pgettext

from indicators.models import Value
from indicators.suppression import is_small, share_is_suppressed
from plans.models import Plan
from reports.indicator_page.series import Place, Series
from reports.models import Publication, Round
from reports.part_history import moment
from reports.plan_page.figures import written
from reports.plan_page.reader import Reader
from welfareplans.organisations.models import User

SHOWN = 30
EVENT = (
    "id", "pgh_label", "pgh_created_at", "area_id", "year", "category_id", "number", "numerator", "denominator",
    "missing", "entered_by_id",
)  # fmt: skip
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Correction:
    """One figure that was put right. who: empty for readers who do not take part in the work."""

    place: Place
    old: str
    new: str
    when: str
    who: str


def corrections(plan: Plan, series: Series, reader: Reader) -> list[Correction]:
    """Return the corrections that the reader may see, the newest first; four queries.

    Who does not work with the plan sees those made after the year's report was published, for until then a figure is
    only being entered.
    """
    events: Any = apps.get_model("indicators", "ValueEvent").objects
    rows = list(events.filter(indicator=series.use["indicator_id"]).order_by("pgh_id").values(*EVENT))
    since = {} if reader.works else published(plan)
    untold = small_once(rows, series)
    last: dict[int, Event] = {}
    found = []
    for row in rows:
        before, last[row["id"]] = last.get(row["id"]), row
        if before and differs(before, row) and is_told(row, series, since):
            found.append((before, row))
    found = found[: -SHOWN - 1 : -1]
    people = User.objects.in_bulk({row["entered_by_id"] for _before, row in found}) if reader.works and found else {}
    return [correction(before, row, series, reader, untold, people) for before, row in found]


def published(plan: Plan) -> dict[int, datetime.datetime | None]:
    """Return by year of a follow-up when its first report was published; None = not yet."""
    found: dict[int, datetime.datetime | None] = dict.fromkeys(
        Round.objects.filter(plan=plan).values_list("year", flat=True)
    )
    rows = Publication.objects.filter(edition__round__plan=plan).order_by("-published_at")
    return found | dict(rows.values_list("edition__round__year", "published_at"))


def differs(before: Event, row: Event) -> bool:
    """Tell whether a figure or the reason why there is none changed."""
    gone = row["pgh_label"] == "delete"
    return gone or (before["number"], before["missing"]) != (row["number"], row["missing"])


def is_told(row: Event, series: Series, since: Mapping[int, datetime.datetime | None]) -> bool:
    """Tell whether a change is shown; of what is gone or not published yet nothing is."""
    if (row["area_id"], row["year"], row["category_id"]) not in series.rows:
        return False
    if row["year"] not in since:
        return True
    day = since[row["year"]]
    return day is not None and row["pgh_created_at"] > day


def small_once(rows: list[Event], series: Series) -> set[tuple[int, int]]:
    """Return area and year of which a figure was a small count at some time: no older figure of those is told.

    One that is told beside others that changed with it could give the small one away.
    """
    limit = series.access.threshold
    return {
        (row["area_id"], row["year"])
        for row in rows
        if series.counts
        and not series.access.is_open(row["area_id"])
        and (is_small(row["number"], limit) or share_is_suppressed(row["numerator"], row["denominator"], limit))
    }


def correction(
    before: Event, row: Event, series: Series, reader: Reader, untold: set[tuple[int, int]], people: Mapping[int, User]
) -> Correction:
    """Return one correction in words."""
    area, year = row["area_id"], row["year"]
    held = series.held(area, year) or (area, year) in untold
    old = pgettext("figure", "withheld") if held else figure(before["number"], before["missing"], series, reader)
    gone = row["pgh_label"] == "delete"
    new = figure(None if gone else row["number"], row["missing"], series, reader)
    who = str(people.get(row["entered_by_id"], "")) if reader.works else ""
    place = (area, year, row["category_id"])
    return Correction(
        place, old, pgettext("figure", "withheld") if held else new, moment(row["pgh_created_at"]), who
    )  # fmt: skip


def figure(number: Decimal | None, missing: str, series: Series, reader: Reader) -> str:
    """Return a figure, or in words why there is none."""
    if number is not None:
        return written(number, series.use, reader)
    return str(Value.Missing(missing).label) if missing else "–"
