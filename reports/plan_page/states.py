"""How each measure and goal stands: the newest round that says so."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from plans.models import Plan
from reports.models import Assessment, Progress, Round
from reports.plan_page.reader import Reader

PUBLISHED = (Round.Status.PUBLISHED, Round.Status.HANDLED)


@dataclass(frozen=True)
class StateShown:
    """A measure's state by one committee's account; the committee is named when several say different things."""

    value: str
    word: str
    year: int
    committee: SafeString | str = ""


@dataclass(frozen=True)
class Rounds:
    """The plan's rounds, newest first: those the reader sees, the running one, and years not published."""

    seen: tuple[Round, ...]
    running: Round | None
    hidden_years: frozenset[int]


def plan_rounds(plan: Plan, reader: Reader) -> Rounds:
    """Return the rounds; what is not published is for those who take part in the work."""
    rounds = list(Round.objects.filter(plan=plan).only("pk", "year", "status", "plan_id", "due_on").order_by("-year"))
    waiting = [one for one in rounds if one.status not in PUBLISHED]
    return Rounds(
        seen=tuple(one for one in rounds if reader.works or one.status in PUBLISHED),
        running=waiting[0] if waiting and reader.works else None,
        hidden_years=frozenset(one.year for one in waiting),
    )


def measure_states(rounds: Rounds, reader: Reader, leaders: dict[int, int]) -> dict[int, tuple[StateShown, ...]]:
    """Return the newest states by measure, the leading committee's first. leaders: committee by measure."""
    told = (
        Progress.objects.filter(part__round__in=[one.pk for one in rounds.seen])
        .exclude(state="")
        .order_by("-part__round__year", "part__committee_id")
        .values(
            "measure_id", "state", "part__round__year", "part__committee_id",
            *(f"part__committee__name_{code}" for code in ("sv", "fi", "da")),
        )
    )  # fmt: skip
    newest: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in told:
        same = newest[row["measure_id"]]
        if not same or same[0]["part__round__year"] == row["part__round__year"]:
            same.append(row)
    words = dict(Progress.State.choices)
    found = {}
    for measure, rows in newest.items():
        rows.sort(key=lambda row: row["part__committee_id"] != leaders.get(measure))
        differ = len({row["state"] for row in rows}) > 1
        found[measure] = tuple(
            StateShown(
                row["state"], str(words[row["state"]]), row["part__round__year"],
                reader.text(row, "part__committee__name") if differ else "",
            )
            for row in (rows if differ else rows[:1])
        )  # fmt: skip
    return found


def goal_grades(rounds: Rounds) -> dict[int, StateShown]:
    """Return the newest assessment by goal."""
    rows = Assessment.objects.filter(round__in=[one.pk for one in rounds.seen]).exclude(grade="")
    words = dict(Assessment.Grade.choices)
    found: dict[int, StateShown] = {}
    for goal, grade, year in rows.order_by("-round__year").values_list("goal_id", "grade", "round__year"):
        found.setdefault(goal, StateShown(grade, str(words[grade]), year))
    return found
