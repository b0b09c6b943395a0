"""The plan's own words about itself: purpose, legal basis, how it is followed up."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.document.book import Book
from reports.document.prose import printed
from reports.document.theory import THEORY, has_theory
from reports.document.words import Words


@dataclass(frozen=True)
class Background:
    """A chapter of the plan; text: its blocks as XML."""

    title: Words
    text: SafeString


def background(book: Book) -> list[Background]:
    """Return the plan's chapters that have a text; the theory of change may have a chapter of the report."""
    told = [one for one in book.content["chapters"] if one["key"] != THEORY or not has_theory(book)]
    bodies = [(book.reader(one["title"]), book.reader(one["body"])) for one in told]
    return [Background(title, printed(body)) for title, body in bodies if body]
