"""A text in the reader's language, or in another one and marked; and the words of states, grades and gaps."""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.document.content import Text
from welfareplans.organisations.texts import FORBIDDEN


@dataclass(frozen=True)
class Words:
    """A text; foreign is its language when that is not the reader's."""

    text: str = ""
    foreign: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def html(self) -> SafeString:
        """Return the text for a page, escaped; another language is declared and marked."""
        if not self.foreign:
            return format_html("{}", self.text)
        return format_html('<span lang="{}">{}</span> <i class="or">({})</i>', self.foreign, self.text, self.foreign)

    @property
    def lines(self) -> SafeString:
        """Return the same with its line breaks, as XML."""
        return mark_safe(self.html.replace("\n", "<br/>"))  # noqa: S308 - the text is escaped

    @property
    def paragraphs(self) -> "list[Words]":
        """Return the paragraphs, which an empty line parts."""
        return [Words(part.strip(), self.foreign) for part in re.split(r"\n\s*\n", self.text) if part.strip()]


@dataclass(frozen=True)
class Reader:
    """Picks texts for one language; a text that lacks it is shown in the plan's main language."""

    language: str
    languages: tuple[str, ...]

    def __call__(self, text: Text | None) -> Words:
        text = text or {}
        for language in (self.language, *self.languages, *sorted(text)):
            if (text.get(language) or "").strip():
                clean = FORBIDDEN.sub("", text[language].replace("\r\n", "\n")).strip()
                return Words(clean, "" if language == self.language else language)
        return Words()


@dataclass(frozen=True)
class Mark:
    """A judgement shown as sign, word and colour (the CSS class)."""

    sign: str
    word: str
    css: str


def state(key: str | None) -> Mark:
    """Return the mark of a measure's state; None is a measure nobody reported."""
    return {
        "not_started": Mark("○", pgettext("measure", "Not started"), "notyet"),
        "under_way": Mark("▶", pgettext("measure", "Under way"), "under"),
        "done": Mark("✓", pgettext("measure", "Done"), "done"),
        "delayed": Mark("▲", pgettext("measure", "Delayed"), "delayed"),
        "dropped": Mark("×", pgettext("measure", "Dropped"), "dropped"),
        "not_asked": Mark("–", pgettext("measure", "Not asked this year"), "notyet"),
    }.get(key or "", Mark("–", pgettext("measure", "Not reported"), "notyet"))


def grade(key: str | None) -> Mark:
    """Return the mark of a goal's assessment."""
    return {
        "on_track": Mark("+", pgettext("goal", "On track"), "a-on"),
        "partly": Mark("±", pgettext("goal", "Partly on track"), "a-part"),
        "off_track": Mark("−", pgettext("goal", "Off track"), "a-off"),
    }.get(key or "", Mark("–", pgettext("goal", "Not assessed"), "a-none"))


def proposal(key: str) -> Mark:
    """Return the mark of what a committee proposes for a measure."""
    return {
        "continue": Mark("→", pgettext("proposal", "Continue"), "k-chg"),
        "change": Mark("±", pgettext("proposal", "Change"), "k-chg"),
    }.get(key, Mark("×", pgettext("proposal", "End"), "k-end"))


def part_status(key: str) -> str:
    """Return the word for how far a committee's part has come."""
    return {
        "in_progress": pgettext("part", "In progress"),
        "submitted": pgettext("part", "Submitted"),
        "returned": pgettext("part", "Returned"),
        "accepted": pgettext("part", "Accepted"),
    }.get(key, pgettext("part", "Not started"))


def gap(reason: str | None) -> tuple[str, str]:
    """Return the word in the place of a figure and the key of its footnote (empty: none)."""
    return {
        "not_collected": (pgettext("figure", "missing"), ""),
        "not_available": (pgettext("figure", "awaited"), "awaited"),
        "suppressed": (pgettext("figure", "withheld"), "suppressed"),
        "withheld": (pgettext("figure", "withheld"), "withheld"),
    }.get(reason or "", ("–", ""))


def footnote(key: str) -> str:
    """Return the sentence of a footnote."""
    return {
        "awaited": _("Awaited: the figure is not available yet."),
        "suppressed": _("Withheld by the producer of the statistics, because the group is small."),
        "withheld": _("Withheld: so few are counted that somebody could be recognised, here or in another group."),
        "biennial": _("The figure is collected every second year."),
    }[key]
