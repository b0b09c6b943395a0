"""Takes out of a plan what a table does not have; each can be put back in the editor."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from plans.editor.nodes import code_of
from plans.editor.tree import read_tree
from plans.importing.changes import Change
from plans.models import Node, Plan, PlanIndicator
from plans.removal import CannotRemove, remove, take_away
from welfareplans.organisations.models import User


def remove_missing(plan: Plan, missing: Sequence[Change], by: User) -> list[str]:
    """Remove the nodes, those above first, and return in sentences what stays and why.

    The caller holds the plan's lock. What stood below a removed node has gone with it.
    """
    numbers = read_tree(plan).numbers
    stays = []
    for change in missing:
        node = change.node
        if not isinstance(node, Node) or not type(node)._default_manager.filter(pk=node.pk).exists():
            continue
        code = code_of(node)
        number = numbers.get(code, "")
        try:
            with transaction.atomic():
                remove(plan, node, code=code, number=number, owner=node.owner_id, by=by)
        except CannotRemove as error:
            stays.append(f"{number} {change.title}: {error}")
    return stays


def unlink(plan: Plan, links: Sequence[Any], by: User) -> list[str]:
    """Take indicators from measures and goals, and return in sentences what stays and why.

    links: rows that tie an indicator of the plan to a measure or goal; the last one takes the indicator along.
    """
    uses = {use.pk: use for use in PlanIndicator.objects.filter(plan=plan).select_related("indicator")}
    numbers = read_tree(plan).numbers if links else {}
    stays = []
    for link in links:
        use, node = uses[link.planindicator_id], link.measure if hasattr(link, "measure_id") else link.goal
        code = code_of(node)
        try:
            with transaction.atomic():
                take_away(
                    plan, link, use, code=f"i{use.pk}-{code}", number=numbers.get(code, ""), owner=node.owner_id, by=by
                )
        except CannotRemove as error:
            stays.append(f"{numbers.get(code, '')} {use}: {error}")
    return stays
