"""Writes a table that was compared with a plan: new nodes in bulk, changed ones each with its version."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, F, Value, When

from plans.importing.changes import is_moved
from plans.importing.differences import committees_now, committees_wanted, wanted_fields
from plans.importing.indicator_writing import write_indicators
from plans.importing.indicators import Indicators
from plans.importing.names import Names
from plans.importing.rights import MODELS, Rights
from plans.models import Goal, Measure, Node, Partner, Plan, Principle, Responsibility
from plans.tables.table import Table, Texts
from plans.tables.tree import LEVELS, Branch, Tree
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import same

# Where a node has what it stands under.
PARENTS = {"principle": "plan_id", "goal": "principle_id", "measure": "goal_id"}


class Writer:
    """Writes one table into one plan. Rights are asked for each node; what is somebody else's is left as it is."""

    def __init__(
        self, plan: Plan, table: Table, tree: Tree, names: Names, indicators: Indicators, rights: Rights
    ) -> None:  # fmt: skip
        self.plan, self.table, self.tree, self.names = plan, table, tree, names
        self.indicators, self.rights = indicators, rights
        self.is_exact = table.tells("key")
        self.branches = [*tree.walk()]

    def write(self) -> list[Any]:
        """Write everything; return the links to indicators that the table does not have."""
        for level in LEVELS:
            self.write_level([branch for branch in self.branches if branch.level == level], level)
        self.put_in_order()
        self.write_links()
        return write_indicators(self.plan, self.table, self.tree, self.indicators, self.rights)

    def write_level(self, branches: list[Branch], level: str) -> None:
        """Write the nodes of one level; those above them are written already."""
        new: list[Node] = []
        places: dict[int, int] = defaultdict(int)
        for branch in branches:
            places[id(branch.parent)] += 1
            above = branch.parent.node if branch.parent else None
            if branch.parent is not None and above is None:
                continue
            if branch.node is not None:
                if self.rights.may_change(branch):
                    self.change(branch)
            elif self.rights.may_add(branch):
                branch.node = self.made(branch, places[id(branch.parent)])
                branch.is_added = True
                new.append(branch.node)
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
        for level, above in PARENTS.items():
            rows: Any = MODELS[level].objects
            rows = rows.filter(**{rows.none().plan_path: self.plan}).order_by("order", "pk")
            orders: dict[int, int] = {}
            now: dict[int, list[int]] = defaultdict(list)
            for key, order, parent in rows.values_list("pk", "order", above):
                orders[key] = order
                now[parent].append(key)
            wanted: dict[int, list[int]] = defaultdict(list)
            for branch in self.branches:
                if branch.level == level and branch.node is not None:
                    wanted[getattr(branch.node, above)].append(branch.node.pk)
            places: dict[int, int] = {}
            for parent, keys in wanted.items():
                if (order_now := merged(keys, now[parent])) != now[parent]:
                    places |= {key: place for place, key in enumerate(order_now, 1) if orders[key] != place}
            # A place is no text, so nobody's edit of the node is in its way.
            cases = (When(pk=key, then=Value(place)) for key, place in places.items())
            if places:
                rows.filter(pk__in=places).update(order=Case(*cases), version=F("version") + 1)

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
        duties, concerned = [], []
        for branch in self.branches:
            node, row = branch.node, branch.row
            if not isinstance(node, Measure) or row is None:
                continue
            if not branch.is_added and (not self.rights.may_change(branch) or not self.differs_in_links(branch)):
                continue
            if self.table.tells("committees") and (row.committees or self.is_exact):
                if not branch.is_added:
                    node.responsibilities.all().delete()
                duties += [
                    Responsibility(measure=node, committee=one, is_leading=leads)
                    for one, leads in self.committees(row.committees).values()
                ]
            if self.table.tells("partners") and (row.partners or self.is_exact):
                if not branch.is_added:
                    node.partners.clear()
                through = Measure.partners.through
                concerned += [through(measure=node, partner=one) for one in {*self.partners(branch)}]
        Responsibility.objects.bulk_create(duties)
        Measure.partners.through.objects.bulk_create(concerned)


def merged(wanted: list[int], now: list[int]) -> list[int]:
    """Return the wanted order with what is not in it behind the one that it stands behind now."""
    keys, result = set(wanted), [*wanted]
    for before, key in zip([0, *now], now, strict=False):
        if key not in keys:
            result.insert(result.index(before) + 1 if before in result else 0, key)
    return result
