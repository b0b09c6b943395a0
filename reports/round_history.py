"""What was done with a round and what was mailed, and when: the coordinator's record."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from reports.models import CommitteePart, Round, RoundStep
from reports.part_history import moment
from reports.round_mails import AUTOMATIC, EXTENDED, OPENED, REMINDER, REOPENED, RETURNED, about
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.models import User

SHOWN = 30


@dataclass(frozen=True)
class Event:
    """One line. trouble: what did not go as it should."""

    at: datetime.datetime
    when: str
    act: str
    who: str = ""
    detail: str = ""
    trouble: str = ""


def round_history(asked: Round, parts: Iterable[CommitteePart]) -> list[Event]:
    """Return the acts on the round and the mails to its committees, the newest first, with three queries."""
    return sorted([*steps(asked), *mails(parts)], key=lambda event: event.at, reverse=True)[:SHOWN]


def steps(asked: Round) -> list[Event]:
    """Return what coordinators did."""
    rows = list(asked.steps.all())
    people = User.objects.in_bulk({row.taken_by_id for row in rows if row.taken_by_id})
    acts = {
        RoundStep.Act.OPENED: _("Opened, due %(day)s"),
        RoundStep.Act.EXTENDED: _("Extended to %(day)s"),
        RoundStep.Act.CLOSED: pgettext("follow-up", "Closed"),
    }
    return [
        Event(
            row.taken_at, moment(row.taken_at),
            acts[RoundStep.Act(row.act)] % {"day": format_date(row.due_on, get_language() or "sv")},
            str(people.get(row.taken_by_id or 0) or ""), row.reason,
        )
        for row in rows
    ]  # fmt: skip


def mails(parts: Iterable[CommitteePart]) -> list[Event]:
    """Return the mails, those of one kind to one committee on one day as one line."""
    committees = {about(part.pk): part for part in parts}
    rows = Mail.objects.filter(about__in=committees).order_by("about", "pk").exclude(state=Mail.State.NEEDLESS)
    found = []
    for (filed, kind, _day), group in groupby(rows, key=occasion):
        sent = list(group)
        found.append(mail_event(kind, str(committees[filed].committee), sent))
    return found


def occasion(mail: Mail) -> tuple[str, str, datetime.date]:
    """Return what a mail is about, its kind, and the day."""
    return mail.about, mail.key.partition("-")[0], timezone.localdate(mail.created_at)


def mail_event(kind: str, committee: str, sent: list[Mail]) -> Event:
    """Return mails as one line."""
    acts = {
        OPENED: _("Told of the opening: %(committee)s"),
        EXTENDED: _("Told of the extension: %(committee)s"),
        RETURNED: _("Told of the return: %(committee)s"),
        REOPENED: _("Told of the opening again: %(committee)s"),
        REMINDER: _("Reminded: %(committee)s"),
        AUTOMATIC: _("Reminded automatically: %(committee)s"),
    }
    count = ngettext("%(n)s person", "%(n)s people", len(sent)) % {"n": len(sent)}
    failed = sum(mail.outcome == Mail.State.REFUSED for mail in sent)
    waiting = sum(mail.outcome in (Mail.State.WAITING, Mail.State.SENDING) for mail in sent)
    trouble = []
    if failed:
        trouble.append(ngettext("%(n)s mail not delivered", "%(n)s mails not delivered", failed) % {"n": failed})
    if waiting:
        trouble.append(ngettext("%(n)s mail waiting", "%(n)s mails waiting", waiting) % {"n": waiting})
    at = sent[0].created_at
    act = acts.get(kind, "%(committee)s") % {"committee": committee}
    return Event(at, moment(at), act, "", count, ", ".join(trouble))
