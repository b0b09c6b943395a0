"""Template tags that every page uses: symbols, states, texts in the reader's or another language."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select, Textarea
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from welfareplans.organisations.file_sizes import file_size
from welfareplans.organisations.icons import CLASSES, STATES, icon_svg
from welfareplans.organisations.texts import LANGUAGES

register = template.Library()


@register.simple_tag
@lru_cache
def icon(name: str) -> SafeString:
    """Return a symbol; a word stands beside it."""
    return mark_safe(icon_svg(name))  # noqa: S308 - our own constants


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # a page has the same few a hundred times; a safe text is not an unsafe one
def state(value: str, word: str, plain: bool = False) -> SafeString:
    """Return a state as symbol, word and colour. value: what the database calls it; word: what people call it."""
    symbol = STATES.get(value, "gap")
    return format_html(
        '<span class="app-state app-state--{}{}">{}{}</span>',
        CLASSES.get(symbol, symbol), " app-state--plain" if plain else "", icon(symbol), word,
    )  # fmt: skip


@register.simple_tag
def text(row: object, field: str, languages: Iterable[str] = ()) -> SafeString | str:
    """Return a translated field in the reader's language, else in another one with its `lang` and a small mark.

    row: anything that has the field in its languages; languages: the order in which others are tried, main one first.
    """
    own = get_language()
    for code in [own, *languages, *LANGUAGES]:
        found = getattr(row, f"{field}_{code}", "")
        if found:
            return found if code == own else in_other_language(found, str(code))
    return ""


def in_other_language(found: Any, code: str) -> SafeString:
    """Return a text marked as being in another language than the page."""
    return format_html('<span lang="{}">{}</span> <span class="app-mark">({})</span>', code, found, in_language(code))


register.filter(file_size)


@register.filter
def in_language(code: str) -> str:
    """Return in words in which language a text is."""
    return {"sv": gettext("in Swedish"), "fi": gettext("in Finnish"), "da": gettext("in Danish")}[code]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a form field's input in our look, tied to its hint and its errors."""
    widget = field.field.widget
    # allauth repeats the label there; it would vanish at the first letter, and in words of its own.
    widget.attrs.pop("placeholder", None)
    look = "select" if isinstance(widget, Select) else "textarea" if isinstance(widget, Textarea) else "input"
    attributes: dict[str, str | bool] = {}
    if not isinstance(widget, CheckboxInput):
        own = widget.attrs.get("class", "")
        attributes["class"] = " ".join(filter(None, (f"govuk-{look}", "govuk-input--error" * bool(field.errors), own)))
    return field.as_widget(attrs=attributes)
