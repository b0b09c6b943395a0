"""The rows of the editor: tags and no templates, because a page has hundreds of them."""

from dataclasses import replace

from django import template
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.editor.nodes import LEVELS
from plans.editor.page import Table
from plans.editor.rows import Row
from plans.templatetags.plan_editor_menu import menu, move_buttons, step_buttons

register = template.Library()
# Each language as it calls itself.
OWN_NAMES = {"sv": "Svenska", "fi": "Suomi", "da": "Dansk"}


@register.simple_tag(takes_context=True)
def editor_rows(context: template.Context, table: Table) -> SafeString:
    """Return the whole table as nested lists."""
    return drawing(context["request"], table).children("")


def drawing(request: HttpRequest, table: Table) -> "Drawing":
    """Return what draws rows of the table for one reader."""
    return Drawing(table, get_token(request))


class Drawing:
    """Draws rows of one table. Every text that people wrote is escaped where it is put in."""

    def __init__(self, table: Table, token: str) -> None:
        self.table = table
        self.hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
        self.save_word = escape(_("Save"))
        self.empty_words = {code: escape(text) for code, text in table.missing.items()}

    def children(self, code: str) -> SafeString:
        """Return what stands below a node, or the principles."""
        below = "p" if not code else LEVELS[code[0]].below
        items = "".join(map(self.node, self.table.tree.children[code]))
        return safe(f'<ol class="app-outline" data-children="{code}" data-level="{below}">{items}</ol>')

    def node(self, code: str) -> SafeString:
        """Return a node with everything below it."""
        row = self.table.rows.nodes[code]
        indicators = self.indicators(code)
        below = self.below(code) if code[0] != "m" else ""
        return safe(f'<li class="app-node app-node--{code[0]}" id="{code}">{self.row(row)}{indicators}{below}</li>\n')

    def below(self, code: str) -> SafeString:
        """Return the children; a goal of a large plan folds, and its measures come when it is opened."""
        if code[0] != "g" or not self.table.folds:
            return self.children(code)
        count = len(self.table.tree.children[code])
        if code in self.table.opened:
            inside = f"{folded(count)}{self.children(code)}"
            return safe(f'<details class="app-fold" data-goal="{code}" open>{inside}</details>')
        address = f"{self.table.base}edit/?open={code}#{code}"
        link = format_html('<p><a class="govuk-link" href="{}">{}</a></p>', address, _("Show the measures"))
        empty = f'<ol class="app-outline" data-children="{code}" data-level="m" data-unread></ol>'
        return safe(f'<details class="app-fold" data-goal="{code}">{folded(count)}{link}{empty}</details>')

    def row(self, row: Row) -> SafeString:
        """Return a node's own line: number, texts, what it is about, buttons."""
        number, code = self.table.tree.numbers[row.code], row.code
        actions = move_buttons(self.table, row, number) if row.editable else ""
        if row.editable or row.is_open:
            actions += menu(self.table, row)
        head = f'<b class="app-node__no" id="n-{code}" data-no>{number}</b>'
        return self.line(row, code, head, f"n-{code}", actions, self.about(row))

    def indicators(self, code: str) -> SafeString:
        """Return the indicators of a measure or goal."""
        if code[0] == "p":
            return safe("")
        rows = self.table.rows.indicators.get(code, ())
        items = "".join(self.indicator(row, code, place, len(rows)) for place, row in enumerate(rows, 1))
        return safe(f'<ul class="app-outline__inds" data-indicators="{code}">{items}</ul>')

    def indicator(self, row: Row, code: str, number: int, count: int) -> SafeString:
        """Return one indicator of a node; the same one may stand under several. number: its place of `count`."""
        place = f"{row.code}-{code}"
        head = f'<b class="app-node__no" id="n-{place}">{escape(_("Indicator"))}</b>'
        if not self.table.rows.nodes[code].editable:
            about = format_html('<p class="meta app-node__about">{}</p>', " · ".join(row.about))
            line = self.line(replace(row, editable=False), place, head, "", "", about)
            return safe(f'<li class="app-node app-node--i" id="{place}">{line}</li>')
        actions = step_buttons(place, number, count) + menu(self.table, row, code)
        about = self.words(row, f"{self.table.base}indicators/{place}/", _("Baseline, target, breakdown …"))
        line = self.line(row, place, head, f"n-{place}", actions, about)
        return safe(f'<li class="app-node app-node--i" id="{place}">{line}</li>')

    def line(self, row: Row, place: str, head: str, label: str, actions: str, about: str) -> SafeString:
        """Return the form of one row, or its texts where the reader may not change them."""
        side = f'<div class="app-node__side">{actions}</div>'
        if not row.editable:
            return safe(f'<div class="app-node__row">{head}{self.plain(row)}{side}{about}</div>')
        where = "indicators" if row.code[0] == "i" else "edit"
        return safe(
            f'<form class="app-node__row" method="post" action="{self.table.base}{where}/{place}/" novalidate'
            f' data-row="{row.code}" data-key="row-{row.code}-{self.table.user_key}">{self.hidden}'
            f'<input type="hidden" name="version" value="{row.version}" autocomplete="off">'
            f"{head}{self.fields(row, label)}{side}{about}"
            f'<p class="app-node__save"><button class="govuk-button govuk-button--secondary">{self.save_word}</button>'
            "</p></form>"
        )

    def fields(self, row: Row, label: str) -> str:
        """Return a text box per language."""
        name = "name" if row.code[0] == "i" else "title"
        written = any(row.texts.values())
        cells = []
        for code in self.table.languages:
            text = row.texts[code]
            gap = ' class="is-gap"' if written and not text else ""
            gap += f' placeholder="{self.empty_words[code]}"' if len(self.table.languages) > 1 else ""
            lines = 1 + len(text) // (44 if len(self.table.languages) > 1 else 95)
            cells.append(
                f'<div class="app-node__text" data-label="{OWN_NAMES[code]}">'
                f'<textarea name="{name}_{code}" rows="{lines}" lang="{code}"{gap} aria-labelledby="{label} l-{code}">'
                f"{escape(text)}</textarea>"
                f'<p class="govuk-error-message" data-error-for="{name}_{code}" hidden></p></div>'
            )
        return "".join(cells)

    def plain(self, row: Row) -> str:
        """Return the texts as they stand."""
        return "".join(
            f'<div class="app-node__text"><p lang="{code}">{escape(row.texts[code])}</p></div>'
            for code in self.table.languages
        )

    def about(self, row: Row) -> SafeString:
        """Return the committees, years and programme of a measure, which lead to all of its details."""
        owner = self.table.owners.get(row.owner or 0, "")
        chip = format_html('<span class="app-chip">{}</span> ', owner) if owner else ""
        if row.code[0] != "m":
            return format_html('<p class="meta app-node__about">{}</p>', chip) if chip else safe("")
        address = f"{self.table.base}measures/{row.code[1:]}/?to=edit"
        return self.words(row, address, _("Committee, programme, years …"), chip)

    def words(self, row: Row, address: str, otherwise: str, chip: SafeString | str = "") -> SafeString:
        """Return what a row is about as a link that unfolds its details; otherwise: the words of one without any."""
        words = " · ".join(row.about) or otherwise
        mark = format_html(' <span class="app-mark">{}</span>', row.mark) if row.mark else ""
        return format_html(
            '<p class="meta app-node__about">{}<a class="govuk-link" href="{}"{}>{}</a>{}</p>',
            chip, address, safe(" data-unfold") if row.editable or row.code[0] == "i" else "", words, mark,
        )  # fmt: skip


def folded(count: int) -> SafeString:
    """Return the line of a goal that folds."""
    words = ngettext("%(count)d measure", "%(count)d measures", count) % {"count": count}
    return format_html("<summary>{}</summary>", words)


def safe(text: str) -> SafeString:
    """Return our own HTML; what people wrote has been escaped."""
    return mark_safe(text)  # noqa: S308 - every text in it was escaped
