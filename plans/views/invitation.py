"""Inviting parties, and what a coordinator does with one invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.consultation_mails import INVITATION, about, preview, reachable
from plans.forms.consulting import InviteForm, PartyForm
from plans.inviting import invite, renew, withdraw
from plans.models import Invitation
from plans.views.consultation import around, own_consultation
from plans.views.consultation_acts import site
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.models import User


def invitation_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose committees and other municipalities, and write an organisation; several times over."""
    row = own_consultation(request, slug, number)
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    form = InviteForm(row, request.user, request.POST or None)
    if row.is_answered:
        return redirect("plans:consultation_page", slug, number)
    if form.is_valid():
        made = invite(row, **form.cleaned_data)
        told = ngettext("%(n)s party has been added.", "%(n)s parties have been added.", len(made))
        messages.success(request, told % {"n": len(made)})
        return redirect("plans:invitation_add" if "more" in request.POST else "plans:consultation_page", slug, number)
    shown = {**around(row.plan, row), "form": form}
    return render(request, "plans/invitation_add.html", shown, status=400 if form.errors else 200)


def own_invitation(request: HttpRequest, slug: str, number: int, invitation_id: int) -> Invitation:
    """Return an invitation of a consultation that the user leads."""
    row = own_consultation(request, slug, number)
    rows = row.invitations.select_related("committee__municipality__area", "municipality__area")
    found: Invitation = get_object_or_404(rows, pk=invitation_id)
    found.consultation = row
    return found


def invitation(request: HttpRequest, slug: str, number: int, invitation_id: int) -> HttpResponse:
    """Show an invitation and its mails; give a new link, take it back, or correct name and address."""
    row = own_invitation(request, slug, number, invitation_id)
    form = None
    if request.method == "POST" and request.POST.get("act") in ACTS:
        ACTS[request.POST["act"]](request, row)
        return redirect("plans:consultation_page", slug, number)
    if row.has_link:
        form = PartyForm(row, request.POST if request.method == "POST" else None)
        if form.is_valid() and saved(request, row, form):
            return redirect("plans:consultation_page", slug, number)
    mails = Mail.objects.filter(about=about(row)).order_by("pk")
    shown = {
        **around(row.consultation.plan, row.consultation), "invitation": row, "form": form, "mails": mails,
        "letter": preview(INVITATION, row, site(request)),
        "is_without_account": not mails and row.pk not in reachable(row.consultation),
    }  # fmt: skip
    return render(request, "plans/invitation.html", shown, status=400 if form and form.errors else 200)


def saved(request: HttpRequest, row: Invitation, form: PartyForm) -> bool:
    """Save name, address and language; a new address gets a new link. Return False when somebody else was first."""
    before = row.email
    if form.save():
        form.add_error(None, _("Somebody else has changed this invitation. Look at it and write again."))
        return False
    form.row.consultation = row.consultation
    if form.row.email != before:
        do_renew(request, form.row)
    else:
        messages.success(request, _("Saved."))
    return True


def do_renew(request: HttpRequest, row: Invitation) -> None:
    """Give a new link and say so."""
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    renew(row, by=request.user, site=site(request))
    if row.consultation.opened_at is None:
        messages.success(request, _("Saved."))
    else:
        messages.success(request, _("A new invitation is being sent; an old link does not work any more."))


def do_withdraw(request: HttpRequest, row: Invitation) -> None:
    """Take the invitation back and say so."""
    withdraw(row)
    messages.success(request, _("The invitation is withdrawn: its link does not work any more."))


ACTS = {"renew": do_renew, "withdraw": do_withdraw}
