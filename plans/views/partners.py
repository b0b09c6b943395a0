"""A joint plan's partners: inviting, accepting, leaving, changing the lead."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.models import PartnerInvitation, Plan, Principle
from plans.partners_page import PartnersPage
from welfareplans.organisations.models import User


def plan_partners(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who takes part; the lead invites and hands over, each partner leaves by itself or by the lead."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    page = PartnersPage(plan, request.user, request.POST if request.method == "POST" else None)
    if page.refused and page.refused.is_valid():
        messages.success(request, page.refused.act(by=request.user))
        still = Plan.objects.editable_by(request.user).filter(pk=plan.pk).exists()
        return redirect("plans:plan_partners", plan.slug) if still else redirect("reports:plans")
    context = {"plan": plan, "page": page, "here": "partners", "municipality": plan.municipality, "section": "plans"}
    return render(request, "plans/plan_partners.html", context, status=400 if page.refused else 200)


@transaction.atomic
def plan_invitation(request: HttpRequest, slug: str) -> HttpResponse:
    """Let an invited municipality's coordinator see what the plan is and answer: accept or decline."""
    mine = PartnerInvitation.objects.answered_by(request.user).filter(plan__slug=slug).select_for_update(of=("self",))
    invitation = mine.select_related("plan__municipality__area", "municipality__area").first()
    if invitation is None:
        get_object_or_404(Plan.objects.editable_by(request.user), slug=slug)
        return redirect("plans:plan_partners", slug)
    answer = request.POST.get("answer")
    if answer not in ("accept", "decline"):
        return invitation_page(request, invitation)
    assert isinstance(request.user, User)  # noqa: S101 - the policy lets nobody else in
    if answer == "decline":
        invitation.decline(by=request.user)
        messages.success(request, _("You have declined."))
        return redirect("reports:my_work")
    invitation.accept(by=request.user)
    messages.success(request, accepted(invitation))
    return redirect("plans:plan_partners", slug)


def accepted(invitation: PartnerInvitation) -> str:
    """Return what has become of an accepted invitation."""
    words = {"municipality": invitation.municipality}
    if invitation.purpose == PartnerInvitation.Purpose.LEAD:
        return _("%(municipality)s leads the plan now.") % words
    return _("%(municipality)s takes part in the plan now.") % words


def invitation_page(request: HttpRequest, invitation: PartnerInvitation) -> HttpResponse:
    """Return what one needs to know to answer: who takes part, and what the plan wants to reach."""
    partners = invitation.plan.partners.taking_part().select_related("municipality__area").order_by("pk")
    principles = Principle.objects.filter(plan=invitation.plan, owner=None).prefetch_related("goals")
    context = {
        "invitation": invitation, "plan": invitation.plan, "partners": partners, "principles": principles,
        "municipality": invitation.municipality, "section": "plans",
    }  # fmt: skip
    return render(request, "plans/plan_invitation.html", context, status=400 if request.method == "POST" else 200)
