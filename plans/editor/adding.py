"""Adding a principle, goal or measure to the table."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from plans.editor.moving import make_room
from plans.editor.nodes import LEVELS, Level
from plans.editor.tree import Tree
from plans.models import Node, Plan
from plans.ownership import owner_of_addition
from welfareplans.organisations.models import User
from welfareplans.organisations.texts import LANGUAGES


def place_for(tree: Tree, level: Level, at: str, user: User | AnonymousUser) -> tuple[Any, int]:
    """Return the node below which a new one comes (None for a principle), and how many siblings come before it.

    at: the node after which, or below which at the end, it is wanted; nothing for the last principle. Raises Http404
    where the user may add nothing.
    """
    if at and at not in tree.parents:
        raise Http404
    beside = bool(at) and at[0] == level.letter
    above = tree.parents[at] if beside else at
    if above[:1] != level.above:
        raise Http404
    index = tree.children[above].index(at) + 1 if beside else len(tree.children[above])
    if not above:
        return None, index
    rows: Any = LEVELS[above[0]].model._default_manager
    return get_object_or_404(rows.open_to(user).select_related("owner"), pk=int(above[1:])), index


def add(plan: Plan, tree: Tree, level: Level, at: str, texts: dict[str, str], user: User | AnonymousUser) -> Node:
    """Add a node and return it; the same text at the same parent is the one that was asked for before.

    texts: by field, such as title_sv. The caller holds the plan's lock.
    """
    parent, index = place_for(tree, level, at, user)
    rows = level.model._default_manager
    keys: dict[str, Any] = {level.parent: parent or plan, "owner": owner_of_addition(user, plan, parent)}
    texts = {name: text for name, text in texts.items() if text}
    alike = {f"title_{code}": texts.get(f"title_{code}") or "" for code in LANGUAGES}
    for row in rows.filter(**keys, **texts):
        if all((getattr(row, name) or "") == text for name, text in alike.items()):
            return row
    siblings = tree.children[f"{level.above}{parent.pk}" if parent else ""]
    return rows.create(**keys, **texts, order=make_room(level, siblings, index))


def level_named(letter: str) -> Level:
    """Return the level that an address names, or raise Http404."""
    if letter not in LEVELS:
        raise Http404
    return LEVELS[letter]
