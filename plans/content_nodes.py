"""Writes the table of an exported plan: principles, goals, measures and who carries them out."""

from dataclasses import dataclass, field
from typing import Any

from plans import content
from plans.content_names import Homes
from plans.models import Goal, Measure, Node, Partner, Plan, Principle, Programme, Responsibility
from welfareplans.organisations.texts import per_language


@dataclass
class Nodes:
    """Goals and measures by what the content calls them."""

    goals: dict[int, Goal] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)


def write_principles(
    plan: Plan, told: list[content.Principle], homes: Homes, programmes: dict[int, Programme]
) -> Nodes:  # fmt: skip
    """Write the tree, a level at a time, and return what others link to."""
    nodes = Nodes()
    principles = [node(Principle, row, homes, place, None, plan=plan) for place, row in enumerate(told, 1)]
    write(principles)
    goals = [
        (row, node(Goal, row, homes, place, above.owner, principle=above))
        for one, above in zip(told, principles, strict=True)
        for place, row in enumerate(one["goals"], 1)
    ]
    write([goal for _row, goal in goals])
    nodes.goals = {row["id"]: goal for row, goal in goals}
    measures = [
        (row, measure_in(row, homes, place, goal, programmes))
        for one, goal in goals
        for place, row in enumerate(one["measures"], 1)
    ]
    write([measure for _row, measure in measures])
    nodes.measures = {row["id"]: measure for row, measure in measures}
    write_links(measures, homes)
    return nodes


def node(model: type[Any], told: Any, homes: Homes, order: int, above: Partner | None, **more: Any) -> Any:
    """Return a node. above: whose local addition the one above it is."""
    owner = above or (homes.partners[told["owner"]] if told["owner"] else None)
    return model(order=order, owner=owner, **per_language("title", told["title"]), **more)


def measure_in(
    told: content.Measure, homes: Homes, order: int, goal: Goal, programmes: dict[int, Programme]
) -> Measure:  # fmt: skip
    """Return a measure."""
    programme = programmes[told["programme"]] if told["programme"] else None
    texts = {**per_language("expected_result", told["expected_result"]), **per_language("resources", told["resources"])}
    found: Measure = node(
        Measure, told, homes, order, goal.owner, goal=goal, programme=programme, first_year=told["first_year"],
        last_year=told["last_year"], **texts,
    )  # fmt: skip
    return found


def write(nodes: list[Any]) -> None:
    """Check and write the nodes of one level."""
    for one in nodes:
        one.clean_fields(exclude={"plan", "principle", "goal", "owner", "programme"})
        one.validate_constraints()
    if nodes:
        model: type[Node] = type(nodes[0])
        model._default_manager.bulk_create(nodes)


def write_links(measures: list[tuple[content.Measure, Measure]], homes: Homes) -> None:
    """Write who carries the measures out, and whom they concern."""
    Responsibility.objects.bulk_create(
        Responsibility(measure=measure, committee=homes.committees[key], is_leading=key == row["leader"])
        for row, measure in measures
        for key in row["committees"]
    )
    Measure.partners.through.objects.bulk_create(
        Measure.partners.through(measure=measure, partner=partner)
        for row, measure in measures
        for key in row["partners"]
        if (partner := homes.partners[key])
    )
