"""What a plan table changes in a plan: what is added, what differs, what the table does not have."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from indicators.numbers import format_number
from plans.importing.indicators import Indicators, Wanted
from plans.importing.names import Names, folded
from plans.models import Measure, Node, PlanIndicator
from plans.tables.table import Table, Texts
from plans.tables.tree import Branch, Tree
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import same

NODE_TEXTS = {"principle": ("title",), "goal": ("title",), "measure": ("title", "expected_result", "resources")}


@dataclass(frozen=True)
class Difference:
    """One field that differs, as words to show. name: "title_fi", "committees"."""

    name: str
    before: str
    after: str


@dataclass
class Change:
    """What happens to one node or indicator. act: "add", "change" or "missing" (the table does not have it)."""

    act: str
    level: str
    title: str
    number: int = 0  # of the row; 0 for what no row has
    branch: Branch | None = None
    node: Node | PlanIndicator | None = None
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


def title_of(texts: Texts) -> str:
    """Return the text in the first language that has it."""
    return next(iter(texts.values()), "")


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


def wanted_fields(branch: Branch, table: Table) -> dict[str, Any]:
    """Return the node's own fields that the table tells: texts by column, years.

    An empty cell changes nothing, except in a file that was exported: there somebody has emptied it.
    """
    row, is_exact = branch.row, table.tells("key")
    fields: dict[str, Any] = {f"title_{of}": text for of, text in branch.texts.items()}
    if is_exact:
        fields |= {f"title_{of}": "" for kind, of in table.columns if kind == branch.level and of not in branch.texts}
    if branch.level != "measure" or row is None:
        return fields
    for what in ("expected_result", "resources"):
        texts: Texts = getattr(row, what)
        for kind, of in table.columns:
            if kind == what and (of in texts or is_exact):
                fields[f"{what}_{of}"] = texts.get(of, "")
    for what in ("first_year", "last_year"):
        value = getattr(row, what)
        if value or (is_exact and table.tells(what)):
            fields[what] = value
    return fields


def node_differences(branch: Branch, table: Table, names: Names) -> Iterator[Difference]:
    """Yield what differs between a node and what the table says of it."""
    node, row = branch.node, branch.row
    for name, value in wanted_fields(branch, table).items():
        if not same(value, getattr(node, name)) and not like(value, getattr(node, name)):
            yield Difference(name, shown(getattr(node, name)), shown(value))
    if row is None:
        return
    is_exact = table.tells("key")
    if table.tells("owner") and (row.owner or is_exact):
        owner = names.partner(row.owner) if row.owner else None
        if owner != getattr(node, "owner", None):
            yield Difference("owner", shown(getattr(node, "owner", None)), shown(owner))
    if isinstance(node, Measure):
        yield from measure_differences(node, branch, table, names)


def measure_differences(node: Measure, branch: Branch, table: Table, names: Names) -> Iterator[Difference]:
    """Yield what differs in a measure's links."""
    row, is_exact = branch.row, table.tells("key")
    assert row is not None  # noqa: S101 - a measure always has its row
    if table.tells("programme") and (row.programme or is_exact):
        programme = names.programme(row.programme)
        if programme is None and row.programme:
            yield Difference("programme", shown(node.programme), title_of(row.programme))
        elif programme != node.programme:
            yield Difference("programme", shown(node.programme), shown(programme))
    if table.tells("committees") and (row.committees or is_exact):
        before, after = committees_now(node, names), committees_wanted(row.committees, names)
        if before != after:
            yield Difference("committees", ", ".join(before), ", ".join(after))
    if table.tells("partners") and (row.partners or is_exact):
        now = sorted(str(one) for one in node.partners.all())
        partners = sorted({str(one) for name in row.partners if (one := names.partner(name))})
        if now != partners:
            yield Difference("partners", ", ".join(now), ", ".join(partners))


def committees_now(node: Measure, names: Names) -> list[str]:
    """Return the measure's committees, the leading one first; a dash where none leads."""
    duties = sorted(node.responsibilities.all(), key=lambda one: (not one.is_leading, one.pk))
    known = {one.pk: one for one in names.committees}
    labels = [names.committee_label(known.get(one.committee_id, one.committee)) for one in duties]
    return labels if not duties or duties[0].is_leading else ["–", *sorted(labels)]


def committees_wanted(asked: list[Texts], names: Names) -> list[str]:
    """Return the same of a row."""
    labels = [names.wanted_committee(texts) for texts in asked if texts]
    labels = list(dict.fromkeys(label for label in labels if label))
    return labels if not asked or asked[0] else ["–", *sorted(labels)]


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


def indicator_differences(wanted: Wanted) -> Iterator[Difference]:
    """Yield what differs between an indicator of the plan and what the lines say."""
    use = wanted.use
    assert use is not None  # noqa: S101 - asked of indicators of the plan only
    for row, fields in ((use.indicator, wanted.own), (use, wanted.planned)):
        for name, value in fields.items():
            now = getattr(row, name)
            if not same(value, now) and not like(value, now):
                yield Difference(name, shown(now), shown(value))
    now = {key for one in use.indicator.dimensions.all() for key in (one.key, folded(str(one)))}
    added = [name for name in wanted.dimensions if folded(name) not in now]
    if added:
        yield Difference("breakdown", "", ", ".join(added))
    if wanted.reporters is not None:
        before = {(one.area_id, one.committee_id) for one in use.reporters.all()}
        if {(area.pk, committee.pk) for area, committee in wanted.reporters} != before:
            words = [", ".join(sorted(map(str, side))) for side in (use.reporters.all(), reporters_of(wanted))]
            yield Difference("reporters", *words)


def reporters_of(wanted: Wanted) -> list[Committee]:
    """Return the committees that shall enter the figures."""
    return [committee for _area, committee in wanted.reporters or []]


def like(one: Any, other: Any) -> bool:
    """Tell whether two texts differ by their line ends only, which browsers and files write differently."""
    return isinstance(one, str) and isinstance(other, str) and one.splitlines() == other.splitlines()


def shown(value: Any) -> str:
    """Return a value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "as_tuple"):
        return format_number(value.normalize(), "sv")
    return "" if value is None else str(value)
