"""The coordinator's page of statements: by part of the plan, each with its answer, and what changed since."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plans.canonical import plan_content
from plans.models import Consultation, Statement
from plans.ownership import Rights
from plans.party_page import Words, plan_passages
from plans.passages import Passage, by_key, has_changed, passages


@dataclass(frozen=True)
class Told:
    """One statement. changed: the name of the part that it changed, plain: without a mark of its language; anchor:
    where that part stands in the plan's table; is_mine: the reader answers it.
    """

    statement: Statement
    changed: SafeString | str
    plain: str
    anchor: str
    is_mine: bool = True


@dataclass(frozen=True)
class About:
    """One part of the plan with the statements about it. is_changed: it reads differently now; is_gone: deleted."""

    key: str
    level: str
    label: SafeString | str
    statements: list[Told]
    is_changed: bool
    is_gone: bool


@dataclass(frozen=True)
class StatementsPage:
    """Everything that the page shows."""

    parts: list[About]
    all: int
    answered: int

    @property
    def left(self) -> int:
        """Return how many are to be answered."""
        return self.all - self.answered


def statements_of(consultation: Consultation) -> list[Statement]:
    """Return what the parties have handed in, with who they are."""
    rows = Statement.objects.submitted().filter(invitation__consultation=consultation)
    return list(rows.select_related("invitation__committee__municipality__area", "invitation__municipality__area"))


def label_of(passage: Passage, words: Words) -> SafeString | str:
    """Return how a part of the plan is named to a reader."""
    if passage.level == "plan":
        return _("The plan as a whole")
    return format_html("{} {}", passage.number, words(passage.title)) if passage.number else words(passage.title)


def plain_label(passage: Passage, words: Words) -> str:
    """Return the same without a mark of its language."""
    if passage.level == "plan":
        return _("The plan as a whole")
    return f"{passage.number} {words.plain(passage.title)}".strip()


def statements_page(
    consultation: Consultation, rights: Rights | None = None, *, only_open: bool = False
) -> StatementsPage:
    """Return the statements in the plan's order. rights: the reader's; only_open: without those that are answered."""
    statements = statements_of(consultation)
    before, now = plan_passages(consultation), by_key(passages(plan_content(consultation.plan)))
    words = Words(tuple(consultation.plan.languages))
    every, about = by_key(before) | now, defaultdict(list)
    for one in statements:
        if not only_open or not one.is_answered:
            changed = every.get(one.changed)
            named = (label_of(changed, words), plain_label(changed, words)) if changed else ("", "")
            part = every.get(one.about)
            is_mine = rights is None or rights.edits(part.owner if part else None)
            about[one.about].append(Told(one, *named, in_the_editor(one.changed), is_mine))
    parts = [
        About(
            passage.key, passage.level, label_of(passage, words), about[passage.key],
            is_changed=passage.key in now and has_changed(passage, now[passage.key]), is_gone=passage.key not in now,
        )
        for passage in before
        if passage.key in about
    ]  # fmt: skip
    return StatementsPage(parts, len(statements), sum(one.is_answered for one in statements))


def parts_to_choose(consultation: Consultation, now: list[Passage]) -> list[tuple[str, str]]:
    """Return the plan's parts as choices: key and name."""
    words = Words(tuple(consultation.plan.languages))
    named = ((one.key, one.number, words.plain(one.title)) for one in now if one.level != "plan")
    return [
        ("plan", _("The plan as a whole")),
        *((key, f"{number} {title}".strip()[:120]) for key, number, title in named),
    ]


def in_the_editor(key: str) -> str:
    """Return where a part of the plan stands in its table: the anchor of a measure, else nothing."""
    level, _dash, number = key.partition("-")
    return f"m{number}" if level == "measure" else ""
