"""The coordinator's weekly summary: which running rounds wait for what. Ended by one click, as reminders are."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.numbers import format_date
from plans.consultation_mails import best, named_with_years
from reports.models import CommitteePart, Round
from reports.next_steps import SOON
from reports.reminding import remindable
from welfareplans.organisations.mail import Mail, post
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.texts import localised
from welfareplans.organisations.unsubscribing import unsubscribe_address

MONDAY = 0
# The clock looks every half hour; a summary comes before the week's work begins.
HOURS = range(6, 9)
Told = dict[str, object]


def send_digests(now: datetime.datetime) -> int:
    """Put the week's summaries into the outbox on Monday morning, one for each coordinator; return how many.

    now: local time. Nobody gets one when nothing waits.
    """
    if now.weekday() != MONDAY or now.hour not in HOURS:
        return 0
    week = "{0.year}-{0.week}".format(now.isocalendar())
    told = set(Mail.objects.filter(key__startswith=f"digest-{week}-").values_list("key", flat=True))
    rows = Membership.objects.filter(
        role=Membership.Role.COORDINATOR, user__is_active=True, user__wants_reminders=True
    )  # fmt: skip
    languages = {one.user_id: (one.user, one.municipality.languages[0]) for one in rows.select_related(
        "user", "municipality"
    ).order_by("-pk")}  # fmt: skip
    due = [one for pk, one in languages.items() if f"digest-{week}-{pk}" not in told]
    return sum(send_digest(user, user.language or first, week) for user, first in due)


def send_digest(user: User, language: str, week: str) -> bool:
    """Put one coordinator's summary into the outbox; return whether there was anything to tell."""
    with override(language):
        rounds = Round.objects.running().editable_by(user).select_related("plan").order_by("due_on", "pk")
        told = [one for asked in rounds if (one := summary(asked, user, language))]
        if not told:
            return False
        body = render_to_string("reports/mail/digest.txt", {"rounds": told}).strip() + "\n"
        post(
            f"digest-{week}-{user.pk}", to=user.email, language=language, subject=_("This week in the follow-up"),
            body=body, about=f"digest-{user.pk}", unsubscribe=unsubscribe_address(user.pk, language),
        )  # fmt: skip
    return True


def summary(asked: Round, user: User, language: str) -> Told:
    """Return what waits in a round for one of its coordinators, nothing when nothing does."""
    judged = CommitteePart.objects.judged_by(user).filter(round=asked)
    waiting = judged.filter(status=CommitteePart.Status.SUBMITTED).count()
    late = remindable(asked, user) if asked.days_left <= SOON else []
    if not waiting and not late:
        return {}
    return {
        "title": named_with_years(best(localised(asked.plan, "title"), asked.plan), asked.plan),
        "year": asked.year,
        "day": format_date(asked.due_on, language),
        "waiting": waiting,
        "late": [best(localised(part.committee, "name"), asked.plan) for part in late],
        "link": settings.SITE_URL + reverse("reports:round", args=[asked.pk]),
    }
