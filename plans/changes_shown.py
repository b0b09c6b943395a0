"""Differences between two of a plan's contents in words and marks, ready for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plans.comparing import ADDED, CHANGED, MOVED, REMOVED, Change
from plans.content import Text
from plans.word_difference import difference
from welfareplans.organisations.texts import LANGUAGES

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Mark:
    """What happened to a node. key: names its symbol and colour."""

    key: str
    word: str


@dataclass(frozen=True)
class FieldShown:
    """One thing that is said otherwise, both texts in one."""

    label: str
    language: str
    difference: SafeString | str


@dataclass(frozen=True)
class ChangeShown:
    """One node that differs. language: of its title, when it is not the reader's."""

    number: str
    title: str
    language: str
    marks: tuple[Mark, ...]
    fields: tuple[FieldShown, ...]
    moved: str


@dataclass(frozen=True)
class Group:
    """The nodes of one kind that differ."""

    level: str
    word: str
    changes: tuple[ChangeShown, ...]


def groups(changes: Iterable[Change]) -> list[Group]:
    """Return the differences by kind; the table's three levels stand together, in its order."""
    table = ("principle", "goal", "measure")
    words = {
        "plan": _("The plan itself"), "chapter": _("Text"), "table": _("The table"), "indicator": _("Indicators"),
        "programme": _("Programmes"), "milestone": _("Timetable"), "source": _("Sources"), "contact": _("Contacts"),
    }  # fmt: skip
    by_kind = groupby(changes, key=lambda one: "table" if one.level in table else one.level)
    return [Group(kind, words[kind], tuple(shown(one) for one in found)) for kind, found in by_kind]


def shown(change: Change) -> ChangeShown:
    """Return one difference in words."""
    title, language = read(change.title)
    levels = {"principle": _("Principle"), "goal": _("Goal"), "measure": _("Measure")}
    number = change.after or change.before
    moved = ""
    if MOVED in change.marks and change.before != change.after:
        moved = _("was %(before)s, is %(after)s") % {"before": change.before, "after": change.after}
    elif MOVED in change.marks:
        moved = _("stands in another place")
    return ChangeShown(
        number=f"{levels[change.level]} {number}" if number else "",
        title=title, language=language, marks=tuple(Mark(one, mark_words()[one]) for one in change.marks),
        fields=tuple(
            FieldShown(field_label(one.label, one.language), one.language, words(one.before, one.after))
            for one in change.fields
        ),
        moved=moved,
    )  # fmt: skip


def mark_words() -> dict[str, str]:
    """Return what the marks are called."""
    return {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed"), MOVED: _("moved")}


def words(before: str, after: str) -> SafeString | str:
    """Return both texts in one; where the words are the same only their layout has changed."""
    marked = difference(before, after, _("removed:"), _("added:"))
    return marked if before.split() != after.split() else _("only the layout")


def field_label(label: str, language: str) -> str:
    """Return what the field is called, with the language of a text."""
    return f"{label} ({LANGUAGE_NAMES[language]})" if language else label


def read(texts: Text) -> tuple[str, str]:
    """Return a text in the reader's language, else in another one and which."""
    own = get_language() or "sv"
    code = next((one for one in (own, *LANGUAGES) if texts.get(one)), own)
    return texts.get(code, ""), "" if code == own else code


def summary(changes: Iterable[Change]) -> str:
    """Return how many nodes were added, removed, changed and moved: 1 added, 3 changed."""
    marks = [mark for one in changes for mark in one.marks]
    counts = {mark: marks.count(mark) for mark in (ADDED, REMOVED, CHANGED, MOVED)}
    told = [
        ngettext("%(count)s added", "%(count)s added", counts[ADDED]) % {"count": counts[ADDED]},
        ngettext("%(count)s removed", "%(count)s removed", counts[REMOVED]) % {"count": counts[REMOVED]},
        ngettext("%(count)s changed", "%(count)s changed", counts[CHANGED]) % {"count": counts[CHANGED]},
        ngettext("%(count)s moved", "%(count)s moved", counts[MOVED]) % {"count": counts[MOVED]},
    ]
    return ", ".join(text for text, count in zip(told, counts.values(), strict=True) if count)
