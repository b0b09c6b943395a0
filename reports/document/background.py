"""The plan's own words about itself: purpose, legal basis, how it is followed up."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from plans.rich_text import as_print
from reports.document.book import Book
from reports.document.words import Words

# How the blocks of a text are styled; their headings stand one level below the chapter's.
LOOK = {"p": "in", "h3": "th", "ul": "bl", "ol": "bl"}


@dataclass(frozen=True)
class Background:
    """A chapter of the plan; text: its blocks as XML."""

    title: Words
    text: SafeString


def background(book: Book) -> list[Background]:
    """Return the plan's chapters that have a text."""
    bodies = [(book.reader(chapter["title"]), book.reader(chapter["body"])) for chapter in book.content["chapters"]]
    return [Background(title, printed(body)) for title, body in bodies if body]


def printed(body: Words) -> SafeString:
    """Return a text as it is printed; each block in another language than the report's says so."""
    language = escape(body.foreign)

    def in_its_language(words: str) -> str:
        return f'<span lang="{language}">{words}</span> <i class="or">({language})</i>' if language else words

    return as_print(body.text, 4, LOOK, in_its_language)
