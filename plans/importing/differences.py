"""What differs between a node or an indicator of a plan and what a table says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from indicators.numbers import format_number
from plans.importing.indicators import Wanted
from plans.importing.names import Names, folded
from plans.models import Measure
from plans.tables.table import Table, Texts
from plans.tables.tree import Branch
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import same


@dataclass(frozen=True)
class Difference:
    """One field that differs, as words to show. name: "title_fi", "committees"."""

    name: str
    before: str
    after: str


def wanted_fields(branch: Branch, table: Table) -> dict[str, Any]:
    """Return the node's own fields that the table tells: texts by column, years.

    An empty cell changes nothing, except in a file that was exported: there somebody has emptied it.
    """
    row, is_exact = branch.row, table.tells("key")
    fields: dict[str, Any] = {f"title_{of}": text for of, text in branch.texts.items()}
    if is_exact:
        fields |= {f"title_{of}": "" for kind, of in table.columns if kind == branch.level and of not in branch.texts}
    if branch.level != "measure" or row is None:
        return fields
    for what in ("expected_result", "resources"):
        texts: Texts = getattr(row, what)
        for kind, of in table.columns:
            if kind == what and (of in texts or is_exact):
                fields[f"{what}_{of}"] = texts.get(of, "")
    for what in ("first_year", "last_year"):
        value = getattr(row, what)
        if value or (is_exact and table.tells(what)):
            fields[what] = value
    return fields


def node_differences(branch: Branch, table: Table, names: Names) -> Iterator[Difference]:
    """Yield what differs between a node and what the table says of it."""
    node, row = branch.node, branch.row
    for name, value in wanted_fields(branch, table).items():
        if not same(value, getattr(node, name)) and not like(value, getattr(node, name)):
            yield Difference(name, shown(getattr(node, name)), shown(value))
    if row is None:
        return
    is_exact = table.tells("key")
    if table.tells("owner") and (row.owner or is_exact):
        owner = names.partner(row.owner) if row.owner else None
        if owner != getattr(node, "owner", None):
            yield Difference("owner", shown(getattr(node, "owner", None)), shown(owner))
    if isinstance(node, Measure):
        yield from measure_differences(node, branch, table, names)


def measure_differences(node: Measure, branch: Branch, table: Table, names: Names) -> Iterator[Difference]:
    """Yield what differs in a measure's links."""
    row, is_exact = branch.row, table.tells("key")
    assert row is not None  # noqa: S101 - a measure always has its row
    if table.tells("programme") and (row.programme or is_exact):
        programme = names.programme(row.programme)
        if programme is None and row.programme:
            yield Difference("programme", shown(node.programme), title_of(row.programme))
        elif programme != node.programme:
            yield Difference("programme", shown(node.programme), shown(programme))
    if table.tells("committees") and (row.committees or is_exact):
        before, after = committees_now(node, names), committees_wanted(row.committees, names)
        if before != after:
            yield Difference("committees", ", ".join(before), ", ".join(after))
    if table.tells("partners") and (row.partners or is_exact):
        now = sorted(str(one) for one in node.partners.all())
        partners = sorted({str(one) for name in row.partners if (one := names.partner(name))})
        if now != partners:
            yield Difference("partners", ", ".join(now), ", ".join(partners))


def committees_now(node: Measure, names: Names) -> list[str]:
    """Return the measure's committees, the leading one first; a dash where none leads."""
    duties = sorted(node.responsibilities.all(), key=lambda one: (not one.is_leading, one.pk))
    known = {one.pk: one for one in names.committees}
    labels = [names.committee_label(known.get(one.committee_id, one.committee)) for one in duties]
    return labels if not duties or duties[0].is_leading else ["–", *sorted(labels)]


def committees_wanted(asked: list[Texts], names: Names) -> list[str]:
    """Return the same of a row."""
    labels = [names.wanted_committee(texts) for texts in asked if texts]
    labels = list(dict.fromkeys(label for label in labels if label))
    return labels if not asked or asked[0] else ["–", *sorted(labels)]


def indicator_differences(wanted: Wanted) -> Iterator[Difference]:
    """Yield what differs between an indicator of the plan and what the lines say."""
    use = wanted.use
    assert use is not None  # noqa: S101 - asked of indicators of the plan only
    for row, fields in ((use.indicator, wanted.own), (use, wanted.planned)):
        for name, value in fields.items():
            now = getattr(row, name)
            if not same(value, now) and not like(value, now):
                yield Difference(name, shown(now), shown(value))
    now = {key for one in use.indicator.dimensions.all() for key in (one.key, folded(str(one)))}
    added = [name for name in wanted.dimensions if folded(name) not in now]
    if added:
        yield Difference("breakdown", "", ", ".join(added))
    if wanted.reporters is not None:
        before = {(one.area_id, one.committee_id) for one in use.reporters.all()}
        if {(area.pk, committee.pk) for area, committee in wanted.reporters} != before:
            words = [", ".join(sorted(map(str, side))) for side in (use.reporters.all(), reporters_of(wanted))]
            yield Difference("reporters", *words)


def reporters_of(wanted: Wanted) -> list[Committee]:
    """Return the committees that shall enter the figures."""
    return [committee for _area, committee in wanted.reporters or []]


def like(one: Any, other: Any) -> bool:
    """Tell whether two texts differ by their line ends only, which browsers and files write differently."""
    return isinstance(one, str) and isinstance(other, str) and one.splitlines() == other.splitlines()


def shown(value: Any) -> str:
    """Return a value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "as_tuple"):
        return format_number(value.normalize(), "sv")
    return "" if value is None else str(value)


def title_of(texts: Texts) -> str:
    """Return the text in the first language that has it."""
    return next(iter(texts.values()), "")
