"""The theory of change as the report draws it, principle by principle."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from plans.theory import Activity, Aim, Focus, Said, Steps, steps
from plans.theory_drawing import PAPER, lanes
from reports.document.book import Book
from reports.document.content import Goal, Measure, Principle, Text
from reports.document.prose import printed
from reports.document.words import Words

THEORY = "theory_of_change"
WIDE_MM = 166


@dataclass(frozen=True)
class Part:
    """A principle: its chain in words, and drawn with no drawing taller than a page."""

    title: Words
    number: str
    aims: tuple[Aim, ...]
    drawings: list[SafeString]


@dataclass(frozen=True)
class Theory:
    """The chapter: what the plan says of it (as XML), which steps it writes of, and the chain of each principle."""

    texts: list[SafeString]
    written: Steps
    parts: list[Part]


def has_theory(book: Book) -> bool:
    """Tell whether the report has the chapter: the plan writes of it, or of what its measures are expected to give.

    An edition from before the chain was frozen with it is shown as it was.
    """
    measures = book.measures
    if not any("expected_result" in one for one in measures):
        return False
    return bool(chapter(book)) or any(one.get("expected_result") for one in measures)


def chapter(book: Book) -> list[Words]:
    """Return the plan's own texts about it."""
    bodies = (book.reader(one["body"]) for one in book.content["chapters"] if one["key"] == THEORY)
    return [body for body in bodies if body]


def theory(book: Book) -> Theory | None:
    """Return the chapter, or None."""
    if not has_theory(book):
        return None
    chain = [focus(book, principle) for principle in book.content["principles"]]
    written = steps(chain)
    parts = [
        Part(
            book.reader(principle["title"]), principle["number"], one.aims,
            [drawing for aim in one.aims for drawing in lanes(aim, written, PAPER, WIDE_MM, book.colour)],
        )
        for principle, one in zip(book.content["principles"], chain, strict=True)
    ]  # fmt: skip
    return Theory([printed(body) for body in chapter(book)], written, parts)


def focus(book: Book, principle: Principle) -> Focus:
    """Return a principle's chain."""
    return Focus(
        principle["number"], said(book, principle["title"]), tuple(aim(book, one) for one in principle["goals"])
    )


def aim(book: Book, goal: Goal) -> Aim:
    """Return a goal's chain."""
    activities = tuple(activity(book, one) for one in goal["measures"])
    return Aim(
        goal["id"], goal["number"], said(book, goal["title"]), names(book, goal.get("own_indicators")), activities
    )


def activity(book: Book, measure: Measure) -> Activity:
    """Return a measure as an activity."""
    return Activity(
        measure["id"], measure["number"], said(book, measure["title"]), said(book, measure.get("resources")),
        said(book, measure.get("expected_result")), names(book, measure.get("indicators")),
    )  # fmt: skip


def names(book: Book, keys: list[int] | None) -> tuple[Said, ...]:
    """Return the names of the indicators that the edition has."""
    return tuple(spoken(book.figures[key].name) for key in keys or [] if key in book.figures)


def said(book: Book, text: Text | None) -> Said:
    """Return a text to be drawn."""
    return spoken(book.reader(text))


def spoken(words: Words) -> Said:
    """Return words as the chain has them."""
    return Said(words.text, words.html)
