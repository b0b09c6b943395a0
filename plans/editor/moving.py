"""Moving a node: one at a time in a plan, so that two people who move at once lose nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from plans.editor.nodes import LEVELS, Level, code_of, level_of, parent_code
from plans.editor.tree import Tree
from plans.models import Node, Plan
from welfareplans.organisations.models import User

# Room between neighbours, so that most moves write one row.
STEP = 1024


class CannotMove(Exception):
    """The node stays where it is; the message tells the writer why."""


@dataclass(frozen=True)
class Place:
    """Below which node, and before which of its children; nothing = at the end."""

    parent: str
    before: str


def lock(plan: Plan) -> None:
    """Wait until nobody else adds, moves or removes a node of the plan; until the transaction ends."""
    Plan.objects.select_for_update(no_key=True).only("pk").get(pk=plan.pk)


def step(tree: Tree, code: str, direction: str, read_number: str) -> Place:
    """Return the place one step up or down; past the first or last child it is in the neighbouring parent.

    read_number: the number that the writer saw, because a step is from there; it also makes a double click one step.
    """
    if tree.numbers[code] != read_number:
        raise CannotMove(
            _("The order has changed meanwhile: it is %(number)s now. Nothing was moved.")
            % {"number": tree.numbers[code]}
        )
    above = tree.parents[code]
    siblings = tree.children[above]
    place = siblings.index(code)
    if direction == "up" and place:
        return Place(above, siblings[place - 1])
    if direction == "down" and place + 1 < len(siblings):
        return Place(above, siblings[place + 2] if place + 2 < len(siblings) else "")
    if not above:
        raise CannotMove(_("It stands at the end already."))
    before, after = tree.neighbours(above)
    if direction == "up" and before:
        return Place(before, "")
    if direction == "down" and after:
        return Place(after, next(iter(tree.children[after]), ""))
    raise CannotMove(_("It stands at the end already."))


def move(tree: Tree, node: Node, place: Place, read_parent: str, user: User | AnonymousUser) -> None:
    """Put the node in its place. tree: as it is now; read_parent: below what the writer saw the node.

    The caller holds the plan's lock and the node's.
    """
    code, level = code_of(node), level_of(node)
    if stands(tree, code, place):
        return
    if parent_code(node) != read_parent:
        raise CannotMove(
            _("Somebody else has moved it meanwhile: it is %(number)s now.") % {"number": tree.numbers[code]}
        )
    if level.above and (place.parent not in tree.parents or place.parent[0] != level.above):
        raise CannotMove(_("The place has been removed meanwhile; nothing was moved."))
    if level.above and not may_stand(node, place.parent, user):
        raise CannotMove(
            _("There stands a local addition of a municipality; it holds only what is that municipality's.")
        )
    siblings = [one for one in tree.children[place.parent] if one != code]
    index = siblings.index(place.before) if place.before in siblings else len(siblings)
    node.order = make_room(level, siblings, index)
    if level.above:
        setattr(node, f"{level.parent}_id", int(place.parent[1:]))
    node.save(update_fields=["order", level.parent])


def may_stand(node: Node, parent: str, user: User | AnonymousUser) -> bool:
    """Tell whether a node may come below another one: of the common core, or of the same partner."""
    rows: Any = LEVELS[parent[0]].model._default_manager
    return bool(rows.open_to(user).filter(Q(owner=None) | Q(owner=node.owner_id), pk=int(parent[1:])).exists())


def stands(tree: Tree, code: str, place: Place) -> bool:
    """Tell whether the node stands in its place already."""
    siblings = tree.children[place.parent]
    if code not in siblings:
        return False
    index = siblings.index(code)
    return place.before == (siblings[index + 1] if index + 1 < len(siblings) else "")


def make_room(level: Level, siblings: list[str], index: int) -> int:
    """Return an order number between two siblings; without room they are spread first."""
    keys = [int(code[1:]) for code in siblings]
    orders: dict[int, int] = dict(level.model._default_manager.filter(pk__in=keys).values_list("pk", "order"))
    after = orders[keys[index]] if index < len(keys) else None
    before = orders[keys[index - 1]] if index else 0
    if after is None:
        return before + STEP
    if after - before > 1:
        return (before + after) // 2
    spread(level, keys)
    return index * STEP + STEP // 2


def spread(level: Level, keys: list[int]) -> None:
    """Give siblings order numbers with room between; each row counts its version, as with every edit."""
    places = [When(pk=key, then=Value(place * STEP)) for place, key in enumerate(keys, 1)]
    rows = level.model._default_manager.filter(pk__in=keys)
    rows.update(order=Case(*places, output_field=IntegerField()), version=F("version") + 1)


def asked_place(tree: Tree, code: str, asked: QueryDict) -> Place:
    """Return the place that a form asks for. below: the new parent; before: a child of it, or `first`."""
    parent, before = asked.get("below", tree.parents[code]), asked.get("before", "")
    siblings = [one for one in tree.children[parent] if one != code]
    return Place(parent, siblings[0] if before == "first" and siblings else before)


@dataclass(frozen=True)
class Target:
    """A node below which another one may be put."""

    code: str
    number: str
    title: str
    is_now: bool


def targets(plan: Plan, tree: Tree, code: str) -> list[Target]:
    """Return the nodes below which this one could stand, as the reader calls them."""
    above = LEVELS[code[0]].above
    if not above:
        return []
    level = LEVELS[above]
    titles = {f"{above}{row.pk}": str(row) for row in level.model._default_manager.filter(**{level.path: plan})}
    now = tree.parents[code]
    return [
        Target(one, tree.numbers[one], titles.get(one, ""), one == now) for one in tree.codes if one[0] == above
    ]  # fmt: skip
