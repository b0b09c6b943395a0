"""The coordinator's page of one consultation: who was invited, who answered, what is left to do."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.consultation_mails import newest_mails, reachable, with_plan
from plans.models import Consultation, Invitation, Statement
from welfareplans.organisations.mail import Mail

TROUBLE = (Mail.State.REFUSED, Mail.State.UNKNOWN)


@dataclass(frozen=True)
class Party:
    """One party. state, word: how far it has come; mail: what came of its newest mail, when that needs attention."""

    invitation: Invitation
    state: str
    word: str
    statements: int
    mail: str
    is_trouble: bool


@dataclass(frozen=True)
class Answering:
    """How many statements there are, and how many have been answered."""

    statements: int
    answered: int

    @property
    def left(self) -> int:
        """Return how many are to be answered."""
        return self.statements - self.answered


@dataclass(frozen=True)
class ConsultationPage:
    """Everything that the page shows."""

    parties: list[Party]
    answering: Answering
    asked: int
    handed_in: int
    unsent: int

    @property
    def waiting(self) -> int:
        """Return how many parties have not answered."""
        return self.asked - self.handed_in


def consultation_page(consultation: Consultation) -> ConsultationPage:
    """Return the page, by a constant number of queries."""
    rows = consultation.invitations.select_related("committee__municipality__area", "municipality__area")
    invitations = with_plan(consultation, rows)
    mails, reached = newest_mails(invitations), reachable(consultation)
    statements = list(
        Statement.objects.submitted()
        .filter(invitation__consultation=consultation)
        .values_list("invitation_id", "answered_at")
    )
    counted = Counter(invitation for invitation, _answered in statements)
    parties = [party(one, mails.get(one.pk), counted[one.pk], one.pk in reached) for one in invitations]
    standing = [one for one in invitations if one.withdrawn_at is None]
    return ConsultationPage(
        parties=parties,
        answering=Answering(len(statements), sum(answered is not None for _invitation, answered in statements)),
        asked=len(standing),
        handed_in=sum(one.submitted_at is not None for one in standing),
        unsent=sum(one.pk not in mails and one.pk in reached for one in standing),
    )


def party(invitation: Invitation, mail: Mail | None, statements: int, is_reached: bool) -> Party:
    """Return a row of the table."""
    state, word = state_of(invitation, mail)
    if mail is None and not is_reached:
        return Party(invitation, state, word, statements, _("Nobody there has an account"), True)
    told = mail.outcome_word if mail else ""
    return Party(invitation, state, word, statements, told, bool(mail and mail.outcome in TROUBLE))


def state_of(invitation: Invitation, mail: Mail | None) -> tuple[str, str]:
    """Return the party's state as the symbols know it, and in words."""
    if invitation.withdrawn_at is not None:
        return "dropped", _("Withdrawn")
    if invitation.submitted_at is not None:
        day = format_date(invitation.submitted_at, get_language() or "sv")
        return "done", _("Answered %(day)s") % {"day": day}
    if mail is None:
        return "not_started", _("Not invited yet")
    return "under_way", _("Not answered yet")
