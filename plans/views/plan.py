"""The plan itself: a new one, and its settings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.forms.plan import NewPlanForm, PlanForm
from plans.founding import found_plan
from plans.measure_editor import clashes_shown
from plans.models import Plan
from welfareplans.organisations.models import Municipality
from welfareplans.organisations.versions import Clash

USUAL_YEARS = 4


def plan_new(request: HttpRequest) -> HttpResponse:
    """Make a plan from an empty page."""
    coordinated = Municipality.objects.coordinated_by(request.user).select_related("area").order_by("pk")
    next_year = timezone.localdate().year + 1
    years = {"first_year": next_year, "last_year": next_year + USUAL_YEARS - 1}
    form = NewPlanForm(list(coordinated), request.POST or None, initial=years)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        plan, is_new = found_plan(form.chosen, form.titles, told["first_year"], told["last_year"], told["languages"])
        if is_new:
            messages.success(request, _("The plan has been made."))
        else:
            messages.info(request, _("This plan was there already; nothing was made."))
        return redirect("plans:plan_edit", plan.slug)
    return render(
        request, "plans/plan_new.html", {"form": form, "section": "plans"}, status=400 if form.errors else 200
    )


def plan_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the plan's title, years, languages, words and area; in a joint plan its lead municipality does."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    leads = Plan.objects.led_by(request.user).filter(pk=plan.pk).exists()
    if request.method == "POST" and not leads:
        raise Http404
    form = PlanForm(plan, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = form.save()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if clashes:
                return merge_page(request, plan, form, clashes)
            messages.success(request, _("Saved."))
            return redirect("plans:plan_settings", plan.slug)
    context = {"plan": plan, "form": form, "leads": leads, "here": "settings", "section": "plans"}
    context["municipality"] = plan.municipality
    return render(request, "plans/plan_settings.html", context, status=400 if form.errors else 200)


def merge_page(request: HttpRequest, plan: Plan, form: PlanForm, clashes: list[Clash]) -> HttpResponse:
    """Return both values of every field that somebody else has changed too; everything else has been saved."""
    context = {
        "plan": plan, "clashes": clashes_shown(form, clashes), "versions": {"version": form.row.version},
        "fields": ",".join(clash.field for clash in clashes), "here": "settings", "section": "plans",
        "municipality": plan.municipality, "back": reverse("plans:plan_settings", args=[plan.slug]),
    }  # fmt: skip
    return render(request, "plans/plan_merge.html", context, status=409)
