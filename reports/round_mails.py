"""The mails of a round to the people of a committee, each in their own language.

What a committee must know (opened, returned, opened again, extended) goes to everybody in it; automatic reminders can
be ended by who gets them, and by the municipality.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.numbers import format_date
from plans.consultation_mails import Letter, best, named_with_years
from reports.models import CommitteePart, Round
from welfareplans.organisations.alphabet import looked_up
from welfareplans.organisations.mail import call_back, post
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.texts import localised
from welfareplans.organisations.unsubscribing import unsubscribe_address

NATIVE = dict(settings.LANGUAGES)
OPENED, EXTENDED, RETURNED, REOPENED = "opened", "extended", "returned", "reopened"
REMINDER, AUTOMATIC = "reminder", "automatic"


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets a mail, and in which language."""

    user: int
    to: str
    language: str
    wants_reminders: bool


def letter(kind: str, part: CommitteePart, language: str, reason: str = "") -> Letter:
    """Return a mail as it reads. The part's round, plan, municipality and committee must be loaded.

    reason: why it was extended, returned or opened again.
    """
    asked, plan = part.round, part.round.plan
    with override(language):
        told = {
            "kind": kind,
            "municipality": str(plan.municipality),
            "committee": best(localised(part.committee, "name"), plan),
            "title": named_with_years(best(localised(plan, "title"), plan), plan),
            "year": asked.year,
            "day": format_date(asked.due_on, language),
            "days": asked.days_left,
            "days_late": -asked.days_left,
            "instructions": best(localised(asked, "instructions"), plan),
            "reason": reason,
            "link": settings.SITE_URL + reverse("reports:desk", args=[part.pk]),
        }
        body = render_to_string("reports/mail/round.txt", told).strip() + "\n"
        while "\n\n\n" in body:
            body = body.replace("\n\n\n", "\n\n")
        return Letter(subject(kind, told), body)


def subject(kind: str, told: dict[str, object]) -> str:
    """Return the subject."""
    words = {
        OPENED: _("Follow-up %(year)s is open, due %(day)s: %(committee)s"),
        EXTENDED: _("Follow-up %(year)s: you have until %(day)s: %(committee)s"),
        RETURNED: _("Follow-up %(year)s: your part has been returned: %(committee)s"),
        REOPENED: _("Follow-up %(year)s: your part has been opened again: %(committee)s"),
    }
    return words.get(kind, _("Reminder: follow-up %(year)s, due %(day)s: %(committee)s")) % told


def recipients(parts: Iterable[CommitteePart]) -> dict[int, list[Recipient]]:
    """Return who reports for each part's committee, by committee, with one query."""
    members = Membership.objects.filter(
        user__is_active=True, role=Membership.Role.COMMITTEE, committee__in=[part.committee_id for part in parts]
    )
    found: dict[int, list[Recipient]] = {}
    rows = members.order_by("user_id").distinct().values_list(
        "committee_id", "user_id", "user__email", "user__language", "user__wants_reminders", "municipality__languages"
    )  # fmt: skip
    for committee, user, to, language, wants, languages in rows:
        found.setdefault(committee or 0, []).append(Recipient(user, to, language or languages[0], wants))
    return found


def send(
    kind: str, parts: Iterable[CommitteePart], *, stamp: str, by: User | None = None, reason: str = ""
) -> int:  # fmt: skip
    """Put the mails to the parts' committees into the outbox; return how many addresses they go to.

    stamp: tells this occasion from others; whoever asks again with the same one sends nothing more. by: who answers
    questions. Only automatic reminders can be unsubscribed from.
    """
    parts = list(parts)
    people, count = recipients(parts), 0
    for part in parts:
        written: dict[str, Letter] = {}
        for one in people.get(part.committee_id, []):
            if kind == AUTOMATIC and not one.wants_reminders:
                continue
            if one.language not in written:
                written[one.language] = letter(kind, part, one.language, reason)
            read = written[one.language]
            post(
                f"{kind}-part-{part.pk}-{stamp}-{one.user}", to=one.to, language=one.language, subject=read.subject,
                body=read.body, about=about(part.pk), reply_to=by.email if by else "",
                unsubscribe=unsubscribe_address(one.user, one.language) if kind == AUTOMATIC else "",
            )  # fmt: skip
            count += 1
    return count


def tell_open(kind: str, asked: Round, *, by: User | None, reason: str = "") -> int:
    """Tell something to every committee that has not handed in; return how many addresses were told."""
    parts = with_names(asked.parts.filter(status__in=CommitteePart.OPEN))
    return send(kind, parts, stamp=str(asked.due_on), by=by, reason=reason)


def tell_part(kind: str, part: CommitteePart, *, by: User, reason: str) -> None:
    """Tell one committee that its part was given back."""
    send(kind, with_names(CommitteePart.objects.filter(pk=part.pk)), stamp=str(part.version), by=by, reason=reason)


def previews(kind: str, parts: Iterable[CommitteePart], reason: str = "") -> list[dict[str, Any]]:
    """Return one mail in each language of those who would get it, and how many get it."""
    parts = list(parts)
    people = recipients(parts)
    first: dict[str, tuple[CommitteePart, int]] = {}
    for part in parts:
        for one in people.get(part.committee_id, []):
            shown, count = first.get(one.language, (part, 0))
            first[one.language] = shown, count + 1
    return [
        {"letter": letter(kind, part, code, reason), "language": code, "language_name": NATIVE[code], "people": count}
        for code, (part, count) in first.items()
    ]


def unreachable(parts: Iterable[CommitteePart]) -> list[CommitteePart]:
    """Return the parts for whose committees nobody reports, so that no mail reaches anyone."""
    parts = list(parts)
    people = recipients(parts)
    return [part for part in parts if part.committee_id not in people]


def with_names(rows: Iterable[CommitteePart]) -> list[CommitteePart]:
    """Return the parts with everything that a mail names, by the names of their committees."""
    parts = rows.select_related("round__plan__municipality__area", "committee__municipality")  # type: ignore[attr-defined]
    return sorted(parts.order_by("pk"), key=lambda part: looked_up(part.committee.name))


def needs_no_reminder(part: CommitteePart) -> None:
    """Stop the reminders that wait for a mail server: the part has been handed in."""
    call_back(about(part.pk), REMINDER, AUTOMATIC)


def about(part: int) -> str:
    """Return what a part's mails are filed under."""
    return f"part-{part}"
