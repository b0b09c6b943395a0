"""Reminders: those that a coordinator sends, and those that the clock sends before and after the due date."""

import datetime
from collections.abc import Collection, Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from reports.models import CommitteePart, Round
from reports.round_mails import AUTOMATIC, REMINDER, send, with_names
from welfareplans.organisations.models import User

# Days from the due date on which the clock reminds.
STAGES = (-14, -3, 1, 7)
# A clock that stood still makes up for what it missed, but not weeks later.
CATCH_UP = datetime.timedelta(days=2)


def remindable(asked: Round, user: User | AnonymousUser) -> list[CommitteePart]:
    """Return the parts that the user, as coordinator, may remind of: not handed in, and open to their committees."""
    rows = CommitteePart.objects.judged_by(user).filter(round=asked, status__in=CommitteePart.OPEN)
    return [part for part in with_names(rows) if part.is_open]


def remind(parts: Iterable[CommitteePart], *, by: User) -> int:
    """Put a coordinator's reminders into the outbox, one a day for each person; return how many people get one."""
    return send(REMINDER, parts, stamp=str(timezone.localdate()), by=by)


def remind_when_due(today: datetime.date) -> int:
    """Put the automatic reminders of a day into the outbox, each stage once; return how many there are.

    Nobody is reminded of what is handed in, nor where the committee's municipality has turned reminders off.
    """
    count = 0
    for stage, day in due_days(today):
        rows = CommitteePart.objects.filter(
            status__in=CommitteePart.OPEN, committee__municipality__reminds=True, round__due_on=day,
            round__status=Round.Status.COLLECTING, round__opens_on__lt=day + datetime.timedelta(days=stage),
        )  # fmt: skip
        count += send(AUTOMATIC, with_names(rows), stamp=f"{day}{stage:+}")
    return count


def due_days(today: datetime.date) -> Collection[tuple[int, datetime.date]]:
    """Return (stage, due date) of the rounds that are to be reminded of on a day."""
    return [
        (stage, today - datetime.timedelta(days=stage + late))
        for stage in STAGES
        for late in range(CATCH_UP.days + 1)
    ]  # fmt: skip
