"""What moved: a figure against the one before it, by how much its indicator usually varies, and whether for the better.

Pure: takes values and returns values. Years are plain numbers; figures are in the indicator's own unit.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from indicators.models import Indicator

# An indicator that hardly ever varied would make any change look enormous: its spread counts as 5 % of the figure.
LEAST_SPREAD = 0.05
Named = TypeVar("Named")


class Verdict(Enum):
    """What a change means."""

    BETTER = "better"
    WORSE = "worse"
    CLOSER = "closer"
    FURTHER = "further"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """A year's figure, and the last one before it."""

    before: Decimal
    year_before: int
    now: Decimal
    year: int
    weight: float

    @property
    def difference(self) -> Decimal:
        """Return by how much the figure changed, in its own unit."""
        return self.now - self.before


def change(figures: Mapping[int, Decimal], year: int) -> Change | None:
    """Return the year's figure against the last one before it; None when either is missing.

    figures: known figures by year. The weight is the difference in spreads: the standard deviation of all figures up
    to the year, at least 5 % of the figure before. The report's "what moved most" counts alike.
    """
    earlier = [known for known in sorted(figures) if known < year]
    if year not in figures or not earlier:
        return None
    before, now = figures[earlier[-1]], figures[year]
    known = [float(figures[one]) for one in earlier] + [float(now)]
    spread = max(statistics.pstdev(known), abs(float(before)) * LEAST_SPREAD, 1e-9)
    return Change(before, earlier[-1], now, year, abs(float(now - before)) / spread)


def verdict(moved: Change, better: str, target: Decimal | None = None) -> Verdict:
    """Return what the change means for an indicator. better: its direction; target: the plan's, when it is a number.

    Where no direction is promised, or unchanged is best, coming closer to the target or going further from it counts.
    """
    if better in (Indicator.Better.UP, Indicator.Better.DOWN):
        rose = moved.difference > 0
        return Verdict.BETTER if rose == (better == Indicator.Better.UP) else Verdict.WORSE
    if target is None:
        return Verdict.CHANGED
    was, now = abs(moved.before - target), abs(moved.now - target)
    return Verdict.CHANGED if was == now else Verdict.CLOSER if now < was else Verdict.FURTHER


def moved_most(changes: Iterable[tuple[Named, Change | None]], most: int) -> Sequence[tuple[Named, Change]]:
    """Return those that changed at all, the ones that moved most for their spread first."""
    moved = [(one, found) for one, found in changes if found is not None and found.difference]
    return sorted(moved, key=lambda pair: -pair[1].weight)[:most]
