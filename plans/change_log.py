"""Who changed what in a plan and when, from its append-only history; what one person did in one go stands together."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Model, Window
from django.db.models.functions import Lag
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.numbers import format_date
from plans.models import (
    Chapter,
    Contact,
    Decision,
    Goal,
    Measure,
    Milestone,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Source,
)
from welfareplans.organisations.models import User
from welfareplans.organisations.texts import LANGUAGES, columns

PAGE = 60
ONE_GO = datetime.timedelta(minutes=30)
LANGUAGE_NAMES = dict(settings.LANGUAGES)
# Where the events of a model have their plan.
WATCHED: dict[type[Model], str] = {
    Plan: "pgh_obj", Chapter: "plan", Contact: "plan", Source: "plan", Milestone: "plan", Partner: "plan",
    Decision: "partner__plan", PlanIndicator: "plan", Principle: "plan", Goal: "principle__plan",
    Measure: "goal__principle__plan",
}  # fmt: skip
NOT_TOLD = {"id", "version"}


@dataclass(frozen=True)
class Event:
    """One write of one row. before: the key of the row's event before it."""

    model: type[Model]
    key: int
    row: int
    label: str
    at: datetime.datetime
    user: int | None
    before: int | None


@dataclass(frozen=True)
class LogRow:
    """What one person did with one row in one go. fields: what was changed, in words."""

    when: str
    who: str
    what: str
    title: str
    language: str
    fields: str


@dataclass(frozen=True)
class Log:
    """One page of the log; older: where the next page begins, empty on the last one."""

    rows: list[LogRow]
    older: str


def change_log(plan: Plan, before: str = "") -> Log:
    """Return the newest changes before a moment, which is told as seconds since 1970; queries as many as models."""
    until = moment_in(before)
    events = sorted(
        (one for model, path in WATCHED.items() for one in events_of(model, path, plan, until)),
        key=lambda one: (one.at, list(WATCHED).index(one.model), one.key), reverse=True,
    )[:PAGE]  # fmt: skip
    states = {model: states_of(model, [one for one in events if one.model is model]) for model in WATCHED}
    people = User.objects.in_bulk({one.user for one in events if one.user})
    name_indicators(states[PlanIndicator])
    rows = [row_of(group, states[group[0].model], people) for group in in_one_go(events)]
    return Log(rows, f"{events[-1].at.timestamp():.6f}" if len(events) == PAGE else "")


def moment_in(text: str) -> datetime.datetime | None:
    """Return the moment in an address, or None for anything that is not one."""
    try:
        seconds = float(text)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if math.isfinite(seconds) else None
    except (ValueError, OverflowError, OSError):
        return None


def history_of(model: type[Model]) -> Any:
    """Return the events of a model."""
    event: Any = model._meta.get_field("events").related_model
    return event._default_manager


def events_of(model: type[Model], path: str, plan: Plan, until: datetime.datetime | None) -> list[Event]:
    """Return a model's newest events in a plan."""
    rows = history_of(model).filter(**{path: plan.pk}, **({"pgh_created_at__lt": until} if until else {}))
    rows = rows.annotate(
        earlier=Window(Lag("pgh_id"), partition_by=F("pgh_obj_id"), order_by=F("pgh_id").asc())
    ).order_by("-pgh_created_at", "-pgh_id")
    told = rows.values_list("pgh_id", "pgh_obj_id", "pgh_label", "pgh_created_at", "pgh_context__metadata", "earlier")
    return [
        Event(model, key, row, label, at, (context or {}).get("user"), earlier)
        for key, row, label, at, context, earlier in told[:PAGE]
    ]


def states_of(model: type[Model], events: list[Event]) -> dict[int, dict[str, Any]]:
    """Return the rows as they were after each event and before it, by the event's key."""
    if not events:
        return {}
    wanted = {key for one in events for key in (one.key, one.before) if key}
    names = [one.attname for one in model._meta.concrete_fields]
    return {row["pgh_id"]: row for row in history_of(model).filter(pgh_id__in=wanted).values("pgh_id", *names)}


def name_indicators(states: dict[int, dict[str, Any]]) -> None:
    """Put into the indicators' rows what the indicators are called."""
    names = Indicator.objects.filter(pk__in={row["indicator_id"] for row in states.values()})
    named = {row.pop("pk"): row for row in names.values("pk", *columns("name"))}
    for row in states.values():
        row.update({f"title_{key[-2:]}": text for key, text in named.get(row["indicator_id"], {}).items()})


def in_one_go(events: Iterable[Event]) -> list[list[Event]]:
    """Return the events, newest first, those together that the same person wrote to the same row in one go."""
    found: list[list[Event]] = []
    for one in events:
        last = found[-1][-1] if found else None
        if last is not None and belongs(one, last):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def belongs(one: Event, last: Event) -> bool:
    """Tell whether an event belongs with the later one: changes of the same row, or rows added one after another."""
    if (one.model, one.user) != (last.model, last.user) or last.at - one.at > ONE_GO:
        return False
    same = one.row == last.row and last.label == "update"
    return same or (one.label == last.label == "insert")


def row_of(group: list[Event], states: dict[int, dict[str, Any]], people: dict[int, User]) -> LogRow:
    """Return one line of the log. group: newest first."""
    newest, oldest = group[0], group[-1]
    several = len({one.row for one in group})
    after, before = states[newest.key], states.get(oldest.before or 0, {})
    title, language = title_in(after) if several == 1 else (_("%(count)s rows") % {"count": several}, "")
    is_new, is_gone = oldest.label == "insert", newest.label == "delete"
    words = {"insert": _("%(what)s was added"), "delete": _("%(what)s was deleted"), "": _("%(what)s was changed")}
    act = words["delete" if is_gone else "insert" if is_new else ""] % {"what": newest.model._meta.verbose_name}
    local = timezone.localtime(newest.at)
    return LogRow(
        when=f"{format_date(local, get_language() or 'sv')} {local:%H.%M}",
        who=str(people.get(newest.user or 0, "")), what=act, title=title, language=language,
        fields="" if is_new or is_gone else ", ".join(changed(newest.model, before, after)),
    )  # fmt: skip


def title_in(row: dict[str, Any]) -> tuple[str, str]:
    """Return what a row is called, in the reader's language if it can be, and the language when it is another."""
    own = get_language() or "sv"
    for code in (own, *LANGUAGES):
        for name in ("title", "function"):
            if found := row.get(f"{name}_{code}"):
                return found, "" if code == own else code
    return "", ""


def changed(model: type[Model], before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return what the fields are called that differ; the plain column of a translated field is not told."""
    names = [
        one.attname
        for one in model._meta.concrete_fields
        if one.attname not in NOT_TOLD and f"{one.attname}_{LANGUAGES[0]}" not in after
    ]
    return [field_name(model, one) for one in names if (before.get(one) or None) != (after.get(one) or None)]


def field_name(model: type[Model], name: str) -> str:
    """Return what a field is called, with the language of a text."""
    base, _mark, code = name.rpartition("_")
    wanted = base if code in LANGUAGES else name
    word = str(next(one for one in model._meta.concrete_fields if one.attname == wanted).verbose_name)
    return f"{word} ({LANGUAGE_NAMES[code]})" if code in LANGUAGES else word
