"""Addresses of pages that a page leads to."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from plans.models import Plan
from reports.models import Round


def address(route: str, *arguments: object) -> str:
    """Return the address of a route, or an empty text where this installation has no such page."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def crumbs(plan: Plan, asked: Round | None = None) -> list[tuple[str, str]]:
    """Return the way here in words: my work, the plan, and the round when the page is below it."""
    way = [(_("My work"), address("reports:my_work")), (str(plan), address("reports:plan", plan.slug))]
    if asked is not None:
        way.append((_("Follow-up %(year)s") % {"year": asked.year}, address("reports:round", asked.pk)))
    return [(name, link) for name, link in way if link]


def reading_crumbs(plan: Plan) -> list[tuple[str, str]]:
    """Return the way here for somebody who only reads: the reports and the plan."""
    return [(_("Reports"), address("reports:reports")), (str(plan), address("reports:plan", plan.slug))]
