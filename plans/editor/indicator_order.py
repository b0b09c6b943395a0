"""The order of the indicators below a measure or goal.

An indicator has one place in the plan, whatever it tells about. Those of one measure change places among themselves,
so that all others stay where they are.
"""

from collections import defaultdict
from itertools import chain
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, PositiveSmallIntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from plans.editor.measuring import Use
from plans.editor.moving import CannotMove
from plans.models import Plan, PlanIndicator
from welfareplans.organisations.models import User

# By the code of a measure or goal: the keys of its indicators in order.
Order = dict[str, list[int]]


def read_order(plan: Plan) -> Order:
    """Return the indicators of every measure and goal of a plan, read at once."""
    found: Order = defaultdict(list)
    to_measures: Any = PlanIndicator.measures.through
    to_goals: Any = PlanIndicator.goals.through
    of_measures = to_measures.objects.filter(planindicator__plan=plan)
    of_goals = to_goals.objects.filter(planindicator__plan=plan)
    place = ("planindicator__order", "planindicator_id")
    links = chain(
        (("m", *row) for row in of_measures.order_by(*place).values_list("measure_id", "planindicator_id")),
        (("g", *row) for row in of_goals.order_by(*place).values_list("goal_id", "planindicator_id")),
    )
    for letter, node, use in links:
        found[f"{letter}{node}"].append(use)
    return found


def move(use: Use, siblings: list[int], way: str, read: str, user: User | AnonymousUser) -> int:
    """Put an indicator in another place below its measure or goal, and return the place; the first is 1.

    siblings: as they stand now; way: up, down or the place; read: the place that the writer saw, which also makes a
    double click one step. The caller holds the plan's lock.
    """
    now = siblings.index(use.row.pk) + 1
    wanted = {"up": now - 1, "down": now + 1}.get(way) or (int(way) if way.isascii() and way.isdecimal() else 0)
    if str(wanted) == way == str(now):
        return now
    if read != str(now):
        raise CannotMove(
            _("The order has changed meanwhile: it is %(number)s now. Nothing was moved.") % {"number": now}
        )
    if not 1 <= wanted <= len(siblings):
        raise CannotMove(_("It stands at the end already."))
    if not PlanIndicator.objects.editable_by(user).filter(pk=use.row.pk).exists():
        raise CannotMove(_("It tells about the common core too, whose coordinator puts it in order."))
    put(use.row.plan, [one for one in siblings if one != use.row.pk], wanted, use.row.pk)
    return wanted


def put(plan: Plan, others: list[int], wanted: int, key: int) -> None:
    """Write the order of one measure's indicators into the places that they have in the plan."""
    order = [*others[: wanted - 1], key, *others[wanted - 1 :]]
    rows = PlanIndicator.objects.filter(plan=plan)
    places = dict(rows.order_by("order", "pk").values_list("pk", "order"))
    if len(set(places.values())) < len(places):
        places = {one: number for number, one in enumerate(places, 1)}
        write(rows, places)
    free = sorted(places[one] for one in order)
    write(rows, {one: place for one, place in zip(order, free, strict=True) if places[one] != place})


def write(rows: QuerySet[PlanIndicator], places: dict[int, int]) -> None:
    """Save order numbers by key; each row counts its version, as with every edit."""
    cases = [When(pk=key, then=Value(place)) for key, place in places.items()]
    if cases:
        order = Case(*cases, output_field=PositiveSmallIntegerField())
        rows.filter(pk__in=places).update(order=order, version=F("version") + 1)
