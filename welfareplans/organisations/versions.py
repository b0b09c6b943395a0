"""No lost edit: what people edit carries a version, and saving an outdated one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.utils.translation import get_language

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

    def _do_update(self, base_qs: models.QuerySet[Self], *details: Any) -> Any:
        if self._state.adding:
            return super()._do_update(base_qs, *details)
        updated = super()._do_update(base_qs.filter(version=self.version - 1), *details)
        if not updated:
            raise EditConflict
        return updated


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
    events: Any = getattr(row, "events", None)
    columns = [column for each in read.values() for column in each]
    found = events.filter(version=version).values(*columns).first() if events is not None else None
    if found is None:
        return None
    return {name: next((found[one] for one in each if found[one]), found[each[0]]) for name, each in read.items()}


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are alike to a reader; an empty text and none are."""
    return (one if one not in ("", None) else None) == (other if other not in ("", None) else None)
