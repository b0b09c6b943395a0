"""How far a committee has come with its part, as the head of its desk tells it."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from indicators.charts import meter
from indicators.numbers import format_date
from reports.models import CommitteePart, Progress
from welfareplans.organisations.compiled import Compiled


@dataclass(frozen=True)
class Standing:
    """filled, total: measures; due: the date in words; left: how long there is until then."""

    filled: int
    total: int
    meter: SafeString
    due: str
    left: str

    @property
    def is_complete(self) -> bool:
        """Tell whether every measure is filled in."""
        return self.filled == self.total


def standing(filled: int, total: int, due_on: datetime.date, days: int) -> Standing:
    """Return how far a part has come. days: until the due date, negative when it has passed."""
    title = _("%(filled)s of %(total)s measures filled in") % {"filled": filled, "total": total}
    drawn = meter(filled, total, title, colour="#174c55")
    return Standing(filled, total, drawn, format_date(due_on, str(get_language())), days_left(days))


def days_left(days: int) -> str:
    """Return how long there is until the due date in words; negative when it has passed."""
    if days > 0:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    return _("today")


def saved_states(part: CommitteePart) -> list[dict[str, Any]]:
    """Return measure_id, state, version and saved_at of the part's measures as they are saved now. One query."""
    return _STATES.rows(part=part.pk)


_STATES = Compiled(
    Progress, lambda part: Progress.objects.filter(part=part).values("measure_id", "state", "version", "saved_at")
)


def standing_markup(part: CommitteePart, states: Collection[Mapping[str, Any]]) -> str:
    """Return the markup of how far the part has come. Its round must be loaded; states: of `saved_states()`."""
    filled = sum(bool(row["state"]) for row in states)
    asked = part.round
    return _markup(filled, len(states), asked.due_on, asked.days_left, part.is_open, str(get_language()))


@lru_cache(maxsize=512)
def _markup(filled: int, total: int, due_on: datetime.date, days: int, is_open: bool, _language: str) -> str:
    """Return the markup in the active language. Ten people who fill in one part ask for the same again and again."""
    told = {"standing": standing(filled, total, due_on, days), "part": {"is_open": is_open}}
    return render_to_string("reports/desk_meter.html", told)
