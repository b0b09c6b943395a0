"""Brings what an exported workbook has beside its table into a plan: chapters, programmes, timetable and the like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plans.importing.changes import Change
from plans.importing.differences import Difference, like, shown
from plans.importing.names import Names
from plans.listings import COMMITTEE, LISTS, ListKind
from plans.models import Chapter, Plan, Programme
from plans.rich_text import as_plain
from plans.tables.table import ListRow, ListTable, Remark
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import same


@dataclass
class Matched:
    """A row of the file with the row of the plan that it tells about; none for a new one."""

    told: ListRow
    node: Any = None
    differences: list[Difference] = field(default_factory=list)
    is_left: bool = False


class Listings:
    """The lists of one file compared with a plan. is_new: the plan is being made, and its title is chosen already.

    may_edit: whether a change of a list is the user's to make, by the list and the row there is.
    """

    def __init__(
        self, plan: Plan, tables: dict[str, ListTable], names: Names, *, is_new: bool,
        may_edit: Callable[[ListKind, Any], bool],
    ) -> None:  # fmt: skip
        self.plan, self.tables, self.names, self.is_new, self.may_edit = plan, tables, names, is_new, may_edit
        self.remarks: list[Remark] = []
        self.changes: list[Change] = []
        self.refused: list[Change] = []
        self.rows: dict[str, list[Matched]] = {}
        for kind in LISTS:
            if kind.name in tables:
                self.compare(kind, tables[kind.name])

    def compare(self, kind: ListKind, table: ListTable) -> None:
        """Find out what one list changes."""
        self.remarks += [Remark(number, text) for number, text in table.remarks]
        there = self.there(kind)
        free = {row.pk: row for row in there}
        found = self.rows[kind.name] = [Matched(row) for row in table.rows]
        for one in found:
            one.node = free.pop(one.told.key or 0, None)
        for one in found:
            one.node = one.node or taken(free, kind, one.told)
            self.told(kind, one)
        if kind.name not in ("plan", "programmes"):
            self.note(kind, [Change("missing", kind.level, str(row), node=row) for row in free.values()])
        if kind.name == "chapters" and in_other_order(found):
            self.note(kind, [Change("order", kind.level, str(kind.title))])

    def there(self, kind: ListKind) -> list[Any]:
        """Return the plan's rows of a list."""
        if kind.name == "plan":
            return [self.plan] if self.plan.pk else []
        if kind.name == "programmes":
            return list({row.pk: row for row in self.names.programmes.values()}.values())
        return list(kind.model._default_manager.filter(plan=self.plan)) if self.plan.pk else []

    def told(self, kind: ListKind, one: Matched) -> None:
        """Keep what happens to one row, or why it cannot."""
        title = next(iter(one.told.texts(kind.main).values()), "")
        wanted = self.wanted(kind, one.told)
        if one.node is None:
            if kind.name == "plan":
                return
            self.check(kind, one, self.made(kind, wanted))
            self.note(kind, [Change("add", kind.level, title, one.told.number)])
            return
        one.differences = list(self.differences(kind, one.node, wanted))
        if not one.differences:
            return
        if self.is_new and isinstance(one.node, Programme):
            one.is_left = True
            text = _("“%(name)s” is there already and stays as it is") % {"name": one.node}
            self.remarks.append(Remark(one.told.number, f"{kind.title}: {text}"))
            return
        self.check(kind, one, changed(one.node, wanted, copy=True))
        self.note(
            kind,
            [Change("change", kind.level, str(one.node), one.told.number, node=one.node, differences=one.differences)],
        )

    def note(self, kind: ListKind, changes: list[Change]) -> None:
        """Keep changes; those of other municipalities are told and left."""
        self.changes += changes
        self.refused += [one for one in changes if not self.may_edit(kind, one.node)]

    def wanted(self, kind: ListKind, told: ListRow, *, makes: bool = False) -> dict[str, Any]:
        """Return what the file says of a row, by column of the database. makes: committees that are new."""
        fields: dict[str, Any] = {}
        for (name, of), value in told.told.items():
            column = kind.column(name)
            if kind.name == "plan" and (name.endswith("_year") or (self.is_new and name == "title")):
                continue
            if column is not None and column.kind == COMMITTEE:
                fields["committee_id"] = self.committee(told.texts(name), makes=makes)
            else:
                fields[f"{name}_{of}" if of else name] = value
        return fields

    def committee(self, texts: dict[str, str], *, makes: bool) -> int | None:
        """Return the committee that a step of the timetable names."""
        if makes:
            made = self.names.made_committee(texts)
            return made.pk if made else None
        if texts:
            self.names.wanted_committee(texts)
        found = self.names.committee(texts)
        return found.pk if found else None

    def differences(self, kind: ListKind, node: Any, wanted: dict[str, Any]) -> Iterator[Difference]:
        """Yield what differs between a row of the plan and the file."""
        for name, value in wanted.items():
            now = getattr(node, name)
            if not same(now, value) and not like(now, value):
                yield Difference(f"{kind.name}.{name}", self.words(name, now), self.words(name, value))

    def words(self, name: str, value: Any) -> str:
        """Return a value as it is shown."""
        if name == "committee_id":
            return str(Committee.objects.filter(pk=value or 0).first() or "")
        if isinstance(value, list):
            return "; ".join(value)
        return as_plain(value) if name.startswith("body_") else shown(value)

    def made(self, kind: ListKind, fields: dict[str, Any]) -> Any:
        """Return a new row, not saved."""
        if kind.model is Chapter:
            fields = fields | {"key": fields.get("key") or Chapter.Key.OTHER, "order": 1}
        owner = {"municipality": self.plan.municipality} if kind.model is Programme else {"plan": self.plan}
        return kind.model(**fields, **owner)

    def check(self, kind: ListKind, one: Matched, row: Any) -> None:
        """Say what is wrong with a row before anything is written."""
        try:
            row.full_clean(exclude={"plan", "municipality", "area"}, validate_unique=False)
        except ValidationError as error:
            text = f"{kind.title}: {' '.join(error.messages)}"
            self.remarks.append(Remark(one.told.number, text, stops=True))

    def write(self) -> None:
        """Write the lists. The table is written already, with the programmes and committees that it names."""
        self.plan.refresh_from_db()
        for kind in LISTS:
            for place, one in enumerate(self.rows.get(kind.name, []), 1):
                self.write_row(kind, one, place)
            if kind.name == "chapters" and self.may_edit(kind, None):
                put_in_order([one.node for one in self.rows.get(kind.name, []) if one.node is not None])

    def write_row(self, kind: ListKind, one: Matched, place: int) -> None:
        """Write one row."""
        if kind.name == "plan":
            one.node = self.plan
        elif one.node is None and kind.name == "programmes":
            one.node = self.names.programme(one.told.texts(kind.main))
        elif one.node is not None and not one.differences:
            return
        if one.is_left or not self.may_edit(kind, one.node):
            return
        wanted = self.wanted(kind, one.told, makes=True)
        if one.node is None:
            one.node = self.made(kind, wanted)
            if kind.model is Chapter:
                one.node.order = place
            one.node.save()
        elif any(not same(getattr(one.node, name), value) for name, value in wanted.items()):
            changed(one.node, wanted).save()

    def remove_missing(self) -> None:
        """Delete what the file does not have and the user may delete; each list offers to bring it back."""
        refused = {id(one) for one in self.refused}
        for one in self.changes:
            if one.act == "missing" and id(one) not in refused and one.node is not None:
                type(one.node)._default_manager.filter(pk=one.node.pk).delete()


