"""What a plan table changes in a plan: what is added, what differs, what the table does not have."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.importing.differences import Difference, committees_wanted, indicator_differences, node_differences
from plans.importing.indicators import Indicators, Wanted
from plans.importing.names import Names
from plans.models import Node, PlanIndicator
from plans.tables.table import Table
from plans.tables.tree import Branch, Tree


@dataclass
class Change:
    """What happens to one node or indicator. act: "add", "change" or "missing" (the table does not have it)."""

    act: str
    level: str
    title: str
    number: int = 0  # of the row; 0 for what no row has
    branch: Branch | None = None
    node: Any = None  # of a principle, goal, measure, indicator, or of a list beside the table
    differences: list[Difference] = field(default_factory=list)
    is_moved: bool = False


def fingerprint(changes: list[Change]) -> str:
    """Return what tells whether two lists of changes are the same."""
    lines = [
        f"{one.act}|{one.level}|{one.title}|{one.number}|{one.node and one.node.pk}|{one.is_moved}|{one.differences}"
        for one in changes
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def changes_of(
    tree: Tree, table: Table, names: Names, indicators: Indicators, nodes: dict[str, list[Node]]
) -> list[Change]:
    """Return everything that would happen, in the table's order; what is missing comes last."""
    links = Links(tree, indicators)
    found: list[Change] = []
    for branch in tree.walk():
        if branch.row is not None:
            committees_wanted(branch.row.committees, names)  # the new ones are told before they are made
        if branch.node is None:
            found.append(Change("add", branch.level, branch.title, branch.number, branch))
            continue
        differences = [*node_differences(branch, table, names), *links.differences(branch)]
        moved = is_moved(branch)
        if differences or moved:
            found.append(
                Change(
                    "change", branch.level, title_now(branch), branch.number, branch, branch.node, differences, moved
                )
            )
    found += reordered(tree)
    for wanted in indicators.wanted.values():
        if wanted.use is None:
            found.append(Change("add", "indicator", wanted.label))
        elif differences := list(indicator_differences(wanted)):
            found.append(Change("change", "indicator", wanted.label, 0, None, wanted.use, differences))
    matched = {(branch.level, branch.node.pk) for branch in tree.walk() if branch.node is not None}
    for level, all_nodes in nodes.items():
        gone = (node for node in all_nodes if (level, node.pk) not in matched)
        found += [Change("missing", level, str(node), node=node) for node in gone]
    return found


def title_now(branch: Branch) -> str:
    """Return the node's text, in the table's language where it has one."""
    return next((text for of in branch.texts if (text := getattr(branch.node, f"title_{of}"))), str(branch.node))


def is_moved(branch: Branch) -> bool:
    """Tell whether the node stands under another parent in the table."""
    if branch.parent is None or branch.node is None:
        return False
    above = branch.parent.node
    now = getattr(branch.node, "goal_id", None) or getattr(branch.node, "principle_id", None)
    return above is None or above.pk != now


def reordered(tree: Tree) -> Iterator[Change]:
    """Yield a change for each parent whose parts stand in another order in the table."""
    parents: list[tuple[Branch | None, list[Branch]]] = [(None, tree.principles)]
    parents += [(branch, branch.branches) for branch in tree.walk()]
    for parent, branches in parents:
        nodes = [one.node for one in branches if one.node is not None and not is_moved(one)]
        if nodes != sorted(nodes, key=lambda node: (node.order, node.pk)):
            title = parent.title if parent else ""
            level = parent.level if parent else "plan"
            yield Change("order", level, title, parent.number if parent else 0, parent, parent.node if parent else None)


class Links:
    """Which indicators the branches have, and which their nodes have now."""

    def __init__(self, tree: Tree, indicators: Indicators) -> None:
        self.is_exact = indicators.is_exact or not indicators.table.tells("indicators")
        self.tells = indicators.table.tells("indicators")
        self.wanted: dict[int, list[Wanted]] = {}
        for branch in tree.walk():
            leading = branch.row.committees[0] if branch.row and branch.row.committees else None
            meant = [indicators.meant(line, leading) for line in branch.indicators]
            self.wanted[id(branch)] = list({id(one): one for one in meant}.values())
        for line in tree.unlinked:
            indicators.meant(line)
        self.now: dict[tuple[str, int], list[PlanIndicator]] = {}
        for use in indicators.uses.values():
            for level, related in (("measure", use.measures), ("goal", use.goals)):
                for node in related.all():
                    self.now.setdefault((level, node.pk), []).append(use)

    def differences(self, branch: Branch) -> Iterator[Difference]:
        """Yield a difference when the node has other indicators."""
        assert branch.node is not None  # noqa: S101 - asked of matched branches only
        before = self.now.get((branch.level, branch.node.pk), [])
        wanted = self.wanted[id(branch)]
        kept = {one.use.pk for one in wanted if one.use}
        gone = [use for use in before if use.pk not in kept] if self.tells else []
        new = [one for one in wanted if one.use not in before]
        if new:
            yield Difference("indicators", "", "; ".join(one.label for one in new))
        if gone:
            yield Difference("indicators_missing", "; ".join(map(str, gone)), "")
