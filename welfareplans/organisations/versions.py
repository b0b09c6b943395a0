"""No lost edit: what people edit carries a version, and saving an outdated one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.db import connections, models
from django.utils.translation import get_language

from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.texts import LANGUAGES


class EditConflict(Exception):
    """Somebody saved this row after it was read; nothing was written."""


class NotAllowed(Exception):
    """A transition that the present state does not allow; the message says why, in the reader's language."""


class Versioned(models.Model):
    """A row whose every save is `UPDATE … WHERE id = … AND version = …`, whoever calls it."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save and count the version up; raise EditConflict when the row is no longer the one that was read."""
        if self._state.adding:
            return super().save(**options)
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "version"}
        read = self.version
        self.version = read + 1
        try:
            super().save(**options)
        except BaseException:
            self.version = read
            raise

    def _do_update(self, base_qs: models.QuerySet[Self], using: Any, pk: Any, values: Any, *details: Any) -> Any:
        if self._state.adding:
            return super()._do_update(base_qs, using, pk, values, *details)
        read = self.version - 1
        sql = _whole_row(type(self)) if details[0] is None else ""
        if sql and not any(hasattr(value, "resolve_expression") for _field, _model, value in values):
            columns = [field.get_db_prep_save(value, connections[using]) for field, _model, value in values]
            with connections[using].cursor() as cursor:
                cursor.execute(sql, [*columns, pk, read])
                updated: Any = cursor.rowcount
        else:
            updated = super()._do_update(base_qs.filter(version=read), using, pk, values, *details)
        if not updated:
            raise EditConflict
        return updated


@cache
def _whole_row(model: type[models.Model]) -> str:
    """Return the UPDATE of all columns of one row at one version; nothing where a column is more than its value.

    The ORM makes it anew for each row, in more time than the database takes to write it.
    """
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key and not field.generated]
    if any(hasattr(field, "get_placeholder") for field in fields):
        return ""
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{model._meta.pk.column}" = %s AND "version" = %s'  # noqa: S608


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: what the writer has, and what was saved meanwhile."""

    field: str
    mine: Any
    theirs: Any


def merge(row: Versioned, base_version: int, mine: Mapping[str, Any]) -> list[Clash]:
    """Set on `row` what the writer changed since `base_version`; return the fields that others changed too.

    mine: the writer's field values by name. What the fields were at `base_version` is read from the row's history;
    a version that is not there counts as changed by others. Fields the writer left alone keep what is saved.
    """
    if row.version == base_version:
        base: Mapping[str, Any] | None = {name: getattr(row, name) for name in mine}
    else:
        base = _at_version(row, base_version, {name: columns_read(row, name) for name in mine})
    clashes = []
    for name, text in mine.items():
        theirs = getattr(row, name)
        if same(text, theirs) or (base is not None and same(text, base[name])):
            continue
        if base is None or not same(theirs, base[name]):
            clashes.append(Clash(name, text, theirs))
        else:
            setattr(row, name, text)
    return clashes


def columns_read(row: Versioned, name: str) -> list[str]:
    """Return the columns where a reader finds a field: of a translated one the own language's, then the others'.

    The history of its plain column has what was written last in any language, which nobody may have read.
    """
    codes = dict.fromkeys([get_language() or "", *LANGUAGES])
    return [column for code in codes if hasattr(row, column := f"{name}_{code}")] or [name]


def _at_version(row: Versioned, version: int, read: Mapping[str, list[str]]) -> dict[str, Any] | None:
    """Return the fields as a reader had them at a version, from the history; None when it is not there."""
    if not hasattr(row, "events"):
        return None
    columns = tuple(column for each in read.values() for column in each)
    found = next(iter(_history(type(row), columns).rows(row=row.pk, version=version)), None)
    if found is None:
        return None
    return {name: next((found[one] for one in each if found[one]), found[each[0]]) for name, each in read.items()}


@cache
def _history(model: type[models.Model], columns: tuple[str, ...]) -> Compiled[Any]:
    """Return the question what the columns of a row were at a version."""
    events = model.events.rel.related_model  # type: ignore[attr-defined]

    def at(row: int, version: int) -> models.QuerySet[Any, Any]:
        rows: models.QuerySet[Any, Any] = events._default_manager.filter(pgh_obj_id=row, version=version)
        return rows.order_by("pgh_id").values(*columns)[:1]

    return Compiled(events, at)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are alike to a reader; an empty text and none are."""
    return (one if one not in ("", None) else None) == (other if other not in ("", None) else None)
