"""Registering what the councils decide: the first decision on a text makes it a revision, which never changes."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.canonical import plan_text
from plans.comparing import alike, only_words
from plans.models import Decision, Partner, Plan, Revision
from welfareplans.organisations.canonical_json import fingerprint
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import NotAllowed


class TextChanged(Exception):
    """The working text is no longer the one that was read; nothing was written."""


@transaction.atomic
def register(
    plan: Plan, *, partner: Partner, on: datetime.date, section: str, meeting: str = "", by: User | None,
    revision: int | None = None, seen: str = "", reason: str = "", at: datetime.datetime | None = None,
) -> Decision:  # fmt: skip
    """Register one council's decision and return it; with the first one the plan is adopted.

    revision: the number of the one adopted, or None for the working text, which then becomes one; seen: the fingerprint
    of the working text as it was read; at: when the revision is made, else now. The same council's decision on the same
    revision is put right, not doubled.
    Raises TextChanged when the working text is another by now, NotAllowed with the reason in words.
    """
    locked = lock(plan)
    locked.adopt()
    if revision is None:
        adopted = revision_of_working_text(locked, by=by, seen=seen, reason=reason, at=at)
    else:
        adopted = locked.revisions.get(number=revision)
    decision = Decision.objects.select_for_update().filter(partner=partner, revision=adopted).first()
    decision = decision or Decision(partner=partner, revision=adopted)
    decision.decided_on, decision.meeting, decision.section = on, meeting, section
    decision.registered_by = by
    decision.save()
    return decision


def lock(plan: Plan) -> Plan:
    """Return the plan, locked, so that two councils registered at once make one revision."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def newest(plan: Plan) -> Revision | None:
    """Return the plan's newest revision; its long content is read when it is asked for."""
    return plan.revisions.defer("content").order_by("-number").first()


def revision_of_working_text(
    plan: Plan, *, by: User | None, seen: str, reason: str, at: datetime.datetime | None = None
) -> Revision:
    """Return the newest revision when it says what the working text says, else a new one. The plan is locked."""
    before, text = newest(plan), plan_text(plan)
    if before and alike(before.content, text):
        return before
    if seen and fingerprint(text) != seen:
        raise TextChanged
    if before and not reason.strip():
        raise NotAllowed(_("Write why the plan is amended."))
    return make(plan, before, text, kind=Revision.Kind.ADOPTED, reason=reason, by=by, at=at)


@transaction.atomic
def correct(plan: Plan, *, by: User, reason: str, seen: str) -> Revision:
    """Put words right without a council's decision and return the revision, in force wherever the newest one is.

    seen: the fingerprint of the working text as it was read. Raises TextChanged when it is another by now, NotAllowed
    when nothing has changed, or more than words.
    """
    locked = lock(plan)
    if locked.status != Plan.Status.ADOPTED:
        raise NotAllowed(_("Only a plan that a council has adopted can be corrected."))
    before, text = newest(locked), plan_text(locked)
    if before is None or alike(before.content, text):
        raise NotAllowed(_("The working text is the newest revision: there is nothing to correct."))
    if fingerprint(text) != seen:
        raise TextChanged
    if not only_words(before.content, text):
        raise NotAllowed(_("More than words has changed: that needs a council's decision."))
    return make(locked, before, text, kind=Revision.Kind.CORRECTION, reason=reason, by=by)


def make(
    plan: Plan,
    before: Revision | None,
    text: str,
    *,
    kind: str,
    reason: str,
    by: User | None,
    at: datetime.datetime | None = None,
) -> Revision:
    """Return the next revision."""
    return Revision.objects.create(
        plan=plan, number=before.number + 1 if before else 1, kind=kind, reason=reason, content=text,
        sha256=fingerprint(text), previous_sha256=before.sha256 if before else "",
        made_at=at or timezone.now(), made_by=by,
    )  # fmt: skip


@transaction.atomic
def keep_adopted_texts() -> int:
    """Make revision 1 of each plan that councils adopted before revisions were kept; return how many."""
    waiting = Decision.objects.filter(revision=None).select_related("partner")
    plans = Plan.objects.select_for_update(of=("self",)).filter(pk__in=waiting.values("partner__plan"))
    for plan in plans:
        before = newest(plan)
        kept = before or make(plan, None, plan_text(plan), kind=Revision.Kind.ADOPTED, reason="", by=None)
        for decision in waiting.filter(partner__plan=plan):
            decision.revision = kept
            decision.save()
    return len(plans)
