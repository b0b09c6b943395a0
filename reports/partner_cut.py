"""The report of a joint plan as one partner's council reads it."""

from typing import TypedDict

from reports.document.content import Before, Content, Goal, Indicator, Measure, NotAsked, Owned, Principle, Value


class Kept(TypedDict, total=False):
    """What is left of what was not asked, and of how things stood the time before."""

    not_asked: list[NotAsked]
    before: Before


def cut_to_partner(content: Content, slug: str) -> Content:
    """Return the content with only the measures that concern a partner, and only its committees.

    Numbers stay as in the plan, and other partners' local additions are left out. A measure that none of the partner's
    committees carries out keeps the others', for it is a joint board's. Where the partner has figures of its own, the
    joint ones become what they are compared with.
    """
    own = {one["id"] for one in content["committees"] if one["municipality"] == slug}
    theirs = [one for one in content["principles"] if is_for(one, slug)]
    principles = [kept for one in theirs if (kept := cut_principle(one, slug, own))["goals"]]
    goals = [goal for principle in principles for goal in principle["goals"]]
    shown = {indicator for goal in goals for indicator in goal["indicators"]}
    linked = {i for p in content["principles"] for g in p["goals"] for i in g["indicators"]}
    named = own | {one for goal in goals for measure in goal["measures"] for one in measure["committees"]}
    others = {one["slug"] for one in content["municipalities"]} - {slug}
    joint = content["areas"][0]["key"]
    return {
        **content,
        "partner": slug,
        "principles": principles,
        **not_asked_of(content, own),
        **before_of(content, principles),
        "committees": [one for one in content["committees"] if one["id"] in named],
        "indicators": [
            cut_indicator(one, slug, joint, others)
            for one in content["indicators"]
            if one["id"] in shown or one["id"] not in linked
        ],
        "areas": [one for one in content["areas"] if one["key"] == joint or one["key"] not in others],
    }


def not_asked_of(content: Content, own: set[int]) -> Kept:
    """Return what the partner's committees were not asked, when anybody was not asked anything."""
    if "not_asked" not in content:
        return {}
    return {"not_asked": [one for one in content["not_asked"] if one["committee"] in own]}


def before_of(content: Content, principles: list[Principle]) -> Kept:
    """Return how the goals and measures that are left stood, when anything stood before.

    A measure's state before is its leading committee's, and nothing to compare another committee's with.
    """
    if "before" not in content:
        return {}
    before, leads = content["before"], leading(content["principles"])
    goals = {goal["id"] for principle in principles for goal in principle["goals"]}
    same = {measure for measure, lead in leading(principles).items() if leads[measure] == lead}
    grades = [one for one in before["grades"] if one["goal"] in goals]
    states = [one for one in before["states"] if one["measure"] in same]
    return {"before": {"year": before["year"], "grades": grades, "states": states}}


def leading(principles: list[Principle]) -> dict[int, int | None]:
    """Return the first committee of each measure."""
    measures = [one for principle in principles for goal in principle["goals"] for one in goal["measures"]]
    return {one["id"]: next(iter(one["committees"]), None) for one in measures}


def cut_principle(principle: Principle, slug: str, own: set[int]) -> Principle:
    """Return a principle with the goals that have something for the partner."""
    goals = [(goal, cut_goal(goal, slug, own)) for goal in principle["goals"] if is_for(goal, slug)]
    return {**principle, "goals": [kept for goal, kept in goals if kept["measures"] or not goal["measures"]]}


def cut_goal(goal: Goal, slug: str, own: set[int]) -> Goal:
    """Return a goal with the measures that concern the partner."""
    concern = [measure for measure in goal["measures"] if slug in measure.get("partners", []) or is_for_all(measure)]
    others = {one for owner, linked in goal.get("local_indicators", {}).items() if owner != slug for one in linked}
    return {
        **goal,
        "measures": [cut_measure(measure, own) for measure in concern],
        "indicators": [one for one in goal["indicators"] if one not in others],
    }


def is_for(node: Owned, slug: str) -> bool:
    """Tell whether a node is in the partner's plan: it belongs to the common core, or is the partner's addition."""
    return node.get("owner", slug) == slug


def is_for_all(measure: Measure) -> bool:
    """Tell whether a measure concerns every partner: none is named."""
    return not measure.get("partners")


def cut_measure(measure: Measure, own: set[int]) -> Measure:
    """Return a measure with the partner's committees and what they reported."""
    kept = [one for one in measure["committees"] if one in own] or measure["committees"]
    progress = [one for one in measure["progress"] if one["committee"] in kept]
    return {**measure, "committees": kept, "progress": progress}


def cut_indicator(indicator: Indicator, slug: str, joint: str, others: set[str]) -> Indicator:
    """Return an indicator with the partner's figures as its own, or the joint ones where it has none."""
    has_own = any(value["area"] == slug for value in indicator["values"])
    names = {slug: None, None: joint} if has_own else {}
    kept: list[Value] = [
        {**value, "area": names.get(value["area"], value["area"])}
        for value in indicator["values"]
        if value["area"] not in others
    ]
    values = sorted(kept, key=lambda value: value["area"] is not None)
    return {**indicator, "values": values, "is_partners": has_own}
