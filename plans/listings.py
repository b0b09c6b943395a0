"""What a plan has beside its table, as the lists of a workbook: which sheets, with which columns.

An export writes them and an import reads them, in words of any of the languages.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from plans.models import Chapter, Contact, Milestone, Plan, Programme, Source
from welfareplans.organisations.texts import LANGUAGES

# A text in every language; the same as rich text; a name of a committee in every language.
TEXT, RICH, COMMITTEE = "text", "rich", "committee"
IN_LANGUAGES = (TEXT, RICH, COMMITTEE)
# For all languages: plain text, a year, a day, a word that stands for a choice, points of the checklist.
PLAIN, YEAR, DAY, CHOICE, POINTS = "plain", "year", "day", "choice", "points"
# The row's own key, by which a row that was exported is found again.
KEY = "key"


@dataclass(frozen=True)
class Column:
    """A column. width: in characters; choices: whose words its cells are."""

    name: str
    heading: Any
    width: int
    kind: str = PLAIN
    choices: Any = None


@dataclass(frozen=True)
class ListKind:
    """One list. name: as the plan's content calls it; the first text says what a row is."""

    name: str
    level: str
    title: Any
    model: type[models.Model]
    columns: tuple[Column, ...]

    @property
    def main(self) -> str:
        """Return the text by which a row without a key is found."""
        return next(one.name for one in self.columns if one.kind == TEXT)

    def column(self, name: str) -> Column | None:
        """Return a column by its name."""
        return next((one for one in self.columns if one.name == name), None)


LISTS = (
    ListKind("plan", "plan", _("Plan"), Plan, (
        Column("title", _("Title"), 50, TEXT), Column("first_year", _("First year"), 9, YEAR),
        Column("last_year", _("Last year"), 9, YEAR), Column("principle_label", _("Word for principle"), 24, TEXT),
        Column("goal_label", _("Word for goal"), 24, TEXT), Column("measure_label", _("Word for measure"), 24, TEXT),
    )),
    ListKind("chapters", "chapter", _("Chapters"), Chapter, (
        Column("key", _("Chapter"), 22, CHOICE, Chapter.Key), Column("title", _("Title"), 30, TEXT),
        Column("body", _("Text"), 70, RICH), Column("points", _("What it covers"), 22, POINTS),
    )),
    ListKind("programmes", "programme", _("Programmes"), Programme, (
        Column("title", _("Name"), 30, TEXT), Column("owner", _("Owner"), 26, TEXT),
        Column("first_year", _("First year"), 9, YEAR), Column("last_year", _("Last year"), 9, YEAR),
        Column("funding", _("Funding"), 34, TEXT),
        Column("partner_organisations", _("Partner organisations"), 34, TEXT), Column("link", _("Link"), 34),
    )),
    ListKind("milestones", "milestone", _("Timetable"), Milestone, (
        Column("starts_on", _("Starts on"), 12, DAY), Column("ends_on", _("Ends on"), 12, DAY),
        Column("title", _("Title"), 50, TEXT), Column("committee", _("Committee"), 28, COMMITTEE),
    )),
    ListKind("sources", "source", _("Sources"), Source, (
        Column("kind", _("Kind"), 22, CHOICE, Source.Kind), Column("title", _("Title"), 50, TEXT),
        Column("year", _("Year"), 9, YEAR), Column("link", _("Link"), 40),
    )),
    ListKind("contacts", "contact", _("Contacts"), Contact, (
        Column("function", _("Function"), 36, TEXT), Column("sector", _("Sector"), 36, TEXT),
    )),
)  # fmt: skip
BY_NAME = {one.name: one for one in LISTS}
NO_POINTS = "–"
# An import takes no more than 20 000 characters from a cell; a longer text goes on in the rows below.
MOST_IN_CELL = 19_000
GOES_ON = "… "


@cache
def titles() -> dict[str, ListKind]:
    """Return the lists by their title in every language, in small letters."""
    return {word: one for one in LISTS for word in words(one.title)}


@cache
def headings(name: str) -> dict[str, Column]:
    """Return the columns of a list by their heading in every language, in small letters."""
    return {word: one for one in BY_NAME[name].columns for word in words(one.heading)}


def words(text: Any) -> list[str]:
    """Return a lazy text in every language, in small letters, as a sheet's title may be cut."""
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append(str(text).casefold()[:31])
    return found


def in_pieces(text: str) -> list[str]:
    """Return a text in pieces that a cell holds, cut between paragraphs where it can be."""
    pieces = []
    while len(text) > MOST_IN_CELL:
        cut = text.rfind("\n\n", 1, MOST_IN_CELL)
        if cut > 0:
            pieces.append(text[:cut])
            text = text[cut + 2 :]
            continue
        cut = max(text.rfind(" ", 1, MOST_IN_CELL), 0) or MOST_IN_CELL
        pieces.append(text[:cut])
        text = GOES_ON + text[cut:].removeprefix(" ")
    return [*pieces, text]


def in_one(before: str, piece: str) -> str:
    """Return a text with its next piece behind it."""
    if not piece:
        return before
    return f"{before} {piece.removeprefix(GOES_ON)}" if piece.startswith(GOES_ON) else f"{before}\n\n{piece}"
