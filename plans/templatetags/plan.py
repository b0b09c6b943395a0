"""How a plan is called on a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.models import Plan
from welfareplans.organisations.templatetags.page import text

register = template.Library()


@register.simple_tag
def plan_name(plan: Plan) -> SafeString | str:
    """Return the plan's title with its years, unless the title tells them itself."""
    title = text(plan, "title", plan.languages)
    if str(plan.first_year) in title:
        return title
    return format_html('{} <span class="nowrap">{}–{}</span>', title, plan.first_year, plan.last_year)
