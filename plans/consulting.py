"""The course of a consultation: prepared, opened with the plan's text of the day, ended, and its answers shown.

Each act locks the plan, so that a double click finds what the first one did; the same act again changes nothing.
"""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.canonical import plan_text
from plans.models import Consultation, Plan
from plans.models.consulting import NotAllowed
from welfareplans.organisations.canonical_json import fingerprint

State = Consultation.State


def locked(consultation: Consultation) -> Consultation:
    """Return the consultation as it is now, with its plan; others wait until the transaction ends."""
    plan = Plan.objects.select_for_update().get(pk=consultation.plan_id)
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    row.plan = plan
    return row


@transaction.atomic
def prepare(plan: Plan, *, due_on: datetime.date, instructions: Mapping[str, str]) -> Consultation:
    """Return a new consultation of the plan; the same again returns the one that is being prepared.

    instructions: by field, such as instructions_sv.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == Plan.Status.ENDED:
        raise NotAllowed(_("The plan has ended."))
    told = {"due_on": due_on, **instructions}
    running = plan.consultations.filter(ended_at__isnull=True).first()
    if running is not None:
        if running.opened_at is None and all((getattr(running, name) or "") == (told[name] or "") for name in told):
            return running
        raise NotAllowed(_("Another consultation of the plan is still going on."))
    return Consultation.objects.create(plan=plan, number=plan.consultations.count() + 1, **told)


@transaction.atomic
def open_for_statements(consultation: Consultation) -> Consultation:
    """Open a prepared consultation: the plan's text of this moment is what the parties read."""
    row = locked(consultation)
    if row.opened_at is not None:
        return row
    if row.plan.status == Plan.Status.ENDED:
        raise NotAllowed(_("The plan has ended."))
    if not row.invitations.filter(withdrawn_at__isnull=True).exists():
        raise NotAllowed(_("Nobody has been invited yet."))
    if row.due_on < timezone.localdate():
        raise NotAllowed(_("The last day for statements has passed. Choose a later one first."))
    row.opened_at, row.first_due_on = timezone.now(), row.due_on
    row.content = plan_text(row.plan)
    row.sha256 = fingerprint(row.content)
    row.save()
    tell_plan(row)
    return row


@transaction.atomic
def end(consultation: Consultation) -> Consultation:
    """End a consultation: no statement can be given or changed any more, and the plan is a draft again."""
    row = locked(consultation)
    if row.opened_at is None:
        raise NotAllowed(_("The consultation has not been opened."))
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save()
        tell_plan(row)
    return row


def end_past_due() -> int:
    """End what ended with its last day; return how many."""
    over = list(Consultation.objects.past_due())
    for consultation in over:
        end(consultation)
    return len(over)


@transaction.atomic
def follow_last_day(consultation: Consultation) -> Consultation:
    """Open an ended consultation again when its last day was moved to today or later."""
    row = locked(consultation)
    if row.ended_at is None or row.answered_at is not None or row.due_on < timezone.localdate():
        return row
    if row.plan.consultations.filter(ended_at__isnull=True).exists():
        raise NotAllowed(_("Another consultation of the plan is still going on."))
    row.ended_at = None
    row.save()
    tell_plan(row)
    return row


@transaction.atomic
def show_answers(consultation: Consultation) -> Consultation:
    """Let the parties read the answers."""
    row = locked(consultation)
    if row.state is State.OPEN:
        raise NotAllowed(_("The answers are shown when the consultation has ended."))
    if row.opened_at is None:
        raise NotAllowed(_("The consultation has not been opened."))
    if row.answered_at is None:
        row.ended_at = row.ended_at or timezone.now()
        row.answered_at = timezone.now()
        row.save()
        tell_plan(row)
    return row


def tell_plan(consultation: Consultation) -> None:
    """Set the plan's state: in consultation while one is open, else a draft; what councils adopted stays adopted."""
    plan = consultation.plan
    was, becomes = Plan.Status.CONSULTATION, Plan.Status.DRAFT
    if consultation.ended_at is None:
        was, becomes = becomes, was
    if plan.status == was:
        plan.status = becomes
        plan.save()
