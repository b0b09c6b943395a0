"""Finds out what the parts of a table are in a plan that exists: by key, by text, and by a guess that is shown."""

import re
from collections.abc import Callable, Collection, Iterable
from difflib import SequenceMatcher

from plans.models import Goal, Measure, Node, Plan, Principle
from plans.tables.table import Texts
from plans.tables.tree import LEVELS, Branch, Tree
from welfareplans.organisations.texts import localised

# Texts at least so alike are taken for one, below the same parent and anywhere in the plan. A measure of which half was
# written anew still has a ratio of about 0.6; two measures of the same kind for other people seldom above 0.75.
SAME_PARENT, ANYWHERE = 0.62, 0.8
SAME_NUMBER = 0.25
# Comparing costs a tenth of a millisecond; so many are compared at most.
MOST_PAIRS = 20_000
NUMBERED = re.compile(r"^\s*([0-9]+(?:\.[0-9]+)*)[.)]?\s+")


def plan_nodes(plan: Plan) -> dict[str, list[Node]]:
    """Return the plan's nodes by level, in order."""
    goals = Goal.objects.filter(principle__plan=plan).select_related("principle__plan")
    measures = Measure.objects.of_plan(plan).select_related("goal", "programme")
    return {
        "principle": list(Principle.objects.filter(plan=plan)),
        "goal": list(goals.order_by("principle__order", "principle_id", "order", "pk")),
        "measure": list(measures.prefetch_related("responsibilities", "partners")),
    }


def match(tree: Tree, nodes: dict[str, list[Node]], apart: Collection[str] = ()) -> None:
    """Write into each branch which node it is. apart: names of branches that a person said are new."""
    for level in LEVELS:
        branches = [branch for branch in tree.walk() if branch.level == level]
        free = {node.pk: node for node in nodes[level]}
        by_key(branches, free)
        by_text(branches, free)
        by_guess([branch for branch in branches if branch.name not in apart], free)


def parent_key(node: Node) -> int | None:
    """Return what the node stands under."""
    return getattr(node, "goal_id", None) or getattr(node, "principle_id", None)


def parent_of(branch: Branch) -> int | None:
    """Return what the branch stands under in the plan; none for what is new there."""
    above = branch.parent.node if branch.parent else None
    return above.pk if above else None


def take(branch: Branch, node: Node, free: dict[int, Node], is_guess: bool = False) -> None:
    """Say that a branch is a node."""
    branch.node, branch.is_guess = free.pop(node.pk), is_guess


def by_key(branches: Iterable[Branch], free: dict[int, Node]) -> None:
    """Match what an export has given a key."""
    for branch in branches:
        if branch.key in free:
            take(branch, free[branch.key], free)


def by_text(branches: list[Branch], free: dict[int, Node]) -> None:
    """Match equal texts, below the same parent first."""
    texts: dict[tuple[str, str], list[Node]] = {}
    for node in free.values():
        for pair in plain_texts(localised(node, "title")).items():
            texts.setdefault(pair, []).append(node)
    for at_home in (True, False):
        for branch in branches:
            mine = plain_texts(branch.texts)
            candidates = (node for pair in mine.items() for node in texts.get(pair, []) if node.pk in free)
            fits = candidate_test(branch, at_home)
            found = next(
                (node for node in candidates if branch.node is None and fits(node) and agree(mine, node)), None
            )
            if found is not None:
                take(branch, found, free)


def candidate_test(branch: Branch, at_home: bool) -> Callable[[Node], bool]:
    """Return the test whether a node stands where the branch does, or the test that is always passed."""
    home = parent_of(branch)
    return lambda node: not at_home or branch.level == "principle" or parent_key(node) == home


def by_guess(branches: list[Branch], free: dict[int, Node]) -> None:
    """Match similar texts, the most similar first."""
    open_branches = [branch for branch in branches if branch.node is None]
    pairs = [
        (branch, node, branch.level == "principle" or parent_key(node) == parent_of(branch))
        for branch in open_branches
        for node in free.values()
    ]
    if len(pairs) > MOST_PAIRS:
        pairs = [pair for pair in pairs if pair[2]][:MOST_PAIRS]
    rated = [
        (likeness(branch.texts, localised(node, "title"), at_home), branch, node) for branch, node, at_home in pairs
    ]
    for ratio, branch, node in sorted(rated, key=lambda one: -one[0]):
        if ratio > 0 and branch.node is None and node.pk in free:
            take(branch, node, free, is_guess=True)


def likeness(texts: Texts, others: Texts, at_home: bool) -> float:
    """Return how similar two texts are in the language in which they are most (0: not enough to guess)."""
    least, best = SAME_PARENT if at_home else ANYWHERE, 0.0
    for of in texts.keys() & others.keys():
        one, other = texts[of], others[of]
        number, second = NUMBERED.match(one), NUMBERED.match(other)
        bonus = SAME_NUMBER if at_home and number and second and number[1] == second[1] else 0.0
        compared = SequenceMatcher(None, NUMBERED.sub("", one).casefold(), NUMBERED.sub("", other).casefold())
        if compared.real_quick_ratio() + bonus >= least and compared.quick_ratio() + bonus >= least:
            best = max(best, compared.ratio() + bonus)
    return best if best >= least else 0.0


def agree(mine: Texts, node: Node) -> bool:
    """Tell whether the texts are equal in every language that both have."""
    theirs = plain_texts(localised(node, "title"))
    return all(mine[of] == theirs[of] for of in mine.keys() & theirs.keys())


def plain_texts(texts: Texts) -> Texts:
    """Return the texts with single blanks, as they are compared."""
    return {of: " ".join(text.split()) for of, text in texts.items()}
