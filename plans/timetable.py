"""The timetable of a plan, drawn: each milestone on a row of its own, when it is along a line of time.

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

OWN = "#174c55"
LATE = "#7d4300"
# Months between two lines of the drawing, by how many months it spans at most.
STEPS = ((10, 1), (30, 3), (60, 6))


@dataclass(frozen=True)
class Step:
    """A milestone as one reader has it. last: None for a day; when: the day or period in words; owner: may be empty."""

    first: datetime.date
    last: datetime.date | None
    title: str
    when: str
    owner: str = ""
    is_done: bool = False

    @property
    def end(self) -> datetime.date:
        """Return the last day."""
        return self.last or self.first

    @property
    def note(self) -> str:
        """Return what stands under the title: when, by whom, and that it is done."""
        return " · ".join(filter(None, [self.when, self.owner, _("done") if self.is_done else ""]))


@dataclass(frozen=True)
class Size:
    """How large a drawing is, in its own units. lines: how many a title may take."""

    width: float
    text: float
    lines: int

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return self.text * 1.25


PAGE, PAPER, NARROW = Size(960, 15, 3), Size(627, 11.5, 6), Size(320, 15, 6)


@dataclass(frozen=True)
class Axis:
    """From days to places: whole months from the first milestone to the last."""

    first: datetime.date
    months: int
    left: float
    right: float

    def x(self, day: datetime.date) -> float:
        """Return where a day begins."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month + (day.day - 1) / 31
        return self.left + months / self.months * (self.right - self.left)

    def holds(self, day: datetime.date) -> bool:
        """Tell whether the day is in the drawing."""
        return self.left <= self.x(day) <= self.right

    def ticks(self) -> Iterator[datetime.date]:
        """Return the days that get a line: beginnings of months, quarters, half years or years."""
        step = next((step for most, step in STEPS if self.months <= most), 12)
        for month in range(self.months + 1):
            year, number = divmod(self.first.year * 12 + self.first.month - 1 + month, 12)
            if number % step == 0:
                yield datetime.date(year, number + 1, 1)


def spoken(steps: Sequence[Step]) -> str:
    """Return the alternative text: every milestone with its day."""
    return _("Timetable: %(milestones)s.") % {"milestones": "; ".join(f"{one.title}, {one.note}" for one in steps)}


def timeline(
    steps: Sequence[Step], *, size: Size = PAGE, today: datetime.date | None = None, wide_mm: float | None = None
) -> SafeString:
    """Return the timetable with titles to the left and time to the right.

    steps: at least one, in order of time. today: where a line is drawn, on a page; never on paper.
    """
    axis = axis_of(steps, size.width * 0.45, size.width - size.text)
    top = y = size.text * 2.6
    rows: list[str] = []
    for step in steps:
        lines = svg.wrapped(step.title, axis.left - 2 * size.text, size.text, size.lines)
        notes = svg.wrapped(step.note, axis.left - 2 * size.text, size.text * 0.87, 2)
        height = (len(lines) + len(notes)) * size.line + size.text * 0.7
        rows += texts(lines, notes, 0, y, size)
        rows.append(
            mark(step, axis.x(step.first), axis.x(step.end + datetime.timedelta(1)), y + size.text * 0.72, size)
        )
        y += height
        rows.append(svg.rule(f"M0 {y:.1f}H{size.width:g}", stroke=svg.LIGHT, css="k-grid", width=0.8))
        y += size.text * 0.5
    pieces = [*grid(axis, top, y, size), *rows, *(now_line(axis, today, top, y, size) if today else [])]
    return svg.figure(spoken(steps), size.width, y, pieces, css="wide", wide_mm=wide_mm)


def axis_of(steps: Sequence[Step], left: float, right: float) -> Axis:
    """Return the axis from the month of the first milestone to the one in which the last ends."""
    first = min(step.first for step in steps).replace(day=1)
    last = max(step.end for step in steps)
    return Axis(first, (last.year - first.year) * 12 + last.month - first.month + 1, left, right)


def texts(lines: list[str], notes: list[str], x: float, y: float, size: Size) -> list[str]:
    """Return a title and its note."""
    pieces = [
        svg.label(x, y + size.text + i * size.line, line, size=size.text, fill=svg.INK, css="k-ink", bold=True)
        for i, line in enumerate(lines)
    ]
    under = y + size.text + len(lines) * size.line
    return pieces + [svg.label(x, under + i * size.line, one, size=size.text * 0.87) for i, one in enumerate(notes)]


def mark(step: Step, x: float, end: float, y: float, size: Size) -> str:
    """Return the milestone's bar or diamond, filled when it is done."""
    half = size.text * 0.42
    if step.last is None:
        shape = f"M{x - half:.1f} {y:.1f}l{half:.1f} {-half:.1f} {half:.1f} {half:.1f} {-half:.1f} {half:.1f}z"
    else:
        shape = f"M{x:.1f} {y - half * 0.8:.1f}H{max(end, x + half):.1f}v{half * 1.6:.1f}H{x:.1f}z"
    return drawn(shape, step, size)


def drawn(shape: str, step: Step, size: Size) -> str:
    """Return the shape of a milestone, filled when it is done."""
    look = f'class="k-own k-own-f" fill="{OWN}"' if step.is_done else 'class="k-own k-hollow" fill="#fff"'
    return f'<path d="{shape}" {look} stroke="{OWN}" stroke-width="{size.text * 0.13:.1f}"/>'


def grid(axis: Axis, top: float, bottom: float, size: Size) -> list[str]:
    """Return a line for each tick with its month or year; a word that has no room is left out."""
    pieces, free = [], 0.0
    small = size.text * 0.87
    for day in axis.ticks():
        x, word = axis.x(day), str(day.year) if day.month == 1 else date_format(day, "M")
        pieces.append(svg.rule(f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=svg.LIGHT, css="k-grid", width=0.8))
        half = svg.text_width(word, small) / 2
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
        lines = svg.wrapped(step.title, size.width - left, size.text, size.lines)
        notes = svg.wrapped(step.note, size.width - left, size.text * 0.87, 3)
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
