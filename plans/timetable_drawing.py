"""The timetable, drawn: each milestone on a row of its own, when it is along a line of time.

The same drawing stands on the page and in the report; a screen too narrow for it gets the upright form. Filled is done,
hollow is not; a bar is a period, a diamond is a day. Words say the same.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts import svg
from indicators.charts.lines_of_text import width_of, wrapped
from plans.timetable import Axis, Step, axis_of, spoken

OWN = "#174c55"
LATE = "#7d4300"
# The share of the width that titles take.
TITLES = 0.45
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Size:
    """How large a drawing is, in its own units. lines: how many a title may take; tallest: of a drawing on paper."""

    width: float
    text: float
    lines: int
    tallest: float = 1e9

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return self.text * 1.25


PAGE, PAPER, NARROW = Size(960, 15, 3), Size(627, 11.5, 6, 780), Size(320, 15, 6)


def timeline(
    steps: Sequence[Step],
    *,
    size: Size = PAGE,
    today: datetime.date | None = None,
    wide_mm: float | None = None,
    colour: str = OWN,
) -> SafeString:
    """Return the timetable with titles to the left and time to the right.

    steps: at least one, in order of time. today: where a line is drawn, on a page; never on paper.
    """
    axis = axis_of(steps, size.width * TITLES, size.width - size.text)
    top = y = size.text * 2.6
    rows: list[str] = []
    for step in steps:
        lines, notes, height = row(step, size)
        rows += texts(lines, notes, 0, y, size)
        rows.append(mark(step, axis.x(step.first), axis.x(step.end + DAY), y + size.text * 0.72, size, colour))
        rule = y + height - size.text * 0.5
        rows.append(svg.rule(f"M0 {rule:.1f}H{size.width:g}", stroke=svg.LIGHT, css="k-grid", width=0.8))
        y += height
    pieces = [*grid(axis, top, y, size), *rows, *(now_line(axis, today, top, y, size) if today else [])]
    return svg.figure(spoken(steps), size.width, y, pieces, css="wide", wide_mm=wide_mm)


def row(step: Step, size: Size) -> tuple[Sequence[str], Sequence[str], float]:
    """Return the lines of a milestone's title and note, and the height of its row."""
    room = size.width * TITLES - 2 * size.text
    lines = wrapped(step.title, room, size.text, size.lines, bold=True)
    notes = wrapped(step.note, room, size.text * 0.87, 2)
    return lines, notes, (len(lines) + len(notes)) * size.line + size.text * 1.2


def portions(steps: Sequence[Step], size: Size) -> Iterator[list[Step]]:
    """Return the steps in portions whose drawings are not taller than the size allows."""
    portion: list[Step] = []
    tall = size.text * 2.6
    for step in steps:
        height = row(step, size)[2]
        if portion and tall + height > size.tallest:
            yield portion
            portion, tall = [], size.text * 2.6
        portion.append(step)
        tall += height
    if portion:
        yield portion


def texts(lines: Sequence[str], notes: Sequence[str], x: float, y: float, size: Size) -> list[str]:
    """Return a title and its note."""
    pieces = [
        svg.label(x, y + size.text + i * size.line, line, size=size.text, fill=svg.INK, css="k-ink", bold=True)
        for i, line in enumerate(lines)
    ]
    under = y + size.text + len(lines) * size.line
    return pieces + [svg.label(x, under + i * size.line, one, size=size.text * 0.87) for i, one in enumerate(notes)]


def mark(step: Step, x: float, end: float, y: float, size: Size, colour: str) -> str:
    """Return the milestone's bar or diamond, filled when it is done."""
    half = size.text * 0.42
    if step.last is None:
        shape = f"M{x - half:.1f} {y:.1f}l{half:.1f} {-half:.1f} {half:.1f} {half:.1f} {-half:.1f} {half:.1f}z"
    else:
        shape = f"M{x:.1f} {y - half * 0.8:.1f}H{max(end, x + half):.1f}v{half * 1.6:.1f}H{x:.1f}z"
    return drawn(shape, step, size, colour)


