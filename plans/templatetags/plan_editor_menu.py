"""The buttons at the end of a row of the editor."""

from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.editor.page import Table
from plans.editor.rows import Row
from welfareplans.organisations.templatetags.page import icon


def move_buttons(table: Table, row: Row, number: str) -> SafeString:
    """Return the buttons that move a node a step; they belong to the page's one form for moving."""
    level = row.code[0]
    up, down = _("Move up"), _("Move down")
    value = f"{row.code}:{number}"
    return button("up", f"{value}:up", up, number, off=row.code == table.tree.first[level]) + button(
        "down", f"{value}:down", down, number, off=row.code == table.tree.last[level]
    )


def step_buttons(place: str, number: int, count: int) -> SafeString:
    """Return the buttons that move an indicator among the `count` of its measure; one that is alone has none."""
    if count == 1:
        return mark_safe("")
    value, up, down = f"{place}:{number}", _("Move indicator up"), _("Move indicator down")
    return button("up", f"{value}:up", up, str(number), off=number == 1) + button(
        "down", f"{value}:down", down, str(number), off=number == count
    )


def button(symbol: str, value: str, word: str, number: str, *, off: bool) -> SafeString:
    """Return one button."""
    return format_html(
        '<button type="submit" form="move" name="go" value="{}"{}>{}<span class="govuk-visually-hidden">{}'
        ' <span data-no>{}</span></span></button>',
        value, mark_safe(" disabled") if off else "", icon(symbol), word, number,
    )  # fmt: skip


def menu(table: Table, row: Row, code: str = "") -> SafeString:
    """Return what else can be done with a row. code: of an indicator's measure or goal."""
    place = f"{row.code}-{code}" if code else row.code
    links = "".join(
        f'<li><a class="govuk-link" href="{table.base}{address.format(place=place, key=row.code[1:])}"'
        f' data-act="{act}">{word}</a></li>'
        for act, address, word in words(get_language() or "sv")[row.code[0]]
        if code or row.editable or act == "add"
    )
    number = table.tree.numbers.get(row.code, "")
    return mark_safe(  # noqa: S308 - our own words and codes
        f'<details class="app-menu"><summary>{icon("more")}<span class="govuk-visually-hidden">{escape(_("More"))}'
        f" <span data-no>{number}</span></span></summary><div><ul>{links}</ul></div></details>"
    )


@lru_cache
def words(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, by kind of row, what its menu offers: act, address, word. language: of the words."""
    to = ("move", "edit/{place}/move/", escape(_("Move to …")))
    away = ("remove", "edit/{place}/remove/", escape(_("Remove")))
    link = ("link", "edit/{place}/indicators/", escape(_("Add an indicator")))
    below = "edit/add/?at={place}&amp;level="
    return {
        "p": (
            ("add", below + "g", escape(_("Add a goal below"))),
            ("add", below + "p", escape(_("Add a principle after"))), to, away,
        ),
        "g": (
            ("add", below + "m", escape(_("Add a measure below"))), ("add", below + "g", escape(_("Add a goal after"))),
            link, to, away,
        ),
        "m": (
            ("unfold", "measures/{key}/?to=edit", escape(_("Committee, programme, years …"))),
            ("add", below + "m", escape(_("Add a measure after"))), link, to, away,
        ),
        "i": (
            ("unfold", "indicators/{place}/", escape(_("Baseline, target, breakdown …"))),
            ("remove", "indicators/{place}/remove/", escape(_("Remove from here"))),
        ),
    }  # fmt: skip
