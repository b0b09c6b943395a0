"""The coordinator judges a committee's part: returns it, accepts it, opens it again.

Every act locks the part's row, as the committee's saves do, and is refused when the part is no longer the one that the
coordinator read. The reasons at the measures and the status change together or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.models import CommitteePart, NotAllowed, Progress, Round
from reports.round_mails import REOPENED, RETURNED, tell_part
from welfareplans.organisations.models import User


class Act(Enum):
    """What a coordinator can do with a part."""

    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"


RESULT = {
    Act.ACCEPT: CommitteePart.Status.ACCEPTED,
    Act.RETURN: CommitteePart.Status.RETURNED,
    Act.REOPEN: CommitteePart.Status.RETURNED,
}


@dataclass(frozen=True)
class Judgement:
    """An act with its reasons. version: of the part that was read; measures: reason by progress id."""

    act: Act
    version: int
    reason: str = ""
    measures: Mapping[int, str] = field(default_factory=dict)


class Outdated(Exception):
    """The part has changed since the coordinator read it; nothing was written. part: as it is now."""

    def __init__(self, part: CommitteePart) -> None:
        self.part = part
        super().__init__()


@transaction.atomic
def judge(part: CommitteePart, judgement: Judgement, *, by: User) -> None:
    """Carry the judgement out. Raises Outdated, or NotAllowed with the reason in words.

    The same judgement by the same person a second time (a double click) changes nothing.
    """
    rows = CommitteePart.objects.select_related("round__plan", "committee")
    now = rows.select_for_update(of=("self",), no_key=True).get(pk=part.pk)
    if now.version != judgement.version:
        if now.status == RESULT[judgement.act] and now.last_acted_id == by.pk:
            return
        raise Outdated(now)
    reasons = {pk: reason for pk, reason in judgement.measures.items() if reason.strip()}
    if judgement.act is Act.ACCEPT:
        now.accept(by=by)
    else:
        require_open(now.round)
        reason = judgement.reason.strip() or pointer_to(now, reasons)
        step = now.reopen if judgement.act is Act.REOPEN else now.return_to_committee
        step(reason=reason, by=by)
        tell_part(REOPENED if judgement.act is Act.REOPEN else RETURNED, now, by=by, reason=reason)
    keep_reasons(now, reasons)


def require_open(asked: Round) -> None:
    """Refuse to give a part back when the committee could not write in it any more."""
    if not asked.is_running:
        raise NotAllowed(_("The report has been published, so the committee could not change its answers."))


def pointer_to(part: CommitteePart, reasons: Mapping[int, str]) -> str:
    """Return the reason for the whole when only measures have one, in the plan's main language."""
    if not reasons:
        return ""
    with override(part.round.plan.languages[0]):
        return _("See the reasons at the measures.")


def keep_reasons(part: CommitteePart, reasons: Mapping[int, str]) -> None:
    """Store the reason at each measure that has one, and clear the others; nothing else of the answers is touched."""
    for answer in Progress.objects.filter(part=part):
        reason = reasons.get(answer.pk, "").strip()
        if answer.return_reason != reason:
            answer.return_reason = reason
            answer.save(update_fields=["return_reason"])
