"""The page of a plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from plans.models import Partner, Plan, Programme
from reports.plan_page.choice import Choice
from reports.plan_page.page import PARTS, decisions, indicator_part, level_words, table_part, tabs
from reports.plan_page.reader import Reader, make_reader
from reports.plan_page.states import Rounds, plan_rounds
from reports.plan_page.theory import theory
from reports.plan_page.timetable import timetable
from welfareplans.policy import memberships


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan: its table with newest states and figures, or the part that `part` names."""
    found = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("municipality__area", "area"), slug=slug
    )
    partners = list(found.partners.select_related("municipality__area").order_by("pk"))
    mine = memberships(request) if request.user.is_authenticated else []
    reader = make_reader(found, get_language() or "sv", mine, partners)
    rounds = plan_rounds(found, reader)
    wanted = request.GET.get("part", "")
    part = wanted if wanted in PARTS else "table"
    choice = Choice.of(request.GET)
    own = [one.municipality for one in mine if one.municipality_id in {each.municipality_id for each in partners}]
    context = {
        "plan": found, "reader": reader, "rounds": rounds, "choice": choice, "part": part, "tabs": tabs(part),
        "decisions": decisions(partners, reader.language), "words": level_words(found, reader.language),
        "municipality": own[0] if own else found.municipality, "section": "plans",
        "edit_address": reverse("plans:measure_edit", args=[found.slug, 0]).removesuffix("0/") if reader.edits else "",
        "folded": request.GET.get("goals") == "folded", "is_joint": len(partners) > 1,
    }  # fmt: skip
    return render(request, "reports/plan.html", context | contents(found, part, partners, rounds, choice, reader))


def contents(
    plan: Plan, part: str, partners: list[Partner], rounds: Rounds, choice: Choice, reader: Reader
) -> dict[str, Any]:
    """Return what one part of the page needs."""
    if part == "table":
        return dict(table_part(plan, partners, rounds, choice, reader))
    if part == "indicators":
        return dict(indicator_part(plan, rounds, reader))
    if part == "timetable":
        return {"timetable": timetable(plan, reader)}
    if part == "theory":
        return {"theory": theory(plan, partners, reader)}
    if part == "programmes":
        return {"programmes": Programme.objects.filter(measures__goal__principle__plan=plan).distinct().order_by("pk")}
    if part == "background":
        return {"sources": plan.sources.order_by("pk"), "contacts": plan.contacts.order_by("pk")}
    return {"chapters": plan.chapters.order_by("order", "pk")}
