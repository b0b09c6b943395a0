"""What an invited party reads: the plan as it was when the consultation opened, with its own words in place."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans.content import PlanContent, Text
from plans.forms.statement import Written
from plans.models import Consultation, Invitation, Statement
from plans.passages import ALL, Passage, passages
from plans.rich_text import as_html
from welfareplans.organisations.templatetags.page import in_other_language


@dataclass(frozen=True)
class Words:
    """Picks texts for the reader, in the plan's order of languages, marked when they are in another language."""

    languages: tuple[str, ...]

    def __call__(self, text: Text) -> SafeString | str:
        code = self.chosen(text)
        if code in (get_language(), ALL):
            return text.get(code, "")
        return in_other_language(text[code], code)

    def chosen(self, text: Text) -> str:
        """Return the language in which a text is shown; empty for one that has none."""
        order = (get_language() or "", *self.languages, *text)
        return next((code for code in order if text.get(code)), ALL)

    def plain(self, text: Text) -> str:
        """Return the text without a mark of its language."""
        return text.get(self.chosen(text), "")


@dataclass(frozen=True)
class Fact:
    """One thing that is told about a part of the plan."""

    label: str
    html: SafeString


@dataclass(frozen=True)
class Row:
    """One part of the plan. text: the party's draft; error: why what was typed was not saved."""

    key: str
    level: str
    number: str
    title: SafeString | str
    facts: list[Fact]
    text: str = ""
    version: int = 0
    error: str = ""
    statement: Statement | None = None
    news: list[Fact] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Tell whether the box stands open: it does where there is a text, and for the plan as a whole."""
        return bool(self.text or self.error) or self.level == "plan"

    @property
    def label(self) -> SafeString | str:
        """Return number and title, or what stands for the plan as a whole."""
        if self.level == "plan":
            return _("The plan as a whole")
        return format_html("{} {}", self.number, self.title) if self.number else self.title


def content_of(consultation: Consultation) -> PlanContent:
    """Return the plan's text in the consultation."""
    content: PlanContent = json.loads(consultation.content)
    return content


def fact_words() -> dict[str, str]:
    """Return what the facts are called."""
    return {
        "title": _("Text"), "body": _("Text"), "years": _("Years"), "committees": _("Committees"),
        "programme": _("Programme"), "expected_result": _("Expected result"), "resources": _("Resources"),
        "indicators": _("Indicators"),
    }  # fmt: skip


def facts_of(passage: Passage, words: Words) -> list[Fact]:
    """Return what is told about a part of the plan, each line of it by itself."""
    labels = fact_words()
    return [Fact(labels[name], html_of(name, text, words)) for name, text in passage.facts.items()]


def html_of(name: str, text: Text, words: Words) -> SafeString:
    """Return a fact for a page: a chapter's text with its formatting, anything else with its line breaks."""
    if name != "body":
        return in_lines(words(text))
    code = words.chosen(text)
    body = as_html(words.plain(text))
    return body if code == get_language() else format_html('<div lang="{}">{}</div>', code, body)


def in_lines(text: SafeString | str) -> SafeString:
    """Return a text with its line breaks, escaped."""
    lines = str(text).split("\n") if not isinstance(text, SafeString) else [text]
    if isinstance(text, SafeString):
        return mark_safe(str(text).replace("\n", "<br>"))  # noqa: S308 - escaped already
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def party_rows(
    invitation: Invitation, found: Iterable[Passage], statements: dict[str, Statement], typed: Written | None = None
) -> list[Row]:
    """Return the parts of the plan with what the party has written. typed: a post that was refused in part."""
    words = Words(tuple(invitation.consultation.plan.languages))
    rows = []
    for passage in found:
        statement = statements.get(passage.key)
        text = statement.text if statement else ""
        refused, error = typed.refused.get(passage.key, ("", "")) if typed else ("", "")
        rows.append(
            Row(
                passage.key, passage.level, passage.number, words(passage.title), facts_of(passage, words),
                refused if error else text, statement.version if statement else 0, error, statement,
            )
        )  # fmt: skip
    return rows


def own_statements(invitation: Invitation) -> dict[str, Statement]:
    """Return what the party has written, by part."""
    return {one.about: one for one in invitation.statements.all()}


def has_unsubmitted(statements: Iterable[Statement]) -> bool:
    """Tell whether something was written after the statement was handed in."""
    return any(one.text != one.submitted_text for one in statements)


def plan_passages(consultation: Consultation) -> list[Passage]:
    """Return the parts of the plan as the parties read them."""
    return passages(content_of(consultation))
