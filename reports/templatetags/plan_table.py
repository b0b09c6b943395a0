"""The rows of the plan's table: tags and no templates, because a page has about a hundred of them."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.plan_page.figures import Figure
from reports.plan_page.rows import Count, MeasureRow
from reports.plan_page.states import StateShown
from welfareplans.organisations.templatetags.page import icon
from welfareplans.organisations.templatetags.page import state as state_tag

register = template.Library()


@register.simple_tag
def measure_row(measure: MeasureRow, state_year: int | None, edit_address: str) -> SafeString:
    """Return a measure with its number, title, committees, states and indicators.

    state_year: the year of the column's heading; another year is named. edit_address: empty for who cannot edit.
    """
    return format_html(
        '<tr id="m{}"><td class="c-no">{}</td>\n'
        '  <th scope="row"><span class="app-plan__text">{}</span><span class="meta">{}</span>{}</th>\n'
        '  <td class="c-state">{}</td>\n'
        '  <td class="c-ind"><ul class="app-inds">{}</ul></td></tr>\n',
        measure.pk,
        measure.number,
        measure.title,
        about(measure),
        edit_link(measure, edit_address) if edit_address and measure.edit_word else "",
        states(measure.states, state_year),
        figure_cells(measure.figures),
    )


def about(measure: MeasureRow) -> SafeString:
    """Return who is responsible, and what else stands under the title."""
    return format_html(
        "{}{}{}{}{}",
        measure.committees,
        format_html('\u00a0· <span class="nowrap">{}</span>', measure.years) if measure.years else "",
        f" · {measure.partners}" if measure.partners else "",
        format_html("{}{}", chip(measure.programme) if measure.programme else "", local_mark(measure.local)),
        format_html('<span class="app-block">{}</span>', measure.lineage) if measure.lineage else "",
    )


def chip(word: SafeString | str) -> SafeString:
    """Return a word in a small frame."""
    return format_html(' <span class="app-chip">{}</span>', word)


@register.simple_tag
def local_mark(partner: str) -> SafeString | str:
    """Return the mark of a partner's local addition; nothing where no partner is named."""
    return chip(_("Local addition: %(partner)s") % {"partner": partner}) if partner else ""


def edit_link(measure: MeasureRow, address: str) -> SafeString:
    """Return the way to the measure's editor. address: of the plan's measures."""
    return format_html(
        '<span class="meta app-hide-print"><a class="govuk-link" href="{}{}/">{}'
        '<span class="govuk-visually-hidden"> {}</span></a></span>',
        address, measure.pk, measure.edit_word, measure.number,
    )  # fmt: skip


def states(shown: tuple[StateShown, ...], state_year: int | None) -> SafeString:
    """Return a measure's states, the leading committee's first, with the year when it is not the heading's."""
    if not shown:
        return format_html('<span class="meta">{}</span>', _("Not reported yet"))
    cells = [
        (
            state_tag(one.value, one.word),
            format_html('<span class="meta">{}</span>', one.committee) if one.committee else "",
            format_html('<span class="meta">{}</span>', one.year) if one is shown[0] and one.year != state_year else "",
        )
        for one in shown
    ]
    return format_html_join("", "{}{}{}", cells)


@register.simple_tag
def state_counts(counts: list[Count]) -> SafeString:
    """Return how many measures are in each state."""
    cells = ((state_tag(one.value, str(one.count), plain=True), one.word.lower()) for one in counts)
    return format_html_join(
        "", '<span class="app-count">{}<span class="govuk-visually-hidden"> {}</span></span>', cells
    )


@register.simple_tag
def figure_cells(figures: tuple[Figure, ...]) -> SafeString:
    """Return the cells of several indicators."""
    return SafeString("".join(map(figure_cell, figures)))


def figure_cell(figure: Figure) -> SafeString:
    """Return the indicator's name, line, newest figure and target, or by whom and when it is to be specified."""
    if figure.is_to_be_specified:
        return to_be_specified(figure)
    return format_html(
        '<li class="app-ind"><a class="app-ind__name" href="{}">{}</a>{}<span class="app-ind__v num">{}</span>'
        '<span class="app-ind__t">{}</span></li>',
        figure.address,
        figure.name,
        figure.spark or SafeString('<span class="meta">–</span>'),
        newest(figure),
        target(figure),
    )


def newest(figure: Figure) -> SafeString:
    """Return the newest figure with its year."""
    if not figure.newest:
        return format_html("<small>{}</small>", _("No figure yet"))
    return SafeString(f"{conditional_escape(figure.newest)}<small>{figure.year}</small>")


def target(figure: Figure) -> SafeString | str:
    """Return the target; the word stands in the column's heading, which is not read out with each cell."""
    if not figure.target:
        return ""
    return format_html('<span class="govuk-visually-hidden">{} </span>{}', _("Target"), figure.target)


def to_be_specified(figure: Figure) -> SafeString:
    """Return the indicator's name with the mark that it is not ready."""
    when = _("by %(day)s") % {"day": figure.due} if figure.due else ""
    return format_html(
        '<li class="app-ind"><span class="app-ind__name">{}</span><span class="app-mark app-ind__rest">{}'
        "<span>{} {}{}{}</span></span></li>",
        figure.name, icon("gap"), _("To be specified"), when, " · " if figure.committee else "", figure.committee,
    )  # fmt: skip
