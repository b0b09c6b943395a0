"""What of a plan somebody may change by an import: the same as in the editor."""

from dataclasses import dataclass, field
from typing import Any

from plans.listings import ListKind
from plans.models import Goal, Measure, Node, Partner, Plan, PlanIndicator, Principle
from plans.ownership import owner_of_addition
from plans.tables.tree import Branch
from welfareplans.organisations.models import Municipality, User

MODELS: dict[str, Any] = {"principle": Principle, "goal": Goal, "measure": Measure}


@dataclass
class Rights:
    """user: None for the command line, which may everything, as for a plan that is being made."""

    plan: Plan
    user: User | None = None
    editable: dict[str, set[int]] = field(default_factory=dict)
    open: dict[str, set[int]] = field(default_factory=dict)
    uses: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.is_free = self.user is None or not self.plan.pk
        if self.user is None or self.is_free:
            return
        for level, model in MODELS.items():
            rows = model.objects.filter(**{model.objects.none().plan_path: self.plan})
            self.editable[level] = set(rows.editable_by(self.user).values_list("pk", flat=True))
            self.open[level] = set(rows.open_to(self.user).values_list("pk", flat=True))
        uses = PlanIndicator.objects.filter(plan=self.plan).editable_by(self.user)
        self.uses = set(uses.values_list("pk", flat=True))
        self.own = owner_of_addition(self.user, self.plan)
        self.leads = Plan.objects.led_by(self.user).filter(pk=self.plan.pk).exists()
        self.homes = set(Municipality.objects.coordinated_by(self.user).values_list("pk", flat=True))

    def may_change(self, branch: Branch) -> bool:
        """Tell whether the node of a branch is the user's."""
        return self.is_free or branch.is_added or branch.node is None or branch.node.pk in self.editable[branch.level]

    def may_change_node(self, level: str, node: Node) -> bool:
        """Tell whether a node is the user's."""
        return self.is_free or node.pk in self.editable[level]

    def may_add(self, branch: Branch) -> bool:
        """Tell whether the user may add a branch where it stands; below what is new it follows that."""
        above = branch.parent
        if self.is_free or above is None or above.node is None or above.is_added:
            return True
        return above.node.pk in self.open[above.level]

    def may_change_use(self, use: PlanIndicator) -> bool:
        """Tell whether an indicator's place in the plan is the user's."""
        return self.is_free or use.pk in self.uses

    def may_edit_list(self, kind: ListKind, row: Any) -> bool:
        """Tell whether a row beside the table is the user's: a programme is its municipality's, the rest the lead's."""
        if self.is_free or kind.name != "programmes":
            return self.is_free or self.leads
        return (row.municipality_id if row else self.plan.municipality_id) in self.homes

    def owner(self, branch: Branch, told: Partner | None) -> Partner | None:
        """Return whose a new branch is. told: whose the table says it is."""
        above = branch.parent.node.owner if branch.parent and branch.parent.node else None
        if above is not None:
            return above
        return told if self.is_free else self.own
