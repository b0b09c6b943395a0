"""What the committees propose: which measures to change or end, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.document.book import Book
from reports.document.words import Mark, Words, proposal


@dataclass(frozen=True)
class ProposalRow:
    """A change that a committee proposes."""

    mark: Mark
    number: str
    title: Words
    committee: Words
    reason: list[Words]


@dataclass(frozen=True)
class Proposals:
    """The chapter; unchanged: a sentence about the measures that go on as they are."""

    rows: list[ProposalRow]
    unchanged: str


def proposals(book: Book) -> Proposals:
    """Return the chapter: first what is to end, then what is to change."""
    rows = [
        ProposalRow(
            mark=proposal(progress["proposal"]),
            number=measure["number"],
            title=book.reader(measure["title"]),
            committee=book.committee_name(progress["committee"]),
            reason=book.reader(progress["reason"]).paragraphs,
        )
        for wanted in ("end", "change")
        for measure in book.measures
        for progress in measure["progress"]
        if progress["proposal"] == wanted
    ]
    same = sum(
        bool(measure["progress"]) and all(p["proposal"] in ("continue", None) for p in measure["progress"])
        for measure in book.measures
    )
    sentence = ngettext("%(count)s measure goes on unchanged.", "%(count)s measures go on unchanged.", same) % {
        "count": same
    }
    nothing = "" if rows else _("No changes are proposed.")
    return Proposals(rows, f"{nothing} {sentence}".strip())