def taken(free: dict[int, Any], kind: ListKind, told: ListRow) -> Any:
    """Return the row that has the same text as one of the file, and take it out of those that are free."""
    texts = told.texts(kind.main)
    for key, row in free.items():
        if any((getattr(row, f"{kind.main}_{of}") or "").casefold() == text.casefold() for of, text in texts.items()):
            return free.pop(key)
    return None


def changed(row: Any, fields: dict[str, Any], *, copy: bool = False) -> Any:
    """Return a row with other values. copy: leave the row itself as it is."""
    target = type(row)(**{one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}) if copy else row
    for name, value in fields.items():
        setattr(target, name, value)
    return target


def in_other_order(found: list[Matched]) -> bool:
    """Tell whether the chapters that are there stand in another order in the file."""
    orders = [(one.node.order, one.node.pk) for one in found if one.node is not None]
    return orders != sorted(orders)


def put_in_order(wanted: list[Chapter]) -> None:
    """Give chapters the file's order; those that the file does not have come last."""
    if not wanted:
        return
    keys = {row.pk for row in wanted}
    others = Chapter.objects.filter(plan=wanted[0].plan_id).exclude(pk__in=keys).order_by("order", "pk")
    orders = [row.order for row in wanted]
    if orders == sorted(set(orders)):
        return
    for place, row in enumerate([*wanted, *others], 1):
        if row.order != place:
            row.order = place
            row.save()
