"""The committees that can carry out a plan's measures."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.forms.committee import NewCommitteeForm
from plans.forms.measure import committees_of
from plans.models import Measure, Plan
from plans.views.measure import key_in
from welfareplans.organisations.models import Municipality


@transaction.atomic
def plan_committees(request: HttpRequest, slug: str) -> HttpResponse:
    """List the committees and add one; with `measure` in the address, go on with that measure."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    own = Municipality.objects.coordinated_by(request.user).filter(partnerships__in=plan.partners.taking_part())
    form = NewCommitteeForm(list(own.select_related("area").order_by("pk")), plan.languages, request.POST or None)
    measure = Measure.objects.of_plan(plan).filter(pk=key_in(request.GET, "measure")).first()
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Added: %(name)s") % {"name": form.save()})
        if measure is not None:
            return redirect("plans:measure_edit", plan.slug, measure.pk)
        return redirect("plans:plan_committees", plan.slug)
    context = {
        "plan": plan, "form": form, "measure": measure, "committees": committees_of(plan), "here": "committees",
        "municipality": plan.municipality, "section": "plans",
    }  # fmt: skip
    return render(request, "plans/plan_committees.html", context, status=400 if form.errors else 200)
