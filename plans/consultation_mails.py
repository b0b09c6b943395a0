"""The mails of a consultation: invitation, reminder, and that the answers can be read."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.models import Consultation, Invitation, Plan
from welfareplans.organisations.mail import Mail, post
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.texts import localised

# Stands in an address for the secret, which is put in when the mail is sent.
STAND_IN = "SECRET"
HIDDEN = "••••••••"
INVITATION, REMINDER, ANSWERS = "invitation", "reminder", "answers"


@dataclass(frozen=True)
class Letter:
    """A mail as it reads."""

    subject: str
    body: str


def letter(kind: str, invitation: Invitation, site: str) -> Letter:
    """Return a mail to a party in its language. site: scheme and host, such as https://plans.example.

    The consultation's plan with its municipality must be loaded. `{secret}` stands where the secret goes.
    """
    consultation = invitation.consultation
    plan = consultation.plan
    with override(invitation.language):
        title = named_with_years(best(localised(plan, "title"), plan), plan)
        municipality = str(plan.municipality)
        told = {
            "municipality": municipality,
            "title": title,
            "day": format_date(consultation.due_on, invitation.language),
            "instructions": best(localised(consultation, "instructions"), plan),
            "link": site + address(invitation),
            "is_personal": invitation.has_link,
            "party": str(invitation),
        }
        body = render_to_string(f"plans/mail/{kind}.txt", told).strip() + "\n"
        return Letter(subject(kind, municipality, title), body)


def subject(kind: str, municipality: str, title: str) -> str:
    """Return the subject."""
    named = {"municipality": municipality, "plan": title}
    return {
        INVITATION: _("%(municipality)s asks for your statement: %(plan)s") % named,
        REMINDER: _("Reminder: your statement on %(plan)s") % named,
        ANSWERS: _("Your statement has been answered: %(plan)s") % named,
    }[kind]


def named_with_years(title: str, plan: Plan) -> str:
    """Return a plan's title with its years, which many a title has already."""
    return title if str(plan.first_year) in title else f"{title} {plan.first_year}–{plan.last_year}"


def best(texts: dict[str, str], plan: Plan) -> str:
    """Return a text in the language that is on, else in the first of the plan's that it has."""
    wanted = [get_language() or "", *plan.all_languages]
    return next((texts[code] for code in wanted if texts.get(code)), "")


def address(invitation: Invitation) -> str:
    """Return the path at which a party reads and writes; `{secret}` stands for the secret of a personal link."""
    if invitation.has_link:
        return reverse("plans:consultation_link", args=[STAND_IN]).replace(STAND_IN, "{secret}")
    return reverse("plans:consultation_own", args=[invitation.pk])


def preview(kind: str, invitation: Invitation, site: str) -> Letter:
    """Return a mail as the coordinator may see it: without the secret."""
    shown = letter(kind, invitation, site)
    return Letter(shown.subject, shown.body.replace("{secret}", HIDDEN))


def reachable(consultation: Consultation) -> set[int]:
    """Return the invitations whose mails would go to somebody: to an address, or to people with an account."""
    rows = consultation.invitations.all()
    people = Membership.objects.filter(user__is_active=True)
    members = people.filter(role=Membership.Role.COMMITTEE).values("committee")
    coordinators = people.filter(role=Membership.Role.COORDINATOR).values("municipality")
    found = rows.filter(Q(kind="organisation") | Q(committee__in=members) | Q(municipality__in=coordinators))
    return set(found.values_list("pk", flat=True))


def recipients(invitation: Invitation) -> list[tuple[int, str]]:
    """Return to whom a party's mails go, as (user, address); user 0 is the organisation's own address."""
    if invitation.has_link:
        return [(0, invitation.email)]
    members = Membership.objects.filter(user__is_active=True)
    if invitation.committee_id:
        members = members.filter(role=Membership.Role.COMMITTEE, committee=invitation.committee_id)
    else:
        members = members.filter(role=Membership.Role.COORDINATOR, municipality=invitation.municipality_id)
    return list(members.order_by("user_id").values_list("user_id", "user__email").distinct())


def send(kind: str, invitation: Invitation, *, by: User, site: str, day: datetime.date | None = None) -> int:
    """Put a party's mails into the outbox; return how many addresses they go to.

    The key holds the link's seed, so that a new link is mailed anew; day: for reminders, of which there is one a day.
    """
    read = letter(kind, invitation, site)
    found = recipients(invitation)
    for user, to in found:
        post(
            f"{kind}-{invitation.pk}-{invitation.seed}-{user}{f'-{day}' if day else ''}",
            to=to, language=invitation.language, subject=read.subject, body=read.body, about=about(invitation),
            reply_to=by.email, seed=invitation.seed if invitation.has_link else "",
        )  # fmt: skip
    return len(found)


def about(invitation: Invitation) -> str:
    """Return what an invitation's mails are filed under."""
    return f"invitation-{invitation.pk}"


def newest_mails(invitations: Iterable[Invitation]) -> dict[int, Mail]:
    """Return the newest mail of each invitation that has any."""
    named = {about(one): one.pk for one in invitations}
    return {named[mail.about]: mail for mail in Mail.objects.filter(about__in=named).order_by("pk")}


def with_plan(consultation: Consultation, invitations: Iterable[Invitation]) -> list[Invitation]:
    """Return the invitations knowing the consultation that is loaded already."""
    found = list(invitations)
    for one in found:
        one.consultation = consultation
    return found
