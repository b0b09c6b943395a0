"""The page on which a coordinator chooses what of a plan goes on, with what happened beside each node."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from plans.choosing import Key
from plans.models import NodeChoice, Partner, Plan
from reports.models import Progress
from reports.plan_page.choice import Choice as Nothing
from reports.plan_page.figures import Figure, plan_figures
from reports.plan_page.reader import Reader, fields
from reports.plan_page.source import WorkingText
from reports.plan_page.states import Rounds, StateShown, plan_rounds
from reports.plan_page.table import plan_table

Level, Choice = NodeChoice.Level, NodeChoice.Choice
# What a committee proposes about a measure, as a choice.
AS_CHOICE = {
    Progress.Proposal.CONTINUE: Choice.CONTINUE, Progress.Proposal.CHANGE: Choice.CHANGE,
    Progress.Proposal.END: Choice.DROP,
}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One of the three choices."""

    value: str
    word: str
    is_chosen: bool


@dataclass(frozen=True)
class Proposal:
    """What a committee proposed last about a measure, and why."""

    value: str
    word: str
    committee: SafeString | str
    reason: SafeString | str
    year: int


@dataclass(frozen=True)
class Node:
    """One node with its choice and what is known about it. name: of its field."""

    name: str
    level: str
    number: str
    title: SafeString | str
    options: tuple[Option, ...]
    states: tuple[StateShown, ...] = ()
    figures: tuple[Figure, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    below: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Page:
    """The table as nodes, and the indicators."""

    nodes: tuple[Node, ...]
    indicators: tuple[Node, ...]


def next_period_page(plan: Plan, reader: Reader, partners: list[Partner], choices: Mapping[Key, str]) -> Page:
    """Return the page; as many queries however large the plan is."""
    text, rounds = WorkingText(plan), plan_rounds(plan, reader)
    table = plan_table(text, reader, rounds, Nothing(), partners)
    told = proposals(rounds, reader)
    nodes = tuple(
        node(Level.PRINCIPLE, top.pk, top.number, top.title, choices, below=tuple(
            node(Level.GOAL, goal.pk, goal.number, goal.title, choices, below=tuple(
                node(
                    Level.MEASURE, one.pk, one.number, one.title, choices, states=one.states, figures=one.figures,
                    proposals=tuple(told[one.pk]),
                )
                for one in goal.measures
            ), states=(goal.grade,) if goal.grade else (), figures=goal.figures)
            for goal in top.goals
        ))
        for top in table.principles
    )  # fmt: skip
    figures = plan_figures(text, reader, set(rounds.hidden_years))
    indicators = tuple(node(Level.INDICATOR, one.pk, "", one.name, choices, figures=(one,)) for one in figures)
    return Page(nodes, indicators)


def node(
    level: str, key: int, number: str, title: SafeString | str, choices: Mapping[Key, str], *,
    states: tuple[StateShown, ...] = (), figures: tuple[Figure, ...] = (), proposals: tuple[Proposal, ...] = (),
    below: tuple[Node, ...] = (),
) -> Node:  # fmt: skip
    """Return one node; without a choice it goes on. An indicator goes on or not: what changes is its target."""
    chosen = choices.get((level, key), Choice.CONTINUE)
    offered = [one for one in Choice if level != Level.INDICATOR or one != Choice.CHANGE]
    options = tuple(Option(one.value, str(one.label), one == chosen) for one in offered)
    return Node(f"{level}-{key}", level, number, title, options, states, figures, proposals, below)


def proposals(rounds: Rounds, reader: Reader) -> dict[int, list[Proposal]]:
    """Return what the committees proposed last, by measure."""
    rows = Progress.objects.filter(part__round__in=[one.pk for one in rounds.seen]).exclude(proposal="")
    ordered = rows.order_by("-part__round__year", "part__committee_id").values(
        "measure_id", "proposal", "part__round__year", *fields("reason", "part__committee__name")
    )
    words = dict(Progress.Proposal.choices)
    found: dict[int, list[Proposal]] = defaultdict(list)
    for row in ordered:
        newest = found[row["measure_id"]]
        if not newest or newest[0].year == row["part__round__year"]:
            newest.append(
                Proposal(
                    row["proposal"], str(words[row["proposal"]]), reader.text(row, "part__committee__name"),
                    reader.text(row, "reason"), row["part__round__year"],
                )
            )  # fmt: skip
    return found


def proposed(plan: Plan, reader: Reader) -> dict[Key, str]:
    """Return the committees' proposals as choices, where those of a measure agree."""
    told = proposals(plan_rounds(plan, reader), reader)
    agreed = {key: {one.value for one in rows} for key, rows in told.items() if rows}
    return {
        (Level.MEASURE.value, key): AS_CHOICE[Progress.Proposal(next(iter(values)))]
        for key, values in agreed.items()
        if len(values) == 1
    }
