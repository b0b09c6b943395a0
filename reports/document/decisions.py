"""The committees' own decisions about their parts."""

from dataclasses import dataclass

from indicators.numbers import format_date
from reports.document.book import Book
from reports.document.words import Words, part_status


@dataclass(frozen=True)
class Decision:
    """A committee's decision."""

    committee: Words
    municipality: str
    meeting: str
    section: str
    status: str
    reported: str


def decisions(book: Book) -> list[Decision]:
    """Return a line per committee in the order of the edition."""
    names = {m["slug"]: book.reader(m["name"]).text for m in book.content["municipalities"]}
    return [
        Decision(
            committee=book.reader(committee["name"]),
            municipality=names.get(committee["municipality"], "") if len(names) > 1 else "",
            meeting=format_date(committee["meeting_on"], book.language) if committee["meeting_on"] else "–",
            section=f"§ {committee['section'].removeprefix('§').strip()}" if committee["section"] else "–",
            status=part_status(committee["status"]),
            reported=reported_of(book, committee["id"]),
        )
        for committee in book.content["committees"]
    ]


def reported_of(book: Book, committee: int) -> str:
    """Return how many of its measures the committee reported."""
    asked = [measure for measure in book.measures if committee in measure["committees"]]
    done = sum(any(progress["committee"] == committee for progress in measure["progress"]) for measure in asked)
    return f"{done}/{len(asked)}"
