"""Writes a table that was compared with a plan: new nodes in bulk, changed ones each with its version."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from plans.import_changes import Change, committees_now, committees_wanted, is_moved, wanted_fields
from plans.import_indicator_writing import write_indicators
from plans.import_indicators import Indicators
from plans.import_names import Names
from plans.import_rights import MODELS, Rights
from plans.models import Goal, Measure, Node, Partner, Plan, Principle, Responsibility
from plans.table import Table, Texts
from plans.table_tree import LEVELS, Branch, Tree
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import same


class Writer:
    """Writes one table into one plan. Rights are asked for each node; what is somebody else's is left as it is."""

    def __init__(
        self, plan: Plan, table: Table, tree: Tree, names: Names, indicators: Indicators, rights: Rights
    ) -> None:  # fmt: skip
        self.plan, self.table, self.tree, self.names = plan, table, tree, names
        self.indicators, self.rights = indicators, rights
        self.is_exact = table.tells("key")
        self.branches = [*tree.walk()]

    def write(self, *, removes: bool, missing: Sequence[Change]) -> None:
        """Write everything. missing: nodes that the table does not have, taken out when `removes`."""
        self.added: list[Branch] = []
        for level in LEVELS:
            self.write_level([branch for branch in self.branches if branch.level == level], level)
        self.put_in_order()
        self.write_links()
        write_indicators(self.plan, self.table, self.tree, self.indicators, self.rights, removes=removes)

    def write_level(self, branches: list[Branch], level: str) -> None:
        """Write the nodes of one level; those above them are written already."""
        new: list[Node] = []
        for branch in branches:
            above = branch.parent.node if branch.parent else None
            if branch.parent is not None and above is None:
                continue
            if branch.node is not None:
                if self.rights.may_change(branch):
                    self.change(branch)
            elif self.rights.may_add(branch):
                branch.node = self.made(branch, len(new) + 1)
                new.append(branch.node)
                self.added.append(branch)
        MODELS[level].objects.bulk_create(new)

    def made(self, branch: Branch, order: int) -> Node:
        """Return a new node, not saved."""
        told = self.names.partner(branch.row.owner) if branch.row and branch.row.owner else None
        owner = self.rights.owner(branch, told)
        fields = {name: value for name, value in wanted_fields(branch, self.table).items() if value}
        match branch.level:
            case "principle":
                return Principle(plan=self.plan, order=order, owner=owner, **fields)
            case "goal":
                return Goal(principle=self.above(branch), order=order, owner=owner, **fields)
        programme = self.names.made_programme(branch.row.programme) if branch.row else None
        return Measure(goal=self.above(branch), order=order, owner=owner, programme=programme, **fields)

    def above(self, branch: Branch) -> Any:
        """Return the node that the branch stands under."""
        return branch.parent.node if branch.parent else None

    def change(self, branch: Branch) -> None:
        """Save what differs in a node that exists; raises EditConflict when somebody saved it meanwhile."""
        node: Any = branch.node
        changed = False
        for name, value in wanted_fields(branch, self.table).items():
            if not same(value, getattr(node, name)):
                setattr(node, name, value)
                changed = True
        if is_moved(branch):
            setattr(node, "goal" if branch.level == "measure" else "principle", self.above(branch))
            changed = True
        row = branch.row
        if row and branch.level == "measure" and self.table.tells("programme") and (row.programme or self.is_exact):
            programme = self.names.made_programme(row.programme)
            changed |= programme != node.programme
            node.programme = programme
        if row and self.table.tells("owner") and self.rights.is_free and (row.owner or self.is_exact):
            owner = self.names.partner(row.owner) if row.owner else None
            changed |= owner != node.owner
            node.owner = owner
        changed |= branch.level == "measure" and self.differs_in_links(branch)
        if changed:
            node.validate_constraints()
            node.save()

    def differs_in_links(self, branch: Branch) -> bool:
        """Tell whether committees or partners change, so that whoever edits the measure is told."""
        node, row = branch.node, branch.row
        if not isinstance(node, Measure) or row is None:
            return False
        committees = self.table.tells("committees") and (row.committees or self.is_exact)
        if committees and committees_now(node, self.names) != committees_wanted(row.committees, self.names):
            return True
        partners = self.table.tells("partners") and (row.partners or self.is_exact)
        return bool(partners) and {one.pk for one in node.partners.all()} != {one.pk for one in self.partners(branch)}

    def put_in_order(self) -> None:
        """Give the nodes the table's order; what the table does not have stays behind its neighbour."""
        groups: list[tuple[str, Any, list[Branch]]] = [("principle", {"plan": self.plan}, self.tree.principles)]
        for branch in self.branches:
            if branch.node is not None and branch.level != "measure":
                below = "goal" if branch.level == "principle" else "measure"
                groups.append((below, {branch.level: branch.node}, branch.branches))
        fresh = {id(branch.node) for branch in self.added}
        for level, parent, branches in groups:
            wanted = [branch.node for branch in branches if branch.node is not None]
            if all(id(node) in fresh for node in wanted) and (not parent.get("plan") or not self.plan_had_nodes()):
                self.number(level, wanted)
            elif wanted:
                self.number(level, merged(wanted, list(MODELS[level].objects.filter(**parent))))

    def plan_had_nodes(self) -> bool:
        """Tell whether anything stood in the plan before."""
        return Principle.objects.filter(plan=self.plan).exclude(
            pk__in=[branch.node.pk for branch in self.added if branch.node and branch.level == "principle"]
        ).exists()  # fmt: skip

    def number(self, level: str, nodes: list[Node]) -> None:
        """Save the places that differ; a place is no text, so nobody's edit of the node is in its way."""
        moved = [(place, node) for place, node in enumerate(nodes, 1) if node.order != place]
        for place, node in moved:
            MODELS[level].objects.filter(pk=node.pk).update(order=place, version=F("version") + 1)
            node.order = place

    def partners(self, branch: Branch) -> list[Partner]:
        """Return the partners that a measure concerns."""
        return [one for name in (branch.row.partners if branch.row else []) if (one := self.names.partner(name))]

    def committees(self, asked: list[Texts]) -> dict[int, tuple[Committee, bool]]:
        """Return the committees of a row by key, and whether each leads."""
        found: dict[int, tuple[Committee, bool]] = {}
        for place, texts in enumerate(asked):
            committee = self.names.made_committee(texts) if texts else None
            if committee is not None:
                found.setdefault(committee.pk, (committee, place == 0))
        return found

    def write_links(self) -> None:
        """Write committees and partners: of new measures in bulk, of others where they differ."""
        fresh = {id(branch) for branch in self.added}
        duties, concerned = [], []
        for branch in self.branches:
            node, row = branch.node, branch.row
            if not isinstance(node, Measure) or row is None:
                continue
            if id(branch) not in fresh and (not self.rights.may_change(branch) or not self.differs_in_links(branch)):
                continue
            if self.table.tells("committees") and (row.committees or self.is_exact):
                if id(branch) not in fresh:
                    node.responsibilities.all().delete()
                duties += [
                    Responsibility(measure=node, committee=one, is_leading=leads)
                    for one, leads in self.committees(row.committees).values()
                ]
            if self.table.tells("partners") and (row.partners or self.is_exact):
                if id(branch) not in fresh:
                    node.partners.clear()
                through = Measure.partners.through
                concerned += [through(measure=node, partner=one) for one in {*self.partners(branch)}]
        Responsibility.objects.bulk_create(duties)
        Measure.partners.through.objects.bulk_create(concerned)


def merged(wanted: list[Node], now: list[Node]) -> list[Node]:
    """Return the wanted order with what is not in it behind the one that it stands behind now."""
    keys = {node.pk for node in wanted}
    result = [*wanted]
    before: Node | None = None
    for node in sorted(now, key=lambda one: (one.order, one.pk)):
        if node.pk not in keys:
            place = next((at + 1 for at, one in enumerate(result) if before and one.pk == before.pk), 0)
            result.insert(place, node)
        before = node
    return result
