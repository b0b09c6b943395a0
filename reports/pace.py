"""How long answers take, from how long they took committees before."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from reports.models import CommitteePart, Progress

# What an answer takes somebody who has the facts at hand, until committees have shown what it takes.
USUAL = 75
# The usual counts as much as this many committees, so that one odd evening moves little.
WEIGHT = 3
REMEMBERED = 60
# A longer time between two saves was spent on something else.
BREAK = datetime.timedelta(minutes=10)
SHORTEST, LONGEST = 5, 900
# What a coordinator reckons with: nothing that is kept tells how long reading takes.
REVIEW_MINUTES, ASSESS_MINUTES, FREEZE_MINUTES = 10, 5, 15


def seconds_per_answer(part: CommitteePart) -> int | None:
    """Return what one answer took the committee, from the history of its saves; None when too few tell.

    A figure's save is kept with its measure, so the history of the measures has them all.
    """
    events: Any = Progress.events.rel.related_model.objects  # type: ignore[attr-defined]
    rows = events.filter(part_id=part.pk, pgh_label="update").order_by("pgh_created_at")
    return pace_of(list(rows.values_list("measure_id", "pgh_created_at")))


def pace_of(saves: Sequence[tuple[int, datetime.datetime]]) -> int | None:
    """Return the seconds that an answer took. saves: (measure, when) in order of time."""
    spans = [later - earlier for (_one, earlier), (_other, later) in pairwise(saves)]
    worked = sum((span for span in spans if span <= BREAK), datetime.timedelta())
    answers = len({measure for measure, _when in saves})
    if answers < 3 or not worked:
        return None
    # The first answer's beginning was not saved, so it counts for none.
    return min(LONGEST, max(SHORTEST, round(worked.total_seconds() / (answers - 1))))


def usual_pace(municipalities: Iterable[int]) -> dict[int, float]:
    """Return by lead municipality the seconds that an answer usually takes, with one query."""
    wanted = set(municipalities)
    rows = CommitteePart.objects.filter(round__plan__municipality__in=wanted, seconds_per_answer__isnull=False)
    newest = rows.order_by("-submitted_at").values_list("round__plan__municipality_id", "seconds_per_answer")
    known: dict[int, list[int]] = defaultdict(list)
    for municipality, seconds in newest[: REMEMBERED * max(1, len(wanted))]:
        known[municipality].append(seconds or USUAL)
    return {one: median([*known[one], *[USUAL] * WEIGHT]) for one in wanted}


def minutes(seconds: float) -> int:
    """Return a time in steps of five minutes, never none."""
    return max(5, 5 * round(seconds / 300))
