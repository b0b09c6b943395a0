"""The plan's timetable as the report draws it: without today, which a frozen edition does not know."""

import datetime

from django.utils.safestring import SafeString

from indicators.numbers import format_date
from plans.timetable import Step
from plans.timetable_drawing import PAPER, portions, timeline
from reports.document.book import Book
from reports.document.content import Milestone

WIDE_MM = 166


def timetable(book: Book) -> list[SafeString]:
    """Return the drawings, none taller than a page; none in editions from before there were milestones in them."""
    steps = [step(book, one) for one in book.content.get("milestones", [])]
    return [timeline(some, size=PAPER, wide_mm=WIDE_MM, colour=book.colour) for some in portions(steps, PAPER)]


def step(book: Book, milestone: Milestone) -> Step:
    """Return a milestone to be drawn."""
    first = datetime.date.fromisoformat(milestone["starts_on"])
    last = datetime.date.fromisoformat(milestone["ends_on"]) if milestone["ends_on"] else None
    when = "–".join(format_date(day, book.language) for day in (first, last) if day)
    committee = book.reader(milestone["committee"]).text
    return Step(first, last, book.reader(milestone["title"]).text, when, committee, milestone["done"])
