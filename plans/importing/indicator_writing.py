"""Writes the indicators of a table: each once, linked to what names it, with what its lines say."""

import re
from typing import Any

from indicators.models import Indicator
from plans.importing.indicators import Indicators, Wanted
from plans.importing.rights import Rights
from plans.models import Goal, Measure, Plan, PlanIndicator, Reporter
from plans.tables.table import Table
from plans.tables.tree import Tree
from welfareplans.organisations.versions import same

# What plan tables write instead of an indicator that is still to be found.
UNSPECIFIED = re.compile(r"preciser|täsmen|tarkentu|præciser", re.IGNORECASE)


def write_indicators(plan: Plan, table: Table, tree: Tree, indicators: Indicators, rights: Rights) -> list[Any]:
    """Write new indicators in bulk, change the others, and link them; return the links that the table does not have."""
    new = [one for one in indicators.wanted.values() if one.use is None]
    make(plan, table, indicators, new)
    fresh = {id(one) for one in new}
    for one in indicators.wanted.values():
        if id(one) not in fresh and one.use and rights.may_change_use(one.use):
            change(one, rights)
    write_dimensions(indicators, rights)
    return write_links(plan, tree, indicators, rights)


def make(plan: Plan, table: Table, indicators: Indicators, new: list[Wanted]) -> None:
    """Make what the plan does not have yet; an indicator that the municipality has continues its series."""
    last = max((use.order for use in indicators.uses.values()), default=0)
    made: list[Indicator] = []
    uses: list[PlanIndicator] = []
    for place, one in enumerate(new, 1):
        indicator = Indicator(pk=one.indicator) if one.indicator else Indicator(municipality=plan.municipality)
        if not one.indicator:
            for name, value in one.own.items():
                setattr(indicator, name, value)
            # The municipality is known: asking for it again is a query for each indicator.
            indicator.clean_fields(exclude={"municipality"})
            made.append(indicator)
        order = one.line.order if one.line.order and not last else last + place
        use = PlanIndicator(plan=plan, indicator=indicator, order=min(order, 32767))
        set_planned(use, one, table, indicators)
        one.use = use
        uses.append(use)
    Indicator.objects.bulk_create(made)
    PlanIndicator.objects.bulk_create(uses)
    Reporter.objects.bulk_create(reporter for one in new for reporter in reporters(one, plan, indicators))


def set_planned(use: PlanIndicator, one: Wanted, table: Table, indicators: Indicators) -> None:
    """Write baseline, target and what is still to be specified into a new use."""
    if not table.tells("to_be_specified"):
        use.is_to_be_specified = any(UNSPECIFIED.search(text) for text in one.line.name.values())
        use.specified_by = indicators.names.committee(one.leading) if use.is_to_be_specified and one.leading else None
    for name, value in one.planned.items():
        setattr(use, name, value)


def reporters(one: Wanted, plan: Plan, indicators: Indicators) -> list[Reporter]:
    """Return who enters the figures: as told, else the leading committee of the first measure that has one."""
    use = one.use
    assert use is not None  # noqa: S101 - it has just been made
    if one.reporters is not None:
        return [Reporter(plan_indicator=use, area=area, committee=committee) for area, committee in one.reporters]
    leading = indicators.names.committee(one.leading) if one.leading and not use.is_to_be_specified else None
    return [Reporter(plan_indicator=use, area=plan.own_area, committee=leading)] if leading else []


def change(one: Wanted, rights: Rights) -> None:
    """Save what differs in an indicator of the plan; what it is in every plan only when it is the user's."""
    use = one.use
    assert use is not None  # noqa: S101 - asked of indicators of the plan only
    save_differences(use, one.planned)
    is_own = rights.user is None or Indicator.objects.editable_by(rights.user).filter(pk=use.indicator_id).exists()
    if is_own:
        save_differences(use.indicator, one.own)
    if one.reporters is not None:
        before = {(row.area_id, row.committee_id) for row in use.reporters.all()}
        if {(area.pk, committee.pk) for area, committee in one.reporters} != before:
            use.reporters.all().delete()
            Reporter.objects.bulk_create(
                Reporter(plan_indicator=use, area=area, committee=committee) for area, committee in one.reporters
            )


def save_differences(row: Any, fields: dict[str, Any]) -> None:
    """Set the fields and save the row when one of them differs."""
    changed = [name for name, value in fields.items() if not same(value, getattr(row, name))]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.full_clean()
        row.save()


def write_dimensions(indicators: Indicators, rights: Rights) -> None:
    """Break indicators down as their lines say; a breakdown is not taken away, because it may have figures."""
    through = Indicator.dimensions.through
    rows = []
    for one in indicators.wanted.values():
        if one.use is not None and (one.use.pk not in indicators.uses or rights.may_change_use(one.use)):
            known = (indicators.names.dimension(name) for name in one.dimensions)
            rows += [through(indicator_id=one.use.indicator_id, dimension=found) for found in known if found]
    through.objects.bulk_create(rows, ignore_conflicts=True)


def write_links(plan: Plan, tree: Tree, indicators: Indicators, rights: Rights) -> list[Any]:
    """Link each node with the indicators that its rows name, and return the links with others."""
    stale: list[Any] = []
    for model, name, through in (
        (Measure, "measure_id", PlanIndicator.measures.through), (Goal, "goal_id", PlanIndicator.goals.through),
    ):  # fmt: skip
        own = [one for one in tree.walk() if isinstance(one.node, model) and rights.may_change(one)]
        nodes = {one.node.pk for one in own if one.node}
        rows = through.objects.filter(planindicator__plan=plan).values_list("pk", name, "planindicator_id")
        now = {(node, use): key for key, node, use in rows if node in nodes}
        wanted = dict.fromkeys(
            (one.node.pk, use.pk)
            for one in own
            for line in one.indicators
            if one.node and (use := indicators.meant(line).use)
        )
        through.objects.bulk_create(
            through(**{name: node, "planindicator_id": use}) for node, use in wanted if (node, use) not in now
        )
        if indicators.table.tells("indicators"):
            stale += through.objects.filter(pk__in=[key for pair, key in now.items() if pair not in wanted])
    return stale
