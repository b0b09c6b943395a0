"""The report as one committee reads it: its own measures, and what is measured by them."""

from reports.document.content import Content, Goal, Principle
from reports.partner_cut import before_of, cut_measure, not_asked_of


def cut_to_committee(content: Content, committee: int) -> Content:
    """Return the content with only what one committee is responsible for, and what that committee reported.

    Numbers stay as in the plan. The council's summary is about the whole plan and is left out.
    """
    cut = [cut_principle(principle, committee) for principle in content["principles"]]
    principles = [principle for principle in cut if principle["goals"]]
    shown = {one for principle in principles for goal in principle["goals"] for one in goal["indicators"]}
    indicators = [one for one in content["indicators"] if one["id"] in shown]
    named = {committee} | {one["to_be_specified"]["committee"] for one in indicators if one["to_be_specified"]}
    return {
        **content,
        "committee": committee,
        "summary": {},
        "principles": principles,
        **not_asked_of(content, {committee}),
        **before_of(content, principles),
        "committees": [one for one in content["committees"] if one["id"] in named],
        "indicators": indicators,
    }


def cut_principle(principle: Principle, committee: int) -> Principle:
    """Return a principle with the goals under which the committee has measures."""
    goals = [cut_goal(goal, committee) for goal in principle["goals"]]
    return {**principle, "goals": [goal for goal in goals if goal["measures"]]}


def cut_goal(goal: Goal, committee: int) -> Goal:
    """Return a goal with the committee's measures and their indicators, and those of the goal itself."""
    measures = [one for one in goal["measures"] if committee in one["committees"]]
    linked = {one for measure in measures for one in measure.get("indicators", goal["indicators"])}
    linked |= set(goal.get("own_indicators", []))
    return {
        **goal,
        "measures": [cut_measure(one, {committee}) for one in measures],
        "indicators": [one for one in goal["indicators"] if one in linked],
    }
