"""The coordinator reads a committee's part and judges it."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from reports.addresses import crumbs
from reports.desk.discussing import can_discuss
from reports.desk.papers import Papers, mark_seen, papers_of
from reports.forms.judging import JudgeForm
from reports.judging import Act, Outdated, judge
from reports.models import CommitteePart, NotAllowed
from reports.part_history import part_history
from reports.part_page import part_page
from welfareplans.organisations.models import User


def part_judge(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show the whole part; accept it, return it with reasons, or open an accepted one again."""
    rows = CommitteePart.objects.judged_by(request.user)
    rows = rows.select_related("committee", "round__plan__municipality__area", "round__plan__area")
    part = get_object_or_404(rows, pk=part_id)
    page = part_page(part)
    written = request.POST if request.method == "POST" else None
    form = JudgeForm(written, progress=[measure.pk for measure in page.measures], initial={"version": part.version})
    if form.is_valid() and isinstance(request.user, User):
        try:
            judge(part, form.judgement(), by=request.user)
        except Outdated as outdated:
            return told_outdated(request, outdated.part, form)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done_words(Act(form.cleaned_data["act"])))
            return redirect("reports:round", part.round_id)
    beside = papers_of(part, request.user)
    mark_seen(part, request.user, beside)
    measures = [
        (one, form[f"reason_{one.pk}"], replace(beside.get(one.measure, Papers()), once=str(uuid.uuid4())))
        for one in page.measures
    ]
    shown = {**around(part), "page": page, "form": form, "measures": measures}
    shown |= {"can_discuss": can_discuss(part), "is_judge": True}
    return render(request, "reports/part_judge.html", shown, status=400 if form.errors else 200)


def told_outdated(request: HttpRequest, part: CommitteePart, form: JudgeForm) -> HttpResponse:
    """Say that the part has changed since it was read; what was written is shown so that it can be used again."""
    written = [text for name, text in form.cleaned_data.items() if name.startswith("reason") and text]
    page = {**around(part), "history": part_history(part)[:1], "written": written}
    return render(request, "reports/part_judge_outdated.html", page, status=409)


def around(part: CommitteePart) -> dict[str, object]:
    """Return what stands around a part on its pages."""
    plan = part.round.plan
    return {
        "part": part,
        "round": part.round,
        "last_year": part.round.year - 1,
        "plan": plan,
        "municipality": plan.municipality,
        "section": "follow_up",
        "crumbs": crumbs(plan, part.round),
    }


def done_words(act: Act) -> str:
    """Return what has been done."""
    return {
        Act.ACCEPT: _("The part is accepted."),
        Act.RETURN: _("The part is returned; the committee sees the reasons."),
        Act.REOPEN: _("The part is open again; the committee sees the reason."),
    }[act]
