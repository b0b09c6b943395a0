"""The editor of the timetable."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plans.forms.rows import RowForm
from plans.lists import RowList
from plans.milestones import MilestoneList
from plans.models import Plan
from plans.views.lists import page_of, posted


def plan_timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the plan's milestones."""
    plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug
    )  # fmt: skip
    lists: list[RowList] = [MilestoneList(plan, request.user)]

    def page(refused: RowForm | None = None) -> HttpResponse:
        return page_of(request, "plans/plan_timetable.html", plan, "timetable", lists, refused)

    return posted(request, lists, page) if request.method == "POST" else page()
