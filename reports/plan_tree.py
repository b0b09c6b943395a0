"""A plan's goals and measures with their numbers and titles, as pages of the follow-up show them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from plans.models import Plan, Principle
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.templatetags.page import text
from welfareplans.organisations.texts import columns

KINDS = ("", GOAL := "goals__", MEASURE := "goals__measures__")


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
    """Return the plan's goals and measures with one query."""
    tree, below = Tree({}, {}), Counter[str]()
    principles: dict[int, str] = {}

    def add(places: dict[int, Place], kind: str, row: Mapping[str, Any], parent: int, parents_number: str) -> None:
        if row[f"{kind}pk"] and row[f"{kind}pk"] not in places:
            below[parents_number] += 1
            title = worded(row, f"{kind}title", plan.languages)
            number = f"{parents_number}.{below[parents_number]}"
            places[row[f"{kind}pk"]] = Place(row[f"{kind}pk"], number, title, parent)

    for row in _OUTLINE.rows(plan=plan.pk):
        add(tree.goals, GOAL, row, row["pk"], principles.setdefault(row["pk"], str(len(principles) + 1)))
        if goal := tree.goals.get(row[f"{GOAL}pk"]):
            add(tree.measures, MEASURE, row, goal.pk, goal.number)
    return tree


def _outline(plan: int) -> QuerySet[Principle, Any]:
    rows = Principle.objects.filter(plan=plan).order_by(*(f"{kind}{by}" for kind in KINDS for by in ("order", "pk")))
    found: QuerySet[Principle, Any] = rows.values(
        "pk", f"{GOAL}pk", f"{MEASURE}pk", *columns(f"{GOAL}title", f"{MEASURE}title")
    )
    return found


_OUTLINE = Compiled(Principle, _outline)


def worded(row: Mapping[str, Any], field: str, languages: Sequence[str]) -> SafeString | str:
    """Return a translated field of a row read with .values(), marked when it is in another language."""
    return text(SimpleNamespace(**row), field, languages)
