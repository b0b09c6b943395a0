"""How a plan is called on a page."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from plans.models import Plan
from plans.rich_text import as_html
from welfareplans.organisations.templatetags.page import in_language, text
from welfareplans.organisations.texts import LANGUAGES

register = template.Library()


@register.simple_tag
def plan_name(plan: Plan) -> SafeString | str:
    """Return the plan's title with its years, unless the title tells them itself."""
    title = text(plan, "title", plan.languages)
    if str(plan.first_year) in title:
        return title
    return format_html('{} <span class="nowrap">{}–{}</span>', title, plan.first_year, plan.last_year)


@register.simple_tag
def rich_text(row: object, field: str, languages: Iterable[str] = (), heading: int = 3) -> SafeString | str:
    """Return a rich text in the reader's language, else in another one with its `lang` and a small mark above it.

    languages: the order in which others are tried, main one first; heading: the level of the headings in the text.
    """
    own = get_language()
    for code in [own, *languages, *LANGUAGES]:
        if shown := as_html(getattr(row, f"{field}_{code}", ""), heading):
            if code == own:
                return format_html('<div class="app-prose">{}</div>', shown)
            mark = format_html('<p class="app-mark">({})</p>', in_language(str(code)))
            return format_html('{}<div class="app-prose" lang="{}">{}</div>', mark, code, shown)
    return ""
