"""Adding a principle, goal or measure to the table."""

from django.http import Http404

from plans.editor.moving import make_room
from plans.editor.nodes import LEVELS, Level
from plans.editor.tree import Tree
from plans.models import Node, Plan
from welfareplans.organisations.texts import LANGUAGES


def place_for(tree: Tree, level: Level, at: str) -> tuple[str, int]:
    """Return below what a new node comes, and how many siblings come before it.

    at: the node after which, or below which at the end, it is wanted; nothing for the last principle.
    """
    if at and at not in tree.parents:
        raise Http404
    if at and at[0] == level.letter:
        above = tree.parents[at]
        return above, tree.children[above].index(at) + 1
    if at[:1] != level.above:
        raise Http404
    return at, len(tree.children[at])


def add(plan: Plan, tree: Tree, level: Level, at: str, texts: dict[str, str]) -> Node:
    """Add a node and return it; the same text at the same parent is the one that was asked for before.

    texts: by field, such as title_sv. The caller holds the plan's lock.
    """
    parent, index = place_for(tree, level, at)
    rows = level.model._default_manager
    keys = {f"{level.parent}_id": int(parent[1:]) if parent else plan.pk}
    texts = {name: text for name, text in texts.items() if text}
    alike = {f"title_{code}": texts.get(f"title_{code}") or "" for code in LANGUAGES}
    for row in rows.filter(**keys, **texts):
        if all((getattr(row, name) or "") == text for name, text in alike.items()):
            return row
    return rows.create(**keys, **texts, order=make_room(level, tree.children[parent], index))


def level_named(letter: str) -> Level:
    """Return the level that an address names, or raise Http404."""
    if letter not in LEVELS:
        raise Http404
    return LEVELS[letter]
