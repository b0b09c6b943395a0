"""A form that never loses an edit: it saves what the writer changed on top of what others saved meanwhile."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import QueryDict

from welfareplans.organisations.versions import Clash, Versioned, merge, same


class MergingForm(forms.Form):
    """A form for one versioned row. Field names are the row's, so that its history can be asked.

    row: as it is saved now; data: what was posted; sent: the fields that the writer changed (None = all of the form).
    """

    def __init__(self, row: Versioned, data: QueryDict | None = None, sent: set[str] | None = None, **options: Any):
        super().__init__(resolved(data) if data is not None else None, **options)
        self.row = row
        self.base_version = version_in(data) if data is not None else row.version
        self.changed_by_others: dict[str, Any] = {}
        self.build()
        if sent is not None:
            for name in set(self.fields) - sent:
                del self.fields[name]
        for name in self.fields:
            self.initial.setdefault(name, getattr(row, name, None))

    def build(self) -> None:
        """Add the fields, which depend on the row."""

    def value(self, name: str) -> Any:
        """Return what a field will be: what was posted, else what is saved."""
        return self.cleaned_data[name] if name in self.cleaned_data else getattr(self.row, name)

    def mine(self) -> dict[str, Any]:
        """Return the row's own fields as the writer has them; of a refused field nothing."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.sets()}

    def sets(self) -> Iterable[str]:
        """Return the names of fields that are links to other rows, which `merge_sets` saves."""
        return ()

    def merge_sets(self, row: Any) -> tuple[bool, list[Clash]]:
        """Save links to other rows; return whether anything changed, and what clashed."""
        return False, []

    def merged(self, name: str, saved: set[int]) -> set[int]:
        """Return the links that are saved, with what the writer added and without what the writer removed."""
        mine, was = set(self.cleaned_data[name]), self.read(name)
        return (saved | (mine - was)) - (was - mine)

    def read(self, name: str) -> set[int]:
        """Return the links that the writer read, which the form carries along."""
        text = self.data.get(f"{name}_was", "")
        return {int(one) for one in text.split(",") if one.isascii() and one.isdigit() and len(one) < 18}

    def was(self, name: str) -> int | None:
        """Return the one link that the writer read."""
        return next(iter(self.read(name)), None)

    @transaction.atomic
    def save(self) -> list[Clash]:
        """Save what can be saved and return the fields that somebody else changed too; those are left as they are."""
        row = type(self.row)._default_manager.select_for_update().get(pk=self.row.pk)
        mine = self.mine()
        before = {name: getattr(row, name) for name in mine}
        clashes = merge(row, self.base_version, mine)
        self.changed_by_others = self.news(row)
        linked, more = self.merge_sets(row)
        if linked or any(not same(before[name], getattr(row, name)) for name in mine):
            row.validate_constraints(exclude=untouched(row, mine))
            row.save()
        self.row = row
        return [*clashes, *more]

    def save_what_is_valid(self) -> list[Clash]:
        """Save while somebody types: refused fields stay as they are, and their reasons in `errors`."""
        if not hasattr(self, "cleaned_data"):
            self.is_valid()
        if "__all__" in self.errors:
            return []
        try:
            return self.save()
        except ValidationError as error:
            self.row.refresh_from_db()
            self.add_error(None, error)
            return []

    def news(self, row: Any) -> dict[str, Any]:
        """Return the fields that others saved since the writer read the row, and that the writer left alone."""
        if row.version == self.base_version:
            return {}
        names = [name for name in self.all_names() if name not in self.cleaned_data]
        base = row.events.filter(version=self.base_version).values(*names).first() if names else None
        if base is None:
            return {}
        news = {name: getattr(row, name) for name in names if not same(base[name], getattr(row, name))}
        return {name: shown(value) for name, value in news.items()}

    def another(self) -> "MergingForm":
        """Return the whole form of the row as it is saved."""
        return type(self)(self.row)

    def all_names(self) -> list[str]:
        """Return every field of the row that the whole form has, also those that were not posted."""
        whole = self.another()
        return [name for name in whole.fields if name not in whole.sets()]


def untouched(row: Versioned, changed: Iterable[str]) -> set[str]:
    """Return the fields of constraints that a change does not concern; asking the database about each takes time."""
    conditions = [one.condition for one in row._meta.constraints if isinstance(one, models.CheckConstraint)]
    fields = [set(one.referenced_base_fields) for one in conditions if isinstance(one, models.Q)]
    asked = set().union(*(one for one in fields if one & set(changed)))
    return set().union(*fields) - asked


def shown(value: Any) -> str | list[str]:
    """Return a value as it stands in an input; a text stays as it is, and a tick is what its box would post."""
    if isinstance(value, bool):
        return ["on"] if value else []
    return "" if value is None else forms.CharField().prepare_value(str(value))


def version_in(data: QueryDict) -> int:
    """Return the version that the writer read; 0, which no row has, for anything that is not one."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def resolved(data: QueryDict) -> QueryDict:
    """Return the posted data with the choices of a merge page put in: mine, theirs or both."""
    data = data.copy()
    for name in filter(None, data.get("_fields", "").split(",")):
        chosen = data.get(f"choose_{name}")
        if chosen in ("mine", "theirs", "both"):
            data[name] = data.get(f"{chosen}_{name}", "")
    return data
