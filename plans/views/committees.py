"""The committees that can carry out a plan's measures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from plans.committees import CommitteeList
from plans.forms.rows import RowForm
from plans.models import Measure, Plan
from plans.views.lists import page_of, posted
from plans.views.measure import key_in


def plan_committees(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the committees of the user's municipalities; with `measure` in the address, go on with that measure."""
    plan = get_object_or_404(Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug)
    committees = CommitteeList(plan, request.user)
    measure = Measure.objects.of_plan(plan).filter(pk=key_in(request.GET, "measure")).first()

    def page(refused: RowForm | None = None) -> HttpResponse:
        more = {"measure": measure, "others": committees.others(), "retired": committees.retired()}
        return page_of(request, "plans/plan_committees.html", plan, "committees", [committees], refused, **more)

    if request.method != "POST":
        return page()
    answer = posted(request, [committees], page)
    was_added = request.POST.get("act") == "add" and answer.status_code == 302
    return redirect("plans:measure_edit", plan.slug, measure.pk) if measure and was_added else answer
