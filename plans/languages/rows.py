"""The rows of the page: each text in two languages, with what is missing, out of date or different in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.languages.choice import Choice
from plans.languages.kinds import KINDS
from plans.languages.outdated import Name, Outdated, checks_of, holds, outdated
from plans.languages.parity import Difference, What, differences, names_of_programme
from plans.languages.reading import Item, Texts
from plans.models import Plan, TranslationCheck
from plans.word_difference import difference

NODES = ("principle", "goal", "measure")
# What is a thing of its own, so that a language without its name lacks more than words.
THINGS = {("indicator", "name"), ("programme", "title"), ("use", "target_text")}


@dataclass(frozen=True)
class Row:
    """One text. name: in forms and addresses; other: the text in a third language when both of the pair lack it."""

    item: Item
    name: str
    field: str
    source: str
    text: str
    other: tuple[str, str] | None
    outdated: Outdated | None
    doubts: tuple[Difference, ...]

    @property
    def is_gap(self) -> bool:
        """Tell whether the text is still to be written in the language that is written."""
        return not self.text

    @property
    def label(self) -> str:
        """Return what the text is: in the table its row's number, and which of the row's texts it is."""
        kind = KINDS[self.item.kind]
        described: Any = kind.model._meta.get_field(self.field)
        if kind.name in NODES and self.field == kind.fields[0]:
            return self.item.place
        word = kind.model._meta.verbose_name if self.field == "name" else described.verbose_name
        return f"{self.item.place} {word}".strip()

    @property
    def since(self) -> str:
        """Return the day on which the source was changed."""
        return format_date(self.outdated.since, get_language() or "sv") if self.outdated else ""

    @property
    def what_changed(self) -> SafeString:
        """Return what the source said when it was translated and says now, the difference marked."""
        words = KINDS[self.item.kind].words
        was = self.outdated.was if self.outdated else self.source
        return difference(words(self.field, was), words(self.field, self.source))

    @property
    def doubts_told(self) -> list[str]:
        """Return in words what only one of the languages carries."""
        return [told(doubt, self.item.kind) for doubt in self.doubts]


def all_rows(plan: Plan, choice: Choice, items: Sequence[Item]) -> list[Row]:
    """Return every text side by side. items: the plan's, in the order of the document."""
    checks = checks_of(plan, choice.source, choice.into)
    old = outdated(items, choice.source, choice.into, checks) if choice.is_pair else {}
    programmes = [names_of_programme(item.texts["title"].values()) for item in items if item.kind == "programme"]
    return [
        made(item, field, texts, choice, checks, old.get((item.kind, item.key, field)), programmes)
        for item in items
        for field, texts in item.written()
    ]


def made(
    item: Item, field: str, texts: Texts, choice: Choice, checks: Mapping[Name, TranslationCheck],
    old: Outdated | None, programmes: Iterable[Collection[str]],
) -> Row:  # fmt: skip
    """Return one text as a row."""
    source, text = texts.get(choice.source, ""), texts.get(choice.into, "")
    other = None if source or text else next(iter(texts.items()))
    doubts: list[Difference] = []
    if source and text and choice.is_pair:
        if not holds(checks.get((item.kind, item.key, field)), source, text):
            words = KINDS[item.kind].words
            doubts = differences({choice.source: words(field, source), choice.into: words(field, text)}, programmes)
    elif (source or text) and (item.kind, field) in THINGS and choice.is_pair:
        doubts = [Difference(What.WHOLE, choice.source if source else choice.into, source or text)]
    return Row(item, f"{item.name}-{field}", field, source, text, other, old, tuple(doubts))


def shown(rows: Iterable[Row], show: str) -> list[Row]:
    """Return the rows that were asked for."""
    if show == "missing":
        return [row for row in rows if row.is_gap]
    if show == "changed":
        return [row for row in rows if row.outdated]
    return [row for row in rows if row.doubts or show != "different"]


def told(doubt: Difference, kind: str) -> str:
    """Return in words what only one language carries. kind: of the row that the text belongs to."""
    things = {
        "indicator": _("Only %(language)s: this indicator."), "programme": _("Only %(language)s: this programme."),
        "use": _("Only %(language)s: this standing target."),
    }  # fmt: skip
    words = {"language": in_words(doubt.only_in), "words": doubt.words}
    sentences = {
        What.NUMBER: _("Only %(language)s: the number %(words)s."),
        What.YEAR: _("Only %(language)s: the year %(words)s."),
        What.SHARE: _("Only %(language)s: a share (%%). The other text speaks of a number."),
        What.PROGRAMME: _("Only %(language)s: the programme %(words)s."),
        What.SHORT_NAME: _("Only %(language)s: %(words)s."),
        What.BREAKDOWN: _("Only %(language)s: the breakdown “%(words)s”."),
        What.LINES: _("The text %(language)s has more paragraphs or points: %(words)s."),
        What.UNFINISHED: _("The text %(language)s seems to break off after “%(words)s”."),
        What.WHOLE: things.get(kind, ""),
    }
    return sentences[doubt.what] % words


def in_words(language: str) -> str:
    """Return "in Swedish" and so on in the reader's language."""
    return {"sv": _("in Swedish"), "fi": _("in Finnish"), "da": _("in Danish")}[language]
