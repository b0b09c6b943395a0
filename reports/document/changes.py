"""What has changed since last time: goals that are assessed otherwise, measures in another state."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.document.book import Book, measure_state
from reports.document.words import Mark, Words, grade, state


@dataclass(frozen=True)
class Changed:
    """A goal or a measure that stands otherwise than before."""

    number: str
    title: Words
    before: Mark
    now: Mark


@dataclass(frozen=True)
class Changes:
    """The chapter; same: a sentence about the measures that are where they were."""

    title: str
    year: int
    goals: list[Changed]
    measures: list[Changed]
    same: str


def changes(book: Book) -> Changes | None:
    """Return the chapter; None in a plan's first report, and in editions from before this was told."""
    before = book.content.get("before")
    if not before:
        return None
    grades = {one["goal"]: one["grade"] for one in before["grades"]}
    states = {one["measure"]: one["state"] for one in before["states"]}
    known = [one for one in book.measures if one["id"] in states and measure_state(one)]
    moved = [one for one in known if states[one["id"]] != measure_state(one)]
    assessed = [one for one in book.goals if one["id"] in grades and one["assessment"]["grade"]]
    return Changes(
        title=_("What has changed since %(year)s") % {"year": before["year"]},
        year=before["year"],
        goals=[
            Changed(one["number"], book.reader(one["title"]), grade(grades[one["id"]]), grade(now))
            for one in assessed
            if (now := one["assessment"]["grade"]) != grades[one["id"]]
        ],
        measures=[
            Changed(one["number"], book.reader(one["title"]), state(states[one["id"]]), state(measure_state(one)))
            for one in moved
        ],
        same=unchanged(len(known) - len(moved)),
    )


def unchanged(count: int) -> str:
    """Return the sentence about measures in the same state."""
    sentence = ngettext(
        "%(count)s measure is in the same state as then.", "%(count)s measures are in the same state as then.", count
    )
    return sentence % {"count": count}
