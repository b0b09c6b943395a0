"""The coordinator extends or closes a round: each act is kept with who, when and why, and told to the committees.

An act locks the round and its parts, as the committees' saves lock theirs: a save comes before it or is refused.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import CommitteePart, NotAllowed, Round, RoundStep
from reports.round_mails import EXTENDED, tell_open
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import EditConflict

Act = RoundStep.Act


@transaction.atomic
def extend(asked: Round, *, due_on: datetime.date, reason: str, by: User) -> None:
    """Give the committees until a later day, and tell those that have not handed in.

    asked: as the coordinator read it. The same act by the same person again changes nothing. Raises EditConflict when
    the round has changed since, NotAllowed when it cannot be extended.
    """
    now = locked(asked)
    if is_repeated(now, asked, RoundStep(act=Act.EXTENDED, due_on=due_on, taken_by=by)):
        return
    if now.editions.exists():
        raise NotAllowed(_("The report has been frozen. Open a single part again instead."))
    now.extend(due_on)
    RoundStep.objects.create(round=now, act=Act.EXTENDED, reason=reason, due_on=due_on, taken_by=by)
    tell_open(EXTENDED, now, by=by, reason=reason)


@transaction.atomic
def close(asked: Round, *, reason: str = "", by: User, at: datetime.datetime | None = None) -> None:
    """End the collecting; asked and what is raised: as for `extend`. at: when, else now."""
    now = locked(asked)
    if is_repeated(now, asked, RoundStep(act=Act.CLOSED, due_on=now.due_on, taken_by=by)):
        return
    now.close()
    RoundStep.objects.create(
        round=now, act=Act.CLOSED, reason=reason, due_on=now.due_on, taken_by=by, taken_at=at or timezone.now()
    )  # fmt: skip


def locked(asked: Round) -> Round:
    """Return the round as it is now; others wait until the transaction ends."""
    list(CommitteePart.objects.select_for_update(no_key=True).filter(round=asked).order_by("pk"))
    rows = Round.objects.select_related("plan__municipality__area").select_for_update(of=("self",))
    return rows.get(pk=asked.pk)


def is_repeated(now: Round, asked: Round, step: RoundStep) -> bool:
    """Tell whether the act has been done by an earlier click; raise EditConflict when something else was."""
    if now.version == asked.version:
        return False
    last = now.steps.last()
    alike = last and all(
        getattr(last, name) == getattr(step, name) for name in ("act", "due_on", "taken_by_id")
    )  # fmt: skip
    if alike:
        return True
    raise EditConflict
