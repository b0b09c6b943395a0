"""The rows of a plan over the years: a tag and no template, because a page has some hundreds of cells."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.plan_page.years import Line, Marks, Year
from welfareplans.organisations.templatetags.page import state

register = template.Library()


@register.simple_tag
def year_row(line: Line, years: list[Year], address: str, css: str = "") -> SafeString:
    """Return a measure's or a goal's row. address: of the plan's table, where the measure is shown in full."""
    nothing = format_html(
        '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>', _("Not reported yet")
    )
    title = format_html('<a class="govuk-link app-quiet" href="{}#m{}">{}</a>', address, line.pk, line.title)
    cells = format_html_join(
        "", '<td data-label="{}">{}</td>',
        ((one.year, marks(cell) if cell else nothing) for one, cell in zip(years, line.cells, strict=True)),
    )  # fmt: skip
    return format_html(
        '<tr class="{}"><th scope="row"><span class="app-years__no">{}</span> {}</th>{}</tr>\n',
        css, line.number, line.title if css else title, cells,
    )  # fmt: skip


@register.simple_tag
def marks(cell: Marks) -> SafeString:
    """Return a year's marks: one, or several with the number of committees."""
    return format_html_join(" ", "{}", ((state(one.value, counted(one.word, one.count), True),) for one in cell))


def counted(word: str, count: int) -> str:
    """Return the word with how many say so."""
    return f"{word} {count}" if count else word
