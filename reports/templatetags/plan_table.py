"""The cell of an indicator in the plan's table: a tag and no template, because a page has about a hundred of them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.plan_page.figures import Figure
from welfareplans.organisations.templatetags.page import icon

register = template.Library()


@register.simple_tag
def figure_cell(figure: Figure, target_word: str) -> SafeString:
    """Return the indicator's name, line, newest figure and target, or by whom and when it is to be specified."""
    if figure.is_to_be_specified:
        return to_be_specified(figure)
    newest = format_html("{}<small>{}</small>", figure.newest, figure.year)
    target = format_html('<span class="govuk-visually-hidden">{} </span>{}', target_word, figure.target)
    return format_html(
        '<li class="app-ind"><span class="app-ind__name">{}</span>{}<span class="app-ind__v num">{}</span>'
        '<span class="app-ind__t">{}</span></li>',
        figure.name,
        figure.spark or format_html('<span class="meta">{}</span>', "–"),
        newest if figure.newest else format_html("<small>{}</small>", _("No figure yet")),
        target if figure.target else "",
    )


def to_be_specified(figure: Figure) -> SafeString:
    """Return the indicator's name with the mark that it is not ready."""
    when = _("by %(day)s") % {"day": figure.due} if figure.due else ""
    return format_html(
        '<li class="app-ind"><span class="app-ind__name">{}</span><span class="app-mark app-ind__rest">{}'
        "<span>{} {}{}{}</span></span></li>",
        figure.name, icon("gap"), _("To be specified"), when, " · " if figure.committee else "", figure.committee,
    )  # fmt: skip
