"""The theory of change of a plan: resources → activities → expected results → goals, and where the chain has gaps.

Pure: made of texts in one reader's language, from the plan's table or from a frozen edition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Said:
    """A text as it is drawn (plain) and as a page shows it (safe, marked when it is in another language)."""

    plain: str = ""
    html: SafeString | str = ""

    def __bool__(self) -> bool:
        return bool(self.plain)


@dataclass(frozen=True)
class Activity:
    """A measure: what it takes, what it is expected to give, and the indicators that tell.

    is_mine: the reader may change it.
    """

    pk: int
    number: str
    title: Said
    resources: Said
    result: Said
    indicators: tuple[Said, ...]
    is_mine: bool = False


@dataclass(frozen=True)
class Aim:
    """A goal with the activities that lead to it and the indicators of its own. is_mine: the reader may change it."""

    pk: int
    number: str
    title: Said
    indicators: tuple[Said, ...]
    activities: tuple[Activity, ...]
    is_mine: bool = False


@dataclass(frozen=True)
class Focus:
    """A principle with its goals."""

    number: str
    title: Said
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class Steps:
    """Which of the steps the plan writes about at all; one that it never does is told of once and not drawn."""

    resources: bool
    results: bool


def activities(chain: Sequence[Focus]) -> Iterator[Activity]:
    """Return every activity in order."""
    return (activity for focus in chain for aim in focus.aims for activity in aim.activities)


def steps(chain: Sequence[Focus]) -> Steps:
    """Return which steps are written of."""
    every = list(activities(chain))
    return Steps(any(one.resources for one in every), any(one.result for one in every))


class Lack(StrEnum):
    """What can be missing in the chain."""

    RESOURCES = "resources"
    RESULT = "result"
    MEASURED = "measured"
    GOAL_MEASURED = "goal_measured"
    MEASURES = "measures"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, of a goal, or of a measure under it. is_mine: the reader may mend it."""

    lack: Lack
    number: str
    title: Said
    goal: int
    measure: int | None = None
    is_mine: bool = False

    @property
    def is_told_in_texts(self) -> bool:
        """Tell whether a text of the measure mends it, and not an indicator or another row of the table."""
        return self.lack in (Lack.RESOURCES, Lack.RESULT)

    @property
    def node(self) -> str:
        """Return what the plan's editor calls the row."""
        return f"g{self.goal}" if self.measure is None else f"m{self.measure}"


def gaps(chain: Sequence[Focus]) -> dict[Lack, list[Gap]]:
    """Return what is missing, by kind; kinds of which nothing is missing are left out.

    A goal is measured by its own indicators or by those of its measures: it lacks them only when it has neither.
    """
    written = steps(chain)
    found: dict[Lack, list[Gap]] = {lack: [] for lack in Lack}
    for aim in (aim for focus in chain for aim in focus.aims):
        if not aim.activities:
            found[Lack.MEASURES].append(Gap(Lack.MEASURES, aim.number, aim.title, aim.pk, is_mine=aim.is_mine))
        if not aim.indicators and not any(one.indicators for one in aim.activities):
            found[Lack.GOAL_MEASURED].append(
                Gap(Lack.GOAL_MEASURED, aim.number, aim.title, aim.pk, is_mine=aim.is_mine)
            )
        for activity in aim.activities:
            for lack in lacks(activity, written):
                found[lack].append(Gap(lack, activity.number, activity.title, aim.pk, activity.pk, activity.is_mine))
    return {lack: some for lack, some in found.items() if some}


def lacks(activity: Activity, written: Steps) -> Iterator[Lack]:
    """Return what an activity lacks of the steps that the plan writes of."""
    if written.resources and not activity.resources:
        yield Lack.RESOURCES
    if written.results and not activity.result:
        yield Lack.RESULT
    if not activity.indicators:
        yield Lack.MEASURED
