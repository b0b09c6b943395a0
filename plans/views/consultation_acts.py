"""The acts of a consultation, each with a page that shows first what will happen: send, remind, end, show answers."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import consulting
from plans.consultation_mails import ANSWERS, INVITATION, REMINDER, preview, send, with_plan
from plans.consultation_page import consultation_page
from plans.forms.consulting import LANGUAGE_NAMES
from plans.inviting import send_invitations
from plans.models import Consultation, Invitation
from plans.models.consulting import NotAllowed
from plans.views.consultation import around, own_consultation
from welfareplans.organisations.models import User


def site(request: HttpRequest) -> str:
    """Return scheme and host for links in mails."""
    return request.build_absolute_uri("/").removesuffix("/")


def standing(consultation: Consultation) -> list[Invitation]:
    """Return the invitations that have not been taken back, with what their mails name."""
    rows = consultation.invitations.filter(withdrawn_at__isnull=True)
    rows = rows.select_related("committee__municipality", "municipality__area")
    return with_plan(consultation, rows)


def one_of_each(kind: str, parties: Iterable[Invitation], request: HttpRequest) -> list[dict[str, Any]]:
    """Return a mail to preview for each way in (personal link, account) and language."""
    chosen: dict[tuple[bool, str], Invitation] = {}
    for party in parties:
        chosen.setdefault((party.has_link, party.language), party)
    return [
        {"party": one, "letter": preview(kind, one, site(request)), "language_name": LANGUAGE_NAMES[one.language]}
        for one in chosen.values()
    ]


def consultation_send(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Open the consultation and send the invitations that have not been sent."""
    row = own_consultation(request, slug, number)
    return act(request, row, "plans/consultation_send.html", INVITATION, standing(row), open_and_send)


def open_and_send(request: HttpRequest, row: Consultation, parties: list[Invitation]) -> None:
    """Open the consultation, post the invitations, and say so."""
    opened = consulting.open_for_statements(row)
    opened.plan = row.plan
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    send_invitations(opened, by=request.user, site=site(request))
    messages.success(request, _("The consultation is open, and the invitations are being sent."))


def consultation_remind(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remind the parties that have not answered; each gets one reminder a day at most."""
    row = own_consultation(request, slug, number)
    silent = [one for one in standing(row) if one.submitted_at is None]
    return act(request, row, "plans/consultation_remind.html", REMINDER, silent, remind)


def remind(request: HttpRequest, row: Consultation, parties: list[Invitation]) -> None:
    """Post the reminders, and say so."""
    if not row.is_open:
        raise NotAllowed(_("The consultation is not open."))
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    for one in parties:
        send(REMINDER, one, by=request.user, site=site(request), day=timezone.localdate())
    told = ngettext("%(n)s party is being reminded.", "%(n)s parties are being reminded.", len(parties))
    messages.success(request, told % {"n": len(parties)})


def consultation_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End the consultation before its last day."""
    row = own_consultation(request, slug, number)
    return act(request, row, "plans/consultation_end.html", "", [], end)


def end(request: HttpRequest, row: Consultation, parties: list[Invitation]) -> None:
    """End it, and say so."""
    consulting.end(row)
    messages.success(request, _("The consultation has ended. The plan is a draft again."))


def answers_show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let the parties read the answers, and tell them."""
    row = own_consultation(request, slug, number)
    answered = [one for one in standing(row) if one.submitted_at is not None]
    return act(request, row, "plans/answers_show.html", ANSWERS, answered, show)


def show(request: HttpRequest, row: Consultation, parties: list[Invitation]) -> None:
    """Show the answers, post the mails, and say so."""
    consulting.show_answers(row)
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    for one in parties:
        send(ANSWERS, one, by=request.user, site=site(request))
    messages.success(request, _("The parties can read the answers now."))


def act(
    request: HttpRequest, row: Consultation, template: str, kind: str, parties: list[Invitation], do: Any
) -> HttpResponse:
    """Show what will happen; on POST do it and go back to the consultation."""
    refusal = ""
    if request.method == "POST":
        try:
            do(request, row, parties)
        except NotAllowed as reason:
            refusal = str(reason)
        else:
            return redirect("plans:consultation_page", row.plan.slug, row.number)
    shown = around(row.plan, row) | {"page": consultation_page(row), "parties": parties, "refusal": refusal}
    shown |= {"letters": one_of_each(kind, parties, request) if kind else []}
    return render(request, template, shown, status=409 if refusal else 200)
