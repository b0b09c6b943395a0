"""What a plan was prepared from, and whom to turn to: two lists on a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plans.background import ContactList, SourceList
from plans.forms.rows import RowForm
from plans.lists import RowList
from plans.models import Plan
from plans.views.lists import page_of, posted


def plan_background(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the plan's sources and contacts."""
    plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug
    )  # fmt: skip
    lists: list[RowList] = [SourceList(plan, request.user), ContactList(plan, request.user)]

    def page(refused: RowForm | None = None) -> HttpResponse:
        return page_of(request, "plans/plan_background.html", plan, "background", lists, refused)

    return posted(request, lists, page) if request.method == "POST" else page()
