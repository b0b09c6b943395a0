"""Lets the councils of the demo adopt their plan, and one of them amend a goal."""

import datetime
from typing import Any

from django.utils import timezone

from plans.adopting import register
from plans.models import Goal, Plan
from plans.plan_import import per_language
from welfareplans.organisations.models import User

Json = dict[str, Any]


def adopt(plan: Plan, content: Json, coordinator: User) -> None:
    """Register every council's decision, the earliest first, and then the amendments.

    A partner without a day has not decided yet. An amendment tells what a goal said before it.
    """
    amendments = content.get("amendments", [])
    for row in amendments:
        write(plan, row["goal"], row["was"])
    decided = [row for row in content["partners"] if row["decided_on"]]
    for row in sorted(decided, key=lambda one: str(one["decided_on"])):
        decide(plan, row, coordinator)
    for row in amendments:
        write(plan, row["goal"], row["became"])
        decide(plan, row, coordinator, row["reason"])


def decide(plan: Plan, row: Json, coordinator: User, reason: str = "") -> None:
    """Register one decision; a revision that it makes is made the day after."""
    day = datetime.date.fromisoformat(row["decided_on"])
    made_at = timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(10)))
    register(
        plan, partner=plan.partners.get(municipality__slug=row["municipality"]), on=day, section=row["section"],
        reason=reason, by=coordinator, at=made_at,
    )  # fmt: skip


def write(plan: Plan, number: str, texts: dict[str, str]) -> None:
    """Write a goal's text. number: its place in the table, such as 1.2."""
    principle, place = number.split(".")
    goal = Goal.objects.get(principle__plan=plan, principle__order=principle, order=place)
    for field, text in per_language("title", texts).items():
        setattr(goal, field, text)
    goal.save()
