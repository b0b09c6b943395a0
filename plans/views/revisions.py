"""The plan's revisions: which there are, what differs between two of them, and each as a file."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from plans.adoption_page import WORKING, offer
from plans.canonical import plan_content
from plans.change_log import change_log
from plans.changes_shown import summary
from plans.comparing import Change, compare
from plans.content import PlanContent
from plans.in_force import decisions_of, plan_standings, revisions_of
from plans.models import Plan, Revision

Side = tuple[str, str]


def plan_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the revisions with their decisions, and to those who work with the plan who changed what when."""
    plan, works = read_plan(request, slug)
    decisions = decisions_of(plan)
    revisions = [
        (one, [each for each in decisions if each.revision_id == one.pk]) for one in reversed(revisions_of(plan))
    ]
    context = frame(request, plan, works, "history") | {"revisions": revisions, "standings": plan_standings(plan)}
    if works:
        context |= {"log": change_log(plan, request.GET.get("before", "")), "offer": offer(plan)}
    return render(request, "plans/plan_history.html", context)


def plan_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what differs between two revisions, or one and the working text for those who work with it."""
    plan, works = read_plan(request, slug)
    numbers = [str(one.number) for one in revisions_of(plan)]
    sides = [(one, _("Revision %(number)s") % {"number": one}) for one in numbers]
    sides += [(WORKING, _("Working text"))] if works else []
    old, new, changes = newest_change(request, plan, [value for value, _word in sides])
    context = frame(request, plan, works, "history") | {
        "sides": sides, "old": old, "new": new, "old_word": dict(sides).get(old), "new_word": dict(sides).get(new),
        "changes": changes, "summary": summary(changes),
    }  # fmt: skip
    return render(request, "plans/plan_compare.html", context)


def revision_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer a revision as the very characters that were fingerprinted."""
    plan, _works = read_plan(request, slug)
    revision = get_object_or_404(Revision, plan=plan, number=number)
    response = HttpResponse(revision.content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}-revision-{number}.json"'
    return response


def read_plan(request: HttpRequest, slug: str) -> tuple[Plan, bool]:
    """Return the plan that the user may read, and whether the user works with it and so reads the working text."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("municipality__area"), slug=slug)
    return plan, Plan.objects.worked_on_by(request.user).filter(pk=plan.pk).exists()


def frame(request: HttpRequest, plan: Plan, works: bool, here: str) -> dict[str, object]:
    """Return what the frame of the page needs; only coordinators have the tabs of work on the plan."""
    edits = works and Plan.objects.coordinated_by(request.user).filter(pk=plan.pk).exists()
    context: dict[str, object] = {"plan": plan, "here": here, "municipality": plan.municipality, "section": "plans"}
    return context | {"works": works, "edits": edits}


def chosen(request: HttpRequest, values: list[str]) -> Side:
    """Return the two texts to compare: those asked for, else the last two there are; empty where there is one only."""
    old, new = request.GET.get("from", ""), request.GET.get("to", "")
    if len(values) < 2:
        return "", ""
    return (old if old in values else values[-2], new if new in values else values[-1])


def newest_change(request: HttpRequest, plan: Plan, values: list[str]) -> tuple[str, str, list[Change]]:
    """Return what is compared, and what differs; unasked, adopted texts when the working text is the last of them."""
    old, new = chosen(request, values)
    changes = compare(content_of(plan, old), content_of(plan, new)) if old and new else []
    if changes or request.GET or new != WORKING or len(values) < 3:
        return old, new, changes
    old, new = values[-3:-1]
    return old, new, compare(content_of(plan, old), content_of(plan, new))


def content_of(plan: Plan, side: str) -> PlanContent:
    """Return the content of a revision, or of the working text."""
    if side == WORKING:
        return plan_content(plan)
    content: PlanContent = json.loads(plan.revisions.get(number=int(side)).content)
    return content
