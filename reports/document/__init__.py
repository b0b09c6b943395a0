"""From an edition's content and a language to what the report shows: numbers written, states in words, charts drawn.

Pure: the same content and language give the same document. The web edition and the PDF both show it.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import override

from reports.document.appendix import appendix
from reports.document.background import Background, background
from reports.document.book import Book, canonical
from reports.document.changes import Changes, changes
from reports.document.content import Content
from reports.document.cover import Cover, cover
from reports.document.decisions import Decision, decisions
from reports.document.goals import PrinciplePart, principle_parts
from reports.document.key_figures import KeyFigures, key_figures
from reports.document.method import Method, method
from reports.document.one_page import ORDER, OnePage, one_page
from reports.document.proposals import Proposals, proposals
from reports.document.tables import FigureTable
from reports.document.theory import Theory, theory
from reports.document.timetable import timetable
from reports.document.words import Mark, state

__all__ = ["Content", "Document", "canonical", "document"]


@dataclass(frozen=True)
class Document:
    """Everything the report shows, in order."""

    language: str
    year: int
    colour: str
    is_joint: bool
    is_brief: bool
    legend: list[Mark]
    cover: Cover
    one_page: OnePage
    background: list[Background]
    timetable: list[SafeString]
    theory: Theory | None
    key_figures: KeyFigures | None
    principles: list[PrinciplePart]
    changes: Changes | None
    proposals: Proposals
    decisions: list[Decision]
    method: Method
    appendix: list[FigureTable]


def document(content: Content, language: str) -> Document:
    """Return the report of an edition in a language (sv, fi, da)."""
    book = Book(content, language)
    with override(language):
        return Document(
            language=language,
            year=book.year,
            colour=book.colour,
            is_joint=len(content["municipalities"]) > 1,
            is_brief=content.get("brief", False),
            legend=[state(key) for key in ORDER],
            cover=cover(book),
            one_page=one_page(book),
            background=background(book),
            timetable=timetable(book),
            theory=theory(book),
            key_figures=key_figures(book),
            principles=principle_parts(book),
            changes=changes(book),
            proposals=proposals(book),
            decisions=decisions(book),
            method=method(book),
            appendix=appendix(book),
        )
