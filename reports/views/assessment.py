"""The coordinator assesses a goal with the evidence beside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.models import Goal
from reports.addresses import crumbs
from reports.assessing import Clashing, assess
from reports.forms.assessment import AssessmentForm
from reports.goal_page import following, goal_page
from reports.models import Assessment, NotAllowed, Round
from reports.plan_tree import read_tree


def goal_assess(request: HttpRequest, round_id: int, goal_id: int) -> HttpResponse:
    """Show a goal's evidence and save its assessment; go on to the round or to the next goal without one."""
    rounds = Round.objects.editable_by(request.user).select_related("plan__municipality__area", "plan__area")
    asked = get_object_or_404(rounds, pk=round_id)
    goal = get_object_or_404(Goal, pk=goal_id, principle__plan=asked.plan_id)
    row = Assessment.objects.filter(round=asked, goal=goal).first()
    written = request.POST if request.method == "POST" else None
    form = AssessmentForm(written, languages=asked.plan.languages, row=row)
    page = around(asked)
    if form.is_valid():
        try:
            assess(asked, goal, form.cleaned_data["version"], form.written())
        except Clashing as clashing:
            return merged(request, page, form, clashing)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_on(request, asked, goal)
    page |= {"page": goal_page(asked, goal), "form": form, "chosen": form["grade"].value() or "", "row": row}
    return render(request, "reports/goal_assess.html", page, status=400 if form.errors else 200)


def around(asked: Round) -> dict[str, object]:
    """Return what stands around the page."""
    plan = asked.plan
    return {
        "round": asked,
        "plan": plan,
        "municipality": plan.municipality,
        "section": "follow_up",
        "crumbs": crumbs(plan, asked),
        "grades": Assessment.Grade.choices,
    }


def go_on(request: HttpRequest, asked: Round, goal: Goal) -> HttpResponse:
    """Lead on after a save: to the next goal without an assessment when that was asked for, else to the round."""
    tree = read_tree(asked.plan)
    ahead = following(asked, goal, tree) if request.POST.get("then") == "next" else None
    messages.success(request, _("The assessment of goal %(number)s is saved.") % {"number": tree.goals[goal.pk].number})
    if ahead is not None:
        return redirect("reports:goal_assess", asked.pk, ahead.pk)
    return redirect("reports:round", asked.pk)


def merged(request: HttpRequest, page: dict[str, object], form: AssessmentForm, clashing: Clashing) -> HttpResponse:
    """Show both texts where somebody else changed the same field; what does not clash is carried along."""
    clashes = {clash.field: clash for clash in clashing.clashes}
    grade = clashes.pop("grade", None)
    page |= {
        "version": clashing.version,
        "grade_clash": grade,
        "grade_theirs": str(Assessment.Grade(grade.theirs).label) if grade and grade.theirs else "",
        "texts": [(form[name], clash) for name, clash in clashes.items()],
        "carried": {
            name: text
            for name, text in clashing.merged.items()
            if name not in clashes and not (grade and name == "grade")
        },
        "then": request.POST.get("then", ""),
    }
    return render(request, "reports/assess_merge.html", page, status=409)
