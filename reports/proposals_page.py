"""What the committees want to do with the plan's measures, and what has become of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from plans.adoption_page import Offer, offer
from plans.models import Plan
from reports.models import Dealing, Progress, Round
from reports.models.dealing import HANDED_IN, proposals
from reports.part_history import moment
from reports.plan_tree import Place, read_tree, worded
from welfareplans.organisations.models import User
from welfareplans.organisations.texts import columns

# The names of the words' looks: a proposal has the symbol of the state that it leads to.
LOOKS = {"continue": "under_way", "change": "partly", "end": "dropped"}


@dataclass(frozen=True)
class Proposed:
    """One committee's proposal about one measure.

    may_deal: the reader decides about it; is_handed_in: else the committee may still change its mind; outcome: empty
    while it waits; last_year: of the measure as the working text has it now.
    """

    pk: int
    version: int
    kind: str
    word: str
    look: str
    committee: SafeString | str
    reason: SafeString | str
    measure: Place
    last_year: int | None
    is_handed_in: bool
    may_deal: bool
    outcome: str
    outcome_word: str
    who: str
    when: str

    @property
    def waits(self) -> bool:
        """Tell whether somebody has to decide."""
        return not self.outcome and self.kind != Progress.Proposal.CONTINUE


@dataclass
class GoalProposals:
    """A goal with the proposals about its measures."""

    goal: Place
    rows: list[Proposed] = field(default_factory=list)


@dataclass(frozen=True)
class ProposalsPage:
    """The page: what to change or end by goal, and what goes on."""

    goals: list[GoalProposals]
    going_on: list[Proposed]
    offer: Offer | None

    @property
    def rows(self) -> list[Proposed]:
        """Return every proposal to change or end a measure."""
        return [row for goal in self.goals for row in goal.rows]

    @property
    def waiting(self) -> int:
        """Return how many wait for a decision."""
        return sum(row.waits for row in self.rows)

    @property
    def to_note(self) -> int:
        """Return how many that go on can be noted now."""
        return sum(not row.outcome and row.may_deal for row in self.going_on)


def proposals_page(asked: Round, user: User | AnonymousUser) -> ProposalsPage:
    """Return the page; the number of queries does not depend on the number of proposals."""
    tree, plan = read_tree(asked.plan), asked.plan
    mine = set(proposals().dealt_with_by(user).filter(part__round=asked).values_list("pk", flat=True))
    rows = list(read(asked, user))
    shown = [proposed(row, plan, tree.measures[row["measure_id"]], row["pk"] in mine) for row in rows]
    order = {pk: place for place, pk in enumerate(tree.measures)}
    shown.sort(key=lambda one: (order[one.measure.pk], one.pk))
    wanted = [one for one in shown if one.kind != Progress.Proposal.CONTINUE]
    goals = [
        GoalProposals(goal, found)
        for goal in tree.goals.values()
        if (found := [one for one in wanted if one.measure.parent == goal.pk])
    ]
    going_on = [one for one in shown if one.kind == Progress.Proposal.CONTINUE]
    amended = offer(plan) if plan.status == Plan.Status.ADOPTED else None
    return ProposalsPage(goals, going_on, amended)


def read(asked: Round, user: User | AnonymousUser) -> Iterable[dict[str, Any]]:
    """Return the rows that the page is made of; one query."""
    found: Iterable[dict[str, Any]] = proposals().read_by(user, asked).values(
        "pk", "version", "proposal", "measure_id", "measure__last_year", "part__status",
        *columns("reason", "part__committee__name"),
        "dealing__proposal", "dealing__outcome", "dealing__dealt_at", "dealing__dealt_by__name",
        "dealing__dealt_by__email",
    )  # fmt: skip
    return found


def proposed(row: dict[str, Any], plan: Plan, measure: Place, may_deal: bool) -> Proposed:
    """Return one proposal; what was dealt with when it said something else counts for nothing."""
    outcome = row["dealing__outcome"] if row["dealing__proposal"] == row["proposal"] else None
    return Proposed(
        pk=row["pk"], version=row["version"], kind=row["proposal"],
        word=str(Progress.Proposal(row["proposal"]).label), look=LOOKS[row["proposal"]],
        committee=worded(row, "part__committee__name", plan.languages), reason=worded(row, "reason", plan.languages),
        measure=measure, last_year=row["measure__last_year"],
        is_handed_in=row["part__status"] in HANDED_IN, may_deal=may_deal, outcome=outcome or "",
        outcome_word=str(Dealing.Outcome(outcome).label) if outcome else "",
        who=(row["dealing__dealt_by__name"] or row["dealing__dealt_by__email"] or "") if outcome else "",
        when=moment(row["dealing__dealt_at"]) if outcome else "",
    )  # fmt: skip
