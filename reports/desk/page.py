"""The desk: the list of what a committee is asked, with one measure or figure open in place."""

import uuid
from dataclasses import dataclass, replace
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.desk.figures import AskedFigure, asked_figures, places_of_question, stored_values
from reports.desk.grids import Grid, grid
from reports.desk.measure_form import Attempt, MeasureForm, measure_form
from reports.desk.measures import Asked, Heading, asked_measures, next_open
from reports.desk.papers import Papers, papers_of
from reports.desk.standing import Standing, standing
from reports.models import CommitteePart, Progress
from welfareplans.organisations.models import User
from welfareplans.organisations.templatetags.page import state as show_state

NOTHING = Papers()


@dataclass(frozen=True)
class Row:
    """One measure in the list."""

    pk: int
    number: str
    title: str | SafeString
    tag: SafeString
    return_reason: str
    lacks_figures: bool
    beside: Papers
    opened: MeasureForm | None = None

    @property
    def turn(self) -> int | str:
        """Return what a click on the row opens: the row, or nothing when it is open already."""
        return "none" if self.opened else self.pk


@dataclass(frozen=True)
class FigureRow:
    """One indicator that the committee reports without having a measure that it tells about."""

    pk: int
    use: int
    name: str | SafeString
    lacks: bool
    opened: Grid | None = None
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """A principle and its measures."""

    heading: Heading
    rows: list[Row]


@dataclass(frozen=True)
class Desk:
    """The page."""

    sections: list[Section]
    others: list[FigureRow]
    standing: Standing
    address: str
    next_address: str
    next_pk: int | None


@dataclass(frozen=True)
class Question:
    """What a part is asked, and where: each figure once, at the first of its measures."""

    measures: list[Asked]
    figures: list[AskedFigure]
    at: dict[int, list[AskedFigure]]
    elsewhere: dict[int, list[tuple[str | SafeString, Asked]]]
    others: list[AskedFigure]


def question(part: CommitteePart) -> Question:
    """Return what the part is asked. Five queries."""
    measures, figures = asked_measures(part), asked_figures(part)
    by_measure = places_of_question(part, figures, [asked.pk for asked in measures])
    by_use: dict[int, list[AskedFigure]] = {}
    for figure in figures:
        by_use.setdefault(figure.use, []).append(figure)
    first: dict[int, Asked] = {}
    at: dict[int, list[AskedFigure]] = {}
    elsewhere: dict[int, list[tuple[str | SafeString, Asked]]] = {}
    for asked in measures:
        for use in dict.fromkeys(by_measure[asked.pk]):
            if use in first:
                elsewhere.setdefault(asked.pk, []).append((by_use[use][0].name, first[use]))
            else:
                first[use] = asked
                at.setdefault(asked.pk, []).extend(by_use[use])
    others = [figure for figure in figures if figure.use not in first]
    return Question(measures, figures, at, elsewhere, others)


def desk(
    part: CommitteePart, opened: str | None, reader: User | AnonymousUser, *,
    attempt: Attempt | None = None, after: int | None = None,
) -> Desk:  # fmt: skip
    """Return the page.

    opened: a measure's id, `f` and a reporter's id, `none`, or None for where they left off; after: the measure that
    they have just done, when the next one that waits is to be open; reader: whose eyes tell which comments are new.
    """
    asked = question(part)
    goal = next_open(part, asked.measures, after)
    if opened is None:
        opened = str(goal.pk) if goal and part.is_open else "none"
    known = stored_values(asked.figures, part.round.year, since=part.round.year, totals=True)
    lacking = {f.pk for f in asked.figures if f.is_typed and (f.indicator, f.area, part.round.year, None) not in known}
    beside = papers_of(part, reader)
    rows = [_row(part, one, asked, lacking, beside.get(one.pk, NOTHING)) for one in asked.measures]
    attempt = attempt or Attempt()
    rows = [_opened(part, row, asked, attempt) if str(row.pk) == opened else row for row in rows]
    headings = dict.fromkeys(one.principle for one in asked.measures)
    pairs = list(zip(asked.measures, rows, strict=True))
    return Desk(
        sections=[Section(head, [row for one, row in pairs if one.principle == head]) for head in headings],
        others=[_other(part, figure, lacking, opened, attempt) for figure in asked.others],
        standing=standing(
            sum(one.is_filled_in for one in asked.measures), len(rows), part.round.due_on, part.round.days_left
        ),
        address=reverse("reports:desk", args=[part.pk]),
        next_address=open_address(part, goal.pk if goal else None), next_pk=goal.pk if goal else None,
    )  # fmt: skip


def open_address(part: CommitteePart, measure: int | None) -> str:
    """Return the address of the desk with a measure open, or with none."""
    address = reverse("reports:desk", args=[part.pk])
    return f"{address}?open={measure}#m{measure}" if measure else f"{address}?open=none"


def _row(part: CommitteePart, asked: Asked, questions: Question, lacking: set[int], beside: Papers) -> Row:
    state = asked.answer["state"]
    word = str(Progress.State(state).label) if state else _("Not filled in")
    if asked.is_returned(part):
        state, word = "returned", _("Returned")
    reason = asked.answer["return_reason"] if part.status == CommitteePart.Status.RETURNED else ""
    lacks = part.is_open and any(figure.pk in lacking for figure in questions.at.get(asked.pk, []))
    return Row(asked.pk, asked.number, asked.title, state_tag(state, word), reason, lacks, beside)


@lru_cache(maxsize=64)
def state_tag(state: str, word: str) -> SafeString:
    """Return a state as symbol, word and colour; there are few, and a page shows them often."""
    return show_state(state, word)


def _opened(part: CommitteePart, row: Row, asked: Question, attempt: Attempt) -> Row:
    measure = next(one for one in asked.measures if one.pk == row.pk)
    figures, elsewhere = asked.at.get(row.pk, []), asked.elsewhere.get(row.pk, [])
    beside = replace(row.beside, once=str(uuid.uuid4()))
    return replace(row, beside=beside, opened=measure_form(part, measure, figures, elsewhere, attempt))


def _other(part: CommitteePart, figure: AskedFigure, lacking: set[int], opened: str, attempt: Attempt) -> FigureRow:
    row = FigureRow(figure.pk, figure.use, figure.name, figure.pk in lacking)
    if opened != f"f{figure.pk}":
        return row
    saved = stored_values([figure], part.round.year)
    shown = grid(figure, saved, part.round.year, str(get_language()), attempt.reading)
    return replace(row, opened=shown, errors=tuple(attempt.reading.errors.items()))
