"""What a coordinator chooses for the next period, saved choice by choice and taken up again another day."""

import re
from collections.abc import Iterable, Mapping

from django.db import transaction

from plans.models import Goal, Measure, NextPeriod, NodeChoice, Plan, PlanIndicator, Principle

Key = tuple[str, int]
Level, Choice = NodeChoice.Level, NodeChoice.Choice
NAME = re.compile(r"(principle|goal|measure|indicator)-([0-9]{1,17})")


def period_of(plan: Plan) -> NextPeriod:
    """Return the plan's next period, not saved yet when nobody has begun: as many years, right after the plan's."""
    found = NextPeriod.objects.filter(plan=plan).select_related("made").first()
    length = plan.last_year - plan.first_year
    return found or NextPeriod(plan=plan, first_year=plan.last_year + 1, last_year=plan.last_year + 1 + length)


def begun(plan: Plan) -> NextPeriod:
    """Return the plan's next period, saved; two who begin at once begin one."""
    new = period_of(plan)
    years = {"first_year": new.first_year, "last_year": new.last_year}
    return NextPeriod.objects.get_or_create(plan=plan, defaults=years)[0]


@transaction.atomic
def save_years(period: NextPeriod, years: Mapping[str, int]) -> NextPeriod:
    """Save the years that were given and return the period as it is then."""
    locked = NextPeriod.objects.select_for_update().get(pk=period.pk)
    for name, year in years.items():
        setattr(locked, name, year)
    if any(getattr(period, name) != year for name, year in years.items()):
        locked.save()
    return locked


def chosen_in(posted: Mapping[str, str]) -> dict[Key, str]:
    """Return the choices in a posted form, whose fields are called measure-12; anything else is left alone."""
    found = {}
    for name, value in posted.items():
        match = NAME.fullmatch(name)
        if match and value in Choice.values:
            found[match[1], int(match[2])] = value
    return found


def read_in(posted: Mapping[str, str]) -> dict[Key, str]:
    """Return which choices the writer read, which the form carries along as measure-12_was."""
    return chosen_in({name.removesuffix("_was"): value for name, value in posted.items() if name.endswith("_was")})


@transaction.atomic
def save_choices(
    period: NextPeriod, chosen: Mapping[Key, str], read: Mapping[Key, str] | None = None
) -> dict[Key, str]:
    """Save choices for nodes of the plan; others' nodes are as if they did not exist.

    read: what the writer read. A choice that the writer left alone is not touched; one that somebody else has changed
    meanwhile is not overwritten: those are returned as they stand.
    """
    NextPeriod.objects.select_for_update().get(pk=period.pk)
    saved = {(one.level, one.node): one.choice for one in period.choices.all()}
    known, read = nodes_of(period.plan), read or {}
    wanted = {key: choice for key, choice in chosen.items() if key in known and read.get(key) != choice}
    stands = {key: saved.get(key, Choice.CONTINUE.value) for key in wanted}
    taken = {key: now for key, now in stands.items() if now not in (read.get(key, now), wanted[key])}
    NodeChoice.objects.bulk_create(
        (
            NodeChoice(period=period, level=level, node=node, choice=choice)
            for (level, node), choice in wanted.items()
            if (level, node) not in taken
        ),
        update_conflicts=True, unique_fields=["period", "level", "node"], update_fields=["choice"],
    )  # fmt: skip
    return taken


def nodes_of(plan: Plan) -> set[Key]:
    """Return everything in a plan that there is a choice about."""
    rows: dict[str, Iterable[int]] = {
        Level.PRINCIPLE: Principle.objects.filter(plan=plan).values_list("pk", flat=True),
        Level.GOAL: Goal.objects.filter(principle__plan=plan).values_list("pk", flat=True),
        Level.MEASURE: Measure.objects.filter(goal__principle__plan=plan).values_list("pk", flat=True),
        Level.INDICATOR: PlanIndicator.objects.filter(plan=plan).values_list("pk", flat=True),
    }
    return {(level, key) for level, keys in rows.items() for key in keys}
