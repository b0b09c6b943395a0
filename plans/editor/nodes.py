"""What an address or a row calls a node: a letter for its level and its key, such as m12."""

import re
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.models import Goal, Measure, Node, Plan, Principle
from welfareplans.organisations.models import User


@dataclass(frozen=True)
class Level:
    """One level of the table. parent: the field that holds what is above; path: from a row to its plan."""

    letter: str
    model: type[Node]
    parent: str
    path: str
    word: str | Promise
    above: str
    below: str


LEVELS = {
    "p": Level("p", Principle, "plan", "plan", _("Principle"), "", "g"),
    "g": Level("g", Goal, "principle", "principle__plan", _("Goal"), "p", "m"),
    "m": Level("m", Measure, "goal", "goal__principle__plan", _("Measure"), "g", ""),
}


def parse(code: str) -> tuple[Level, int]:
    """Return the level and the key of a code; raise Http404 for anything else."""
    found = re.fullmatch(r"([pgm])([1-9][0-9]{0,17})", code, re.ASCII)
    if not found:
        raise Http404
    return LEVELS[found[1]], int(found[2])


def node_of(plan: Plan, code: str, user: User | AnonymousUser, *, lock: bool = False) -> Node:
    """Return a node of the plan that the user may change, or raise Http404. lock: until the transaction ends."""
    level, key = parse(code)
    rows = level.model._default_manager.editable_by(user).select_related(level.path)  # type: ignore[attr-defined]
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    node: Node = get_object_or_404(rows, pk=key, **{level.path: plan})
    return node


def code_of(node: Node) -> str:
    """Return what addresses call the node."""
    return f"{level_of(node).letter}{node.pk}"


def level_of(node: Node) -> Level:
    """Return the node's level."""
    return next(level for level in LEVELS.values() if isinstance(node, level.model))


def parent_code(node: Node) -> str:
    """Return what addresses call the node above; nothing above a principle."""
    level = level_of(node)
    return f"{level.above}{getattr(node, level.parent + '_id')}" if level.above else ""
