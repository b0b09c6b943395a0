"""Registering that a council has adopted the plan."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.forms.adoption import AdoptionForm
from plans.models import Partner, Plan
from welfareplans.organisations.models import Municipality


def plan_adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Register one council's decision; with the first one the plan is adopted."""
    plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug
    )  # fmt: skip
    partners = registered_by(request, plan)
    only = partners[0].pk if len(partners) == 1 else None
    form = AdoptionForm(partners, request.POST or None, initial={"partner": only})
    if form.is_valid():
        told = form.cleaned_data
        plan.adopt(partner=form.chosen, on=told["decided_on"], meeting=told["meeting"], section=told["section"])
        messages.success(request, _("The decision of %(municipality)s has been registered.") % {
            "municipality": form.chosen
        })  # fmt: skip
        return redirect("reports:plan", plan.slug)
    context = {"plan": plan, "form": form, "partners": partners, "here": "adopt"}
    context |= {"municipality": plan.municipality, "section": "plans"}
    return render(request, "plans/plan_adopt.html", context, status=400 if form.errors else 200)


def registered_by(request: HttpRequest, plan: Plan) -> list[Partner]:
    """Return the partners that the user registers for: the lead municipality's coordinator for all, others for theirs.

    A plan that has ended is adopted no more.
    """
    coordinated = Municipality.objects.coordinated_by(request.user)
    partners = plan.partners.select_related("municipality__area").order_by("pk")
    if not coordinated.filter(pk=plan.municipality_id).exists():
        partners = partners.filter(municipality__in=coordinated)
    if plan.status == Plan.Status.ENDED or not partners:
        raise Http404
    return list(partners)
