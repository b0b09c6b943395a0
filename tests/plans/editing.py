"""What the tests of the plan's editor do again and again."""

from typing import Any

from django.test import Client

from plans.models import Goal, Measure, Plan, Principle
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Municipality

SCRIPT = {"X-Fragment": "1"}


def make_granvik(measures: int = 3) -> tuple[Plan, Client]:
    """Return a plan of one principle and goal, and its signed-in coordinator."""
    home = make_municipality()
    return make_plan(home, make_committee(home), measures=measures), coordinator_of(home)


def coordinator_of(municipality: Municipality, name: str = "") -> Client:
    """Return the browser of a coordinator."""
    client = Client()
    client.force_login(make_user("coordinator", municipality, name=name))
    return client


def second_goal(plan: Plan, measures: int = 1) -> Goal:
    """Add a goal with measures to the plan's principle."""
    goal = Goal.objects.create(principle=Principle.objects.get(plan=plan), order=2, title_sv="Andra målet")
    for number in range(1, measures + 1):
        Measure.objects.create(goal=goal, order=number, title_sv=f"Åtgärd 2.{number}")
    return goal


def address(plan: Plan, rest: str = "", language: str = "sv") -> str:
    """Return an address of the plan's editor."""
    return f"/{language}/plans/{plan.slug}/edit/{rest}"


def measures_of(plan: Plan) -> list[tuple[int, str]]:
    """Return the plan's measures in order: the goal's key and the Swedish title."""
    return list(Measure.objects.of_plan(plan).values_list("goal_id", "title_sv"))


def numbers(answer: Any) -> dict[str, str]:
    """Return by code the numbers that the script was told."""
    return dict(answer.json()["outline"])
