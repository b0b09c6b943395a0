"""The plan's text: its chapters, and the checklist of what they should say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from plans.chapters import ChapterList
from plans.checklist import shown
from plans.checklist_points import CHECKED
from plans.forms.rows import RowForm
from plans.models import Plan
from plans.views.lists import page_of, posted


def plan_chapters(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit the plan's chapters; `act=suggest` adds the one that a point of the checklist asks for."""
    plan = get_object_or_404(
        Plan.objects.editable_by(request.user).select_related("municipality__area"), slug=slug
    )  # fmt: skip
    chapters = ChapterList(plan, request.user)

    def page(refused: RowForm | None = None) -> HttpResponse:
        rows = list(chapters.rows())
        told = [shown(one, rows, plan.languages) for one in chapters.checklists]
        more = {"checklists": told, "checked": CHECKED}
        return page_of(request, "plans/plan_chapters.html", plan, "chapters", [chapters], refused, **more)

    if request.method != "POST":
        return page()
    if request.POST.get("act") == "suggest":
        chapter = chapters.suggest(request.POST.get("point", ""))
        return redirect(f"{request.path}?open={chapter.pk}#chapters{chapter.pk}")
    return posted(request, [chapters], page)