def drawn(shape: str, step: Step, size: Size, colour: str = OWN) -> str:
    """Return the shape of a milestone, filled when it is done."""
    look = f'class="k-own k-own-f" fill="{colour}"' if step.is_done else 'class="k-own k-hollow" fill="#fff"'
    return f'<path d="{shape}" {look} stroke="{colour}" stroke-width="{size.text * 0.13:.1f}"/>'


def grid(axis: Axis, top: float, bottom: float, size: Size) -> list[str]:
    """Return a line for each tick with its month or year; a word that has no room is left out."""
    pieces, free = [], 0.0
    small = size.text * 0.87
    for day in axis.ticks():
        x, word = axis.x(day), str(day.year) if day.month == 1 else date_format(day, "M").lower()
        pieces.append(svg.rule(f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=svg.LIGHT, css="k-grid", width=0.8))
        half = width_of(word, small) / 2
        if x - half > free and x + half < size.width + size.text:
            pieces.append(svg.label(x, top - size.text * 0.5, word, size=small, anchor="middle", bold=day.month == 1))
            free = x + half + 4
    return pieces


def now_line(axis: Axis, today: datetime.date, top: float, bottom: float, size: Size) -> list[str]:
    """Return the line of today, when it is in the drawing."""
    if not axis.holds(today):
        return []
    x = axis.x(today)
    anchor = "end" if x > size.width * 0.9 else "middle"
    return [
        svg.rule(f"M{x:.1f} {top - 4:.1f}V{bottom:.1f}", stroke=LATE, css="k-target", width=2, dashes="5 4"),
        svg.label(
            x, size.text * 0.9, _("today"), size=size.text * 0.87, anchor=anchor, fill=LATE, css="k-target-f", bold=True
        ),
    ]


def upright(steps: Sequence[Step], *, today: datetime.date | None = None, size: Size = NARROW) -> SafeString:
    """Return the timetable with time running down, for a narrow screen. steps: at least one, in order of time."""
    y, year, is_ahead, left = 2.0, 0, False, size.text * 1.8
    pieces: list[str] = []
    for step in steps:
        if today and not is_ahead and step.first > today:
            is_ahead = True
            pieces += now_rule(y, size)
            y += size.line * 1.3
        if step.first.year != year:
            year = step.first.year
            pieces.append(svg.label(left, y + size.text, str(year), size=size.text, bold=True))
            y += size.line * 1.3
        lines = wrapped(step.title, size.width - left, size.text, size.lines, bold=True)
        notes = wrapped(step.note, size.width - left, size.text * 0.87, 3)
        height = (len(lines) + len(notes)) * size.line
        pieces.append(upright_mark(step, y, height, size))
        pieces += texts(lines, notes, left, y, size)
        y += height + size.text * 0.9
    spine = svg.rule(f"M{size.text * 0.6:.1f} 0V{y:.1f}", stroke=svg.AXIS, css="k-axis", width=1)
    return svg.figure(spoken(steps), size.width, y, [spine, *pieces], css="narrow")


def upright_mark(step: Step, y: float, height: float, size: Size) -> str:
    """Return the milestone's bar or diamond on the upright line."""
    middle, half = size.text * 0.6, size.text * 0.42
    top = y + size.text * 0.3
    if step.last is None:
        shape = f"M{middle:.1f} {top:.1f}l{half:.1f} {half:.1f} {-half:.1f} {half:.1f} {-half:.1f} {-half:.1f}z"
    else:
        shape = (
            f"M{middle - half * 0.8:.1f} {top:.1f}h{half * 1.6:.1f}v{height - size.text * 0.3:.1f}h{-half * 1.6:.1f}z"
        )
    return drawn(shape, step, size)


def now_rule(y: float, size: Size) -> list[str]:
    """Return the line of today across the upright form."""
    return [
        svg.rule(
            f"M0 {y + size.text * 0.6:.1f}H{size.text * 1.4:.1f}", stroke=LATE, css="k-target", width=2, dashes="5 4"
        ),
        svg.label(
            size.text * 1.8, y + size.text, _("today"), size=size.text * 0.87, fill=LATE, css="k-target-f", bold=True
        ),
    ]
