"""The page of an indicator of a plan."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.models import Plan
from reports.addresses import address
from reports.indicator_page.page import indicator_page, open_areas, reporters_of
from reports.indicator_page.series import Access
from reports.plan_page.reader import make_reader
from reports.plan_page.reading import read
from reports.plan_page.states import plan_rounds
from welfareplans.policy import memberships


def indicator(request: HttpRequest, slug: str, plan_indicator_id: int) -> HttpResponse:
    """Show an indicator's figures, sources and corrections; it exists for whoever reads a text that names it."""
    plan = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("municipality__area", "area"), slug=slug
    )
    partners = list(plan.partners.select_related("municipality__area").order_by("pk"))
    mine = memberships(request) if request.user.is_authenticated else []
    reader = make_reader(plan, get_language() or "sv", mine, partners)
    # What is amended is told on the plan's page; here it would only cost time.
    text = read(plan, replace(reader, edits=False), mine, partners, request.GET.get("revision", "")).text
    use = next((row for row in text.uses() if row["pk"] == plan_indicator_id), None)
    if use is None:
        raise Http404
    here, reporters = {one.municipality_id for one in partners if one.takes_part}, reporters_of(plan_indicator_id)
    access = Access(
        own=plan.own_area.pk, parts=frozenset(one.municipality.area_id for one in partners),
        open_areas=open_areas(reader, [one for one in mine if one.municipality_id in here], reporters),
        works=reader.works, hidden_years=plan_rounds(plan, reader).hidden_years, threshold=reader.threshold,
    )  # fmt: skip
    way = [(_("Plans"), address("reports:plans")), (str(text.plan), reverse("reports:plan", args=[slug]))]
    context = {
        "plan": text.plan, "municipality": plan.municipality, "section": "plans", "reader": reader, "crumbs": way,
        "page": indicator_page(text, use, reader, access, reporters),
    }  # fmt: skip
    return render(request, "reports/indicator.html", context)
