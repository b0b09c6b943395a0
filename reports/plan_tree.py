"""A plan's goals and measures with their numbers and titles, as pages of the follow-up show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString

from plans.models import Goal, Measure, Plan, Principle
from welfareplans.organisations.templatetags.page import text
from welfareplans.organisations.texts import LANGUAGES

TITLES = [f"title_{code}" for code in LANGUAGES]


@dataclass(frozen=True)
class Place:
    """A goal or a measure in the plan's order. parent: the principle's or the goal's id."""

    pk: int
    number: str
    title: SafeString | str
    parent: int


@dataclass(frozen=True)
class Tree:
    """Goals and measures by id, in the plan's order."""

    goals: dict[int, Place]
    measures: dict[int, Place]

    def measures_of(self, goal: int) -> list[Place]:
        """Return the measures under a goal."""
        return [measure for measure in self.measures.values() if measure.parent == goal]


def read_tree(plan: Plan) -> Tree:
    """Return the plan's goals and measures with three queries."""
    principles = Principle.objects.filter(plan=plan).order_by("order", "pk").values_list("pk", flat=True)
    numbers = {pk: str(position) for position, pk in enumerate(principles, 1)}
    goals = Goal.objects.filter(principle__plan=plan).order_by("order", "pk").values("pk", "principle_id", *TITLES)
    placed = places(goals, "principle_id", numbers, plan)
    measures = Measure.objects.filter(goal__principle__plan=plan).order_by("order", "pk")
    numbers = {pk: goal.number for pk, goal in placed.items()}
    return Tree(placed, places(measures.values("pk", "goal_id", *TITLES), "goal_id", numbers, plan))


def places(rows: Iterable[Mapping[str, Any]], parent: str, numbers: Mapping[int, str], plan: Plan) -> dict[int, Place]:
    """Return the rows numbered below their parents, in the parents' order. numbers: the parents', in order."""
    below: dict[int, list[Place]] = {pk: [] for pk in numbers}
    for row in rows:
        siblings = below[row[parent]]
        number = f"{numbers[row[parent]]}.{len(siblings) + 1}"
        siblings.append(Place(row["pk"], number, worded(row, "title", plan.languages), row[parent]))
    return {place.pk: place for siblings in below.values() for place in siblings}


def worded(row: Mapping[str, Any], field: str, languages: Sequence[str]) -> SafeString | str:
    """Return a translated field of a row read with .values(), marked when it is in another language."""
    return text(SimpleNamespace(**row), field, languages)
