"""Who did what with a committee's part, and when, from the append-only history."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from reports.models import CommitteePart
from welfareplans.organisations.models import User

Status = CommitteePart.Status
# Which column says when a part came to a status; the others are told by the history alone.
AT = {
    Status.IN_PROGRESS: "opened_at", Status.SUBMITTED: "submitted_at", Status.RETURNED: "returned_at",
    Status.ACCEPTED: "accepted_at",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step. who: empty when the history does not know."""

    status: str
    when: str
    act: str
    who: str
    detail: str = ""


def part_history(part: CommitteePart) -> list[Step]:
    """Return the steps of a part, the newest first, with two queries."""
    events: Any = part.events  # type: ignore[attr-defined]
    rows = events.order_by("pgh_id").values(
        "status", "pgh_created_at", "last_acted_id", "return_reason", "meeting_on", "section", *AT.values()
    )
    found, before = [], str(Status.NOT_STARTED)
    for row in rows:
        if row["status"] != before:
            found.append((before, row))
        before = row["status"]
    people = User.objects.in_bulk({row["last_acted_id"] for _before, row in found if row["last_acted_id"]})
    return [step_of(before, row, people) for before, row in reversed(found)]


def step_of(before: str, row: dict[str, Any], people: dict[int, User]) -> Step:
    """Return one change of status in words."""
    acts = {
        Status.IN_PROGRESS: _("The committee began."),
        Status.SUBMITTED: _("Submitted"),
        Status.ACCEPTED: _("Accepted"),
        Status.RETURNED: _("Returned") if before == Status.SUBMITTED else _("Opened again"),
    }
    detail = ""
    if row["status"] == Status.RETURNED:
        detail = row["return_reason"]
    elif row["status"] == Status.SUBMITTED and row["meeting_on"]:
        meeting = _("The committee's meeting %(day)s") % {"day": format_date(row["meeting_on"], get_language() or "sv")}
        detail = ", ".join(filter(None, [meeting, row["section"]]))
    person = people.get(row["last_acted_id"]) if row["status"] != Status.IN_PROGRESS else None
    act = acts.get(Status(row["status"]), str(Status(row["status"]).label))
    when = row[AT[Status(row["status"])]] if row["status"] in AT else row["pgh_created_at"]
    return Step(row["status"], moment(when or row["pgh_created_at"]), act, str(person or ""), detail)


def moment(when: datetime.datetime) -> str:
    """Return day and time as the three languages write them."""
    local = timezone.localtime(when)
    return f"{format_date(local, get_language() or 'sv')} {local:%H.%M}"
