"""The page of a plan."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from plans.models import Partner, Plan
from reports.plan_page.choice import Choice
from reports.plan_page.lineage import lineage
from reports.plan_page.page import PARTS, decisions, indicator_part, level_words, table_part, tabs
from reports.plan_page.reader import Reader, make_reader
from reports.plan_page.reading import Reading, read
from reports.plan_page.source import PlanText
from reports.plan_page.states import Rounds, plan_rounds
from reports.plan_page.theory import theory
from reports.plan_page.timetable import timetable
from reports.plan_page.years import over_the_years
from welfareplans.policy import memberships

IS_CONTINUED = Exists(Plan.objects.filter(predecessor=OuterRef("pk")))


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan: its table with newest states and figures, or the part that `part` names."""
    rows = Plan.objects.visible_to(request.user).select_related("municipality__area", "area")
    found = get_object_or_404(rows.annotate(is_continued=IS_CONTINUED), slug=slug)
    partners = list(found.partners.select_related("municipality__area").order_by("pk"))
    mine = memberships(request) if request.user.is_authenticated else []
    reader = make_reader(found, get_language() or "sv", mine, partners)
    reading = read(found, reader, mine, partners, request.GET.get("revision", ""))
    part = request.GET.get("part", "")
    part = part if part in PARTS else "table"
    rounds = plan_rounds(found, reader)
    own = [one.municipality for one in mine if one.municipality_id in {each.municipality_id for each in partners}]
    context = around(request, found, reader, reading) | {
        "rounds": rounds, "part": part, "tabs": tabs(part), "is_joint": len(partners) > 1,
        "municipality": own[0] if own else found.municipality,
    }  # fmt: skip
    if part == "table":
        related = found.predecessor_id or found.is_continued
        choice, history = Choice.of(request.GET), lineage(found, request.user) if related else {}
        context |= {"choice": choice, **table_part(reading.text, partners, rounds, choice, reader, history)}
    else:
        context |= other_part(request, reading.text, part, partners, rounds, reader)
    return render(request, "reports/plan.html", context)


def around(request: HttpRequest, found: Plan, reader: Reader, reading: Reading) -> dict[str, Any]:
    """Return what stands over every part of the page. found: the plan as it is worked on."""
    shown = reading.text.plan
    edits = reader.edits and reading.number is None and found.status != Plan.Status.ENDED
    return {
        "plan": shown, "reader": reader, "reading": reading, "offer": reading.offer, "section": "plans",
        "decisions": decisions(reading.standings, reader.language), "words": level_words(shown, reader.language),
        "edit_address": reverse("plans:measure_edit", args=[found.slug, 0]).removesuffix("0/") if edits else "",
        "folded": request.GET.get("goals") == "folded",
        "keep": f"revision={reading.number}&" if reading.number and "revision" in request.GET else "",
    }  # fmt: skip


def other_part(
    request: HttpRequest, text: PlanText, part: str, partners: list[Partner], rounds: Rounds, reader: Reader
) -> dict[str, Any]:
    """Return what a part of the page beside the table needs."""
    if part == "years":
        whole = request.GET.get("years") == "all"
        return {"over": over_the_years(text, rounds, reader, request.user, partners, whole=whole)}
    if part == "indicators":
        return dict(indicator_part(text, rounds, reader))
    if part == "timetable":
        return {"timetable": timetable(text, reader)}
    if part == "theory":
        return {"theory": theory(text, partners, reader)}
    if part == "programmes":
        return {"programmes": text.programmes()}
    if part == "background":
        return {"sources": text.sources(), "contacts": text.contacts()}
    return {"chapters": text.chapters()}
