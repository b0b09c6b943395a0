"""The plan's timetable as its page shows it: drawn in two forms, and the same as a list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.timetable import Step
from plans.timetable_drawing import timeline, upright
from reports.plan_page.reader import Reader
from reports.plan_page.source import PlanText


@dataclass(frozen=True)
class Line:
    """One milestone of the list. state: as the symbols know it, with its word."""

    when: str
    title: SafeString | str
    owner: SafeString | str
    state: str
    word: str


@dataclass(frozen=True)
class Timetable:
    """The part of the page; without milestones there is nothing to draw."""

    wide: SafeString | str
    narrow: SafeString | str
    lines: list[Line]


def timetable(text: PlanText, reader: Reader) -> Timetable:
    """Return the plan's milestones in order of time, with today's line."""
    today = timezone.localdate()
    rows = list(text.milestones())
    steps = [step(row, reader) for row in rows]
    lines = [
        Line(one.when, reader.text(row, "title"), reader.text(row, "committee__name"), *state(one, today))
        for row, one in zip(rows, steps, strict=True)
    ]
    drawings = (timeline(steps, today=today), upright(steps, today=today)) if steps else ("", "")
    return Timetable(*drawings, lines)


def step(row: Mapping[str, Any], reader: Reader) -> Step:
    """Return a milestone in plain words, to be drawn."""
    first, last = row["starts_on"], row["ends_on"]
    return Step(
        first, last, reader.plain(row, "title"),
        "–".join(format_date(day, reader.language) for day in (first, last) if day),
        reader.plain(row, "committee__name"), row["is_done"],
    )  # fmt: skip


def state(step: Step, today: datetime.date) -> tuple[str, str]:
    """Return how a milestone stands today: the symbol's name and the word."""
    if step.is_done:
        return "done", _("Done")
    if step.end < today:
        return "delayed", _("Not marked as done")
    return ("under_way", _("Under way")) if step.first <= today else ("not_started", _("To come"))
