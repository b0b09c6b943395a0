"""Ending a plan: from then on it is only read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans.forms.adoption import EndForm
from plans.models import Plan
from plans.views.adoption import edited_plan, frame, leads
from welfareplans.organisations.versions import EditConflict, NotAllowed


def plan_end(request: HttpRequest, slug: str) -> HttpResponse:
    """End an adopted plan; the lead municipality's coordinator does it."""
    plan = edited_plan(request, slug)
    if plan.status != Plan.Status.ADOPTED or not leads(request, plan):
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            plan.end(on=form.cleaned_data["ended_on"], reason=form.cleaned_data["reason"])
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        except EditConflict:
            form.add_error(None, _("Somebody has changed the plan meanwhile: look at it and try again."))
        else:
            messages.success(request, _("The plan has ended. It stays readable; its follow-ups can be completed."))
            return redirect("reports:plan", plan.slug)
    context = frame(plan, "adopt") | {"form": form}
    return render(request, "plans/plan_end.html", context, status=400 if form.errors else 200)
