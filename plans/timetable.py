"""The timetable of a plan: its milestones as one reader has them, and where each is along a line of time."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

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


def spoken(steps: Sequence[Step]) -> str:
    """Return the alternative text: every milestone with its day."""
    return _("Timetable: %(milestones)s.") % {"milestones": "; ".join(f"{one.title}, {one.note}" for one in steps)}


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


def axis_of(steps: Sequence[Step], left: float, right: float) -> Axis:
    """Return the axis from the month of the first milestone to the one in which the last ends."""
    first = min(step.first for step in steps).replace(day=1)
    last = max(step.end for step in steps)
    return Axis(first, (last.year - first.year) * 12 + last.month - first.month + 1, left, right)
