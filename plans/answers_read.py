"""The answers to a party's statements, and what the plan says now where something was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from plans.canonical import plan_content
from plans.models import Consultation, Statement
from plans.party_page import Fact, Row, Words, fact_words
from plans.passages import Passage, by_key, changed_facts, passages
from plans.rich_text import as_plain
from plans.word_difference import difference


@dataclass(frozen=True)
class Answered:
    """One statement with its answer. changes: what reads differently now in the part that was changed."""

    row: Row
    statement: Statement
    changed: str
    changes: list[Fact]


def answered_rows(consultation: Consultation, before: Sequence[Passage], rows: Sequence[Row]) -> list[Answered]:
    """Return the party's submitted statements; with the answers once they are shown."""
    told = [(row, row.statement) for row in rows if row.statement and row.statement.submitted_text]
    if not told:
        return []
    now = passages(plan_content(consultation.plan)) if consultation.is_answered else []
    words = Words(tuple(consultation.plan.languages))
    return [
        Answered(row, statement, *what_changed(statement.changed, by_key(before), by_key(now), words))
        for row, statement in told
    ]


def what_changed(
    key: str, before: dict[str, Passage], now: dict[str, Passage], words: Words
) -> tuple[SafeString | str, list[Fact]]:
    """Return the name of a part of the plan, and how it reads now beside how it read in the consultation."""
    old, new = before.get(key), now.get(key)
    named = new or old
    if not key or named is None:
        return "", []
    label = format_html("{} {}", named.number, words(named.title)) if named.number else words(named.title)
    return label, differences(old, new, words) if old and new else []


def differences(old: Passage, new: Passage, words: Words) -> list[Fact]:
    """Return each fact that differs, word by word, in the reader's language."""
    labels = fact_words()
    pairs = (
        (name, *(as_plain(text) if name == "body" else text for text in (words.plain(was), words.plain(becomes))))
        for name, was, becomes in changed_facts(old, new)
    )
    return [Fact(labels[name], difference(was, becomes)) for name, was, becomes in pairs if was != becomes]
