"""How the report was made: the round, the notes, the sources and licences, the definitions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.numbers import format_date
from reports.document.book import Book
from reports.document.figures import NOTES
from reports.document.tables import Note
from reports.document.words import Words, footnote


@dataclass(frozen=True)
class SourceRow:
    """Figures that came from one place at one time."""

    indicators: str
    producer: str
    licence: str
    fetched: str


@dataclass(frozen=True)
class Definition:
    """What an indicator means."""

    name: Words
    definition: Words


@dataclass(frozen=True)
class ReferenceLine:
    """A survey, seminar, report or hearing the plan was prepared with."""

    kind: str
    title: Words
    year: str


@dataclass(frozen=True)
class Method:
    """The chapter."""

    paragraphs: list[str]
    notes: list[Note]
    sources: list[SourceRow]
    references: list[ReferenceLine]
    definitions: list[Definition]


def method(book: Book) -> Method:
    """Return the chapter."""
    return Method(
        paragraphs=paragraphs(book),
        notes=[Note(number, footnote(key)) for key, number in NOTES.items()],
        sources=sources(book),
        references=references(book),
        definitions=[
            Definition(one.title, book.reader(one.indicator["definition"]))
            for one in book.figures.values()
            if book.reader(one.indicator["definition"])
        ],
    )


def paragraphs(book: Book) -> list[str]:
    """Return how the figures and texts were gathered and what the signs mean."""
    asked = book.content["round"]
    days = {"first": format_date(asked["opens_on"], book.language), "last": format_date(asked["due_on"], book.language)}
    return [
        _(
            "The committees reported between %(first)s and %(last)s. An edition is frozen: its texts and figures never "
            "change, and a correction is a new edition."
        )
        % days,
        _(
            "A change is counted from the last figure before this year's. What moved most is measured against how much "
            "the same figure usually moves; two figures that got worse are always shown, if there are any."
        ),
        _(
            "Zero, missing and withheld are three different things: a zero is a figure, a missing figure is named and "
            "is a grey field in the charts, and a withheld figure has a note."
        ),
        _("A text marked with a language in brackets is shown in the language it was written in."),
    ]


def sources(book: Book) -> list[SourceRow]:
    """Return a row per producer, licence and day; the committees' own figures last."""
    found: dict[tuple[str, str, str], list[str]] = {}
    has_own = False
    for one in book.figures.values():
        source = one.indicator["source"]
        if source:
            fetched = format_date(source["fetched_on"], book.language) if source["fetched_on"] else "–"
            found.setdefault((source["producer"], source["licence"], fetched), []).append(one.name.text)
        elif one.years:
            has_own = True
    rows = [SourceRow("; ".join(names), *place) for place, names in sorted(found.items())]
    if has_own:
        due = format_date(book.content["round"]["due_on"], book.language)
        names = _("All other indicators") if rows else _("All indicators")
        rows.append(SourceRow(names, _("The committees' own figures"), _("The municipality's own"), due))
    return rows


def references(book: Book) -> list[ReferenceLine]:
    """Return what the plan was prepared with."""
    kinds = {
        "survey": pgettext("source", "Survey"),
        "seminar": pgettext("source", "Seminar"),
        "report": pgettext("source", "Report"),
        "hearing": pgettext("source", "Hearing"),
    }
    return [
        ReferenceLine(kinds.get(one["kind"], ""), book.reader(one["title"]), str(one["year"] or ""))
        for one in book.content["sources"]
    ]
