"""Registering that a council has adopted the plan, and putting words right without one."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.adopting import TextChanged, correct, register
from plans.adoption_page import Offer, offer
from plans.comparing import words_only
from plans.forms.adoption import AdoptionForm, CorrectionForm
from plans.in_force import number_of, plan_standings
from plans.models import Partner, Plan
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import NotAllowed


def plan_adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Register one council's decision on a revision, or on the working text, which then becomes one."""
    plan = edited_plan(request, slug)
    partners = registered_by(request, plan)
    standings, offered = plan_standings(plan), offer(plan)
    adopted = {one.partner.pk: number_of(one.decision) for one in standings if one.decision}
    only = partners[0].pk if len(partners) == 1 else None
    form = AdoptionForm(partners, offered, adopted, request.POST or None, initial={"partner": only})
    if form.is_valid() and registered(request, plan, form):
        messages.success(request, _("The decision of %(municipality)s has been registered.") % {
            "municipality": form.chosen
        })  # fmt: skip
        return redirect("reports:plan", plan.slug)
    context = frame(plan, "adopt") | {"form": form, "standings": standings, "offer": offered}
    context["may_correct"] = may_correct(request, plan, offered)
    return render(request, "plans/plan_adopt.html", context, status=400 if form.errors else 200)


def registered(request: HttpRequest, plan: Plan, form: AdoptionForm) -> bool:
    """Register what the form says; else tell at the field why not, and return False."""
    told = form.cleaned_data
    try:
        register(
            plan, partner=form.chosen, on=told["decided_on"], meeting=told["meeting"], section=told["section"],
            revision=form.revision, reason=told.get("reason", ""), seen=request.POST.get("seen") or "-",
            by=person(request),
        )  # fmt: skip
    except TextChanged:
        form.add_error("text", _(
            "The working text has been changed since you opened this page. Look at the changes and choose again which "
            "text the council adopted."
        ))  # fmt: skip
    except NotAllowed as reason:
        form.add_error(None, str(reason))
    return not form.errors


def plan_correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Put words right without a council's decision; only the lead municipality's coordinator does."""
    plan = edited_plan(request, slug)
    offered = offer(plan)
    if not may_correct(request, plan, offered):
        raise Http404
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        try:
            correct(plan, by=person(request), reason=form.cleaned_data["reason"], seen=request.POST.get("seen", ""))
        except TextChanged:
            form.add_error(None, _("The working text has been changed since you opened this page: look at it again."))
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("The correction has been registered."))
            return redirect("plans:plan_history", plan.slug)
    context = frame(plan, "adopt") | {"form": form, "offer": offered}
    return render(request, "plans/plan_correct.html", context, status=400 if form.errors else 200)


def person(request: HttpRequest) -> User:
    """Return who is signed in; the policy lets nobody else come here."""
    return cast(User, request.user)


def frame(plan: Plan, here: str) -> dict[str, object]:
    """Return what the frame of the pages of work on a plan needs."""
    return {"plan": plan, "here": here, "municipality": plan.municipality, "section": "plans"}


def edited_plan(request: HttpRequest, slug: str) -> Plan:
    """Return the plan that the user edits."""
    rows = Plan.objects.editable_by(request.user).select_related("municipality__area")
    plan: Plan = get_object_or_404(rows, slug=slug)
    return plan


def leads(request: HttpRequest, plan: Plan) -> bool:
    """Tell whether the user coordinates the plan's lead municipality."""
    found: bool = Plan.objects.led_by(request.user).filter(pk=plan.pk).exists()
    return found


def may_correct(request: HttpRequest, plan: Plan, offered: Offer) -> bool:
    """Tell whether the amendment in preparation is a matter of words, which the lead municipality may put right."""
    return plan.status == Plan.Status.ADOPTED and words_only(offered.changes) and leads(request, plan)


def registered_by(request: HttpRequest, plan: Plan) -> list[Partner]:
    """Return the partners that the user registers for: the lead's coordinator for all, others for theirs."""
    partners = plan.partners.taking_part().select_related("municipality__area").order_by("pk")
    if not leads(request, plan):
        partners = partners.filter(pk__in=Partner.objects.coordinated_by(request.user))
    if not partners:
        raise Http404
    return list(partners)
