"""Somebody's calendar (RFC 5545): milestones of the own municipalities' plans, and when follow-ups are due.

What it shows is asked for at each visit: who loses a role loses the events. An event keeps its UID as long as its row
lives, counts SEQUENCE up with the row's version, and is stamped with the row's last change, so that the same rows give
the same bytes.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from plans.models import Milestone, Plan
from plans.models.plan import held_by
from reports.models import CommitteePart, Round
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.texts import LANGUAGES

TITLES = [f"{field}_{code}" for field in ("title", "plan__title") for code in LANGUAGES]


@dataclass(frozen=True)
class Entry:
    """One event of whole days. key: unique in this installation, for ever; last: its last day; changed: in UTC."""

    key: str
    first: datetime.date
    last: datetime.date
    title: str
    details: str
    path: str
    version: int
    changed: datetime.datetime


def feed(user: User, language: str, site: str) -> bytes:
    """Return the calendar of a user. site: scheme and host, as https://plans.example."""
    calendar = Calendar()
    calendar.add("prodid", "-//Welfareplans//Calendar//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _("Welfare plans"))
    calendar.add("x-published-ttl", "PT6H")
    host = site.partition("://")[2]
    for entry in [*milestones(user, language), *days_of_rounds(user, language)]:
        calendar.add_component(event(entry, site, host))
    return bytes(calendar.to_ical())


def event(entry: Entry, site: str, host: str) -> Event:
    """Return an entry as the calendar has it; the end of whole days is the day after."""
    made = Event()
    made.add("uid", f"{entry.key}@{host}")
    made.add("dtstamp", entry.changed.astimezone(datetime.UTC).replace(microsecond=0))
    made.add("sequence", entry.version - 1)
    made.add("dtstart", entry.first)
    made.add("dtend", entry.last + datetime.timedelta(days=1))
    made.add("summary", entry.title)
    made.add("description", entry.details)
    made.add("url", site + entry.path)
    made.add("transp", "TRANSPARENT")
    return made


def milestones(user: User, language: str) -> Iterator[Entry]:
    """Return the milestones of the plans of the user's municipalities that the user may see."""
    plans = Plan.objects.visible_to(user).filter(held_by(user, *Membership.Role))
    rows = with_change(Milestone.objects.filter(plan__in=plans)).order_by("starts_on", "pk")
    names = ["pk", "version", "changed", "starts_on", "ends_on", "is_done", "plan__slug", "plan__languages"]
    for row in rows.values(*names, *TITLES):
        plan = words(row, "plan__title", language)
        yield Entry(
            key=f"milestone-{row['pk']}", first=row["starts_on"], last=row["ends_on"] or row["starts_on"],
            title=words(row, "title", language), details=f"{plan} · {_('Done')}" if row["is_done"] else plan,
            path=reverse("reports:plan", args=[row["plan__slug"]]) + "?part=timetable",
            version=row["version"], changed=row["changed"],
        )  # fmt: skip


def days_of_rounds(user: User, language: str) -> Iterator[Entry]:
    """Return when the follow-ups that the user takes part in are due, and when their reports go to the council."""
    rows = with_change(Round.objects.visible_to(user)).order_by("due_on", "pk")
    titles = [name for name in TITLES if name.startswith("plan__")]
    own = own_parts(user, language)
    for row in rows.values("pk", "version", "changed", "year", "due_on", "council_on", "plan__languages", *titles):
        part, committees = own.get(row["pk"], (0, ""))
        plan = words(row, "plan__title", language)
        page = reverse("reports:round", args=[row["pk"]])
        yield Entry(
            key=f"follow-up-{row['pk']}-due", first=row["due_on"], last=row["due_on"],
            title=_("Follow-up %(year)s: last day for the committees") % {"year": row["year"]},
            details=f"{plan} · {committees}" if committees else plan,
            path=reverse("reports:desk", args=[part]) if part else page, version=row["version"], changed=row["changed"],
        )  # fmt: skip
        if row["council_on"]:
            yield Entry(
                key=f"follow-up-{row['pk']}-council", first=row["council_on"], last=row["council_on"],
                title=_("Annual report %(year)s: to the council") % {"year": row["year"]},
                details=plan, path=page, version=row["version"], changed=row["changed"],
            )  # fmt: skip


def own_parts(user: User, language: str) -> dict[int, tuple[int, str]]:
    """Return by round the part that the user fills in, and the committees, when they still work on it."""
    rows = CommitteePart.objects.filled_in_by(user).filter(round__in=Round.objects.running()).order_by("pk")
    names = [f"committee__name_{code}" for code in LANGUAGES]
    found: dict[int, tuple[int, str]] = {}
    for row in rows.values("pk", "round_id", "round__plan__languages", *names):
        order = [language, *row["round__plan__languages"], *LANGUAGES]
        name = next((said for code in order if (said := row[f"committee__name_{code}"])), "")
        first, others = found.get(row["round_id"], (row["pk"], ""))
        found[row["round_id"]] = first, ", ".join(filter(None, [others, name]))
    return found


def with_change(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows with `changed`: when they were saved last, from their history."""
    events: Any = rows.model._meta.get_field("events").related_model
    newest = events._default_manager.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id")
    changed: QuerySet[Any] = rows.annotate(changed=Subquery(newest.values("pgh_created_at")[:1]))
    return changed


def words(row: Mapping[str, Any], field: str, language: str) -> str:
    """Return a text in the language, else in the plan's main one, else in any."""
    order = [language, *row["plan__languages"], *LANGUAGES]
    return next((text for code in order if (text := row[f"{field}_{code}"])), "")
