"""Everything that a plan table says, and the same of a plan in the database, so that the two can be compared."""

from indicators.models import Indicator
from plans.models import Measure, Node, Plan
from plans.table import Table, Texts
from welfareplans.organisations.models import Committee
from welfareplans.organisations.texts import localised

Identity = tuple[tuple[str, str], ...]
Outline = tuple[Identity, Identity, Identity, str, set[tuple[Identity, bool]], list[Identity]]


def identity(texts: Texts) -> Identity:
    """Return what makes two texts the same: every language alike."""
    return tuple(sorted(texts.items()))


def table_outline(table: Table) -> list[Outline]:
    """Return everything that the table says, a measure at a time, to compare with a plan."""
    marked = {identity(one.name) for row in table.rows for one in row.indicators if one.dimensions}
    return [
        (
            identity(row.principle),
            identity(row.goal),
            identity(row.measure),
            next(iter(row.programme.values()), ""),
            {(key, key in marked) for key in (identity(one.name) for one in row.indicators)},
            [identity(names) for names in row.committees],
        )
        for row in table.rows
    ]


def plan_outline(plan: Plan, with_committees: bool) -> list[Outline]:
    """Return the same of a plan in the database; a table without a column of committees says nothing about them."""
    measures = Measure.objects.filter(goal__principle__plan=plan).order_by("order")
    measures = measures.select_related("goal__principle", "programme")
    measures = measures.prefetch_related("plan_indicators__indicator__dimensions", "responsibilities__committee")
    return [
        (
            stored(measure.goal.principle, "title"),
            stored(measure.goal, "title"),
            stored(measure, "title"),
            measure.programme.title if measure.programme else "",
            {
                (stored(use.indicator, "name"), bool(use.indicator.dimensions.all()))
                for use in measure.plan_indicators.all()
            },
            [stored(duty.committee, "name") for duty in measure.responsibilities.all() if with_committees],
        )
        for measure in measures
    ]


def stored(node: Node | Indicator | Committee, field: str) -> Identity:
    """Return the identity of a translated text in the database."""
    return identity(localised(node, field))
