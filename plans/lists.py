"""Lists that a plan carries: rows that are added, edited, put in order, deleted and brought back.

Chapters, contacts, sources, programmes and milestones are all kept by this; each says what is its own in a subclass of
`RowList`, and which fields a row has in a subclass of `RowForm`. Deleted rows come back from the history, which keeps
every row as it was when it was deleted.
"""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from modeltranslation.translator import translator

from plans.forms.rows import RowForm
from plans.models import Plan
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Versioned, same

# How many deleted rows are offered to be brought back.
REMEMBERED = 20


class RowList:
    """One kind of row of a plan that the user may edit.

    key: what addresses call the list; owner: the field of a row that tells whose it is.
    """

    key: ClassVar[str]
    model: ClassVar[type[Versioned]]
    form: ClassVar[type[RowForm]]
    owner: ClassVar[str] = "plan"
    is_ordered: ClassVar[bool] = False
    order: ClassVar[tuple[str, ...]] = ("pk",)

    def __init__(self, plan: Plan, user: User | AnonymousUser) -> None:
        self.plan, self.user = plan, user

    @cached_property
    def may_edit(self) -> bool:
        """Tell whether the user edits the list: in a joint plan it belongs to the common core, which the lead edits."""
        leads: bool = Plan.objects.led_by(self.user).filter(pk=self.plan.pk).exists()
        return leads

    def owners(self) -> list[models.Model]:
        """Return whose rows may be edited here; a new row belongs to the first."""
        return [self.plan]

    def rows(self) -> models.QuerySet[Any]:
        """Return the rows in order."""
        mine = {f"{self.owner}__in": self.owners()}
        return self.model._default_manager.filter(**mine).order_by(*self.order)

    def row(self, key: int) -> Any:
        """Return one of the rows; another list's or plan's is not found."""
        found = self.rows().filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def bound(self, row: Versioned, *arguments: Any) -> RowForm:
        """Return the form of a row. arguments: what was posted, and which fields were sent (see MergingForm)."""
        auto_id = f"{self.key}{row.pk or ''}_%s"
        return self.form(row, *arguments, languages=self.plan.languages, auto_id=auto_id)

    def notes(self) -> dict[int, Any]:
        """Return what else is shown with a row, by key, for a template of the list's own: plans/_KEY_note.html."""
        return {}

    def blank(self, *arguments: Any) -> RowForm:
        """Return the form of a row that is to be added."""
        return self.bound(self.model(**{self.owner: self.owners()[0]}), *arguments)

    @transaction.atomic
    def add(self, form: RowForm) -> Any:
        """Save a new row and return it; one that says exactly the same is there already when a button is hit twice."""
        self.lock()
        told = form.cleaned_data
        for row in self.rows():
            if all(same(getattr(row, name), value) for name, value in told.items()):
                return row
        for name, value in told.items():
            setattr(form.row, name, value)
        self.place(form.row)
        form.row.validate_constraints()
        form.row.save()
        return form.row

    def place(self, row: Any) -> None:
        """Give a new row its place; rows that have no order of their own need none."""

    def lock(self) -> None:
        """Let one at a time add to the plan's lists, or change their order."""
        Plan.objects.select_for_update(no_key=True).get(pk=self.plan.pk)

    def move(self, row: Any, place: int) -> None:
        """Put a row in a place (1 = the first); a list without an order of its own has no such thing."""
        raise Http404

    @transaction.atomic
    def remove(self, key: int) -> Any:
        """Delete a row; return it, or None when it is gone already."""
        row = self.rows().select_for_update(no_key=True, of=("self",)).filter(pk=key).first()
        if row is not None:
            self.unlink(row)
            self.model._default_manager.filter(pk=key).delete()
        return row

    def unlink(self, row: Any) -> None:
        """Take away what refers to a row that is about to be deleted."""

    def removed(self) -> list[Any]:
        """Return the newest deleted rows as they were, from the history."""
        events = self.events().filter(**{f"{self.owner}__in": self.owners()}, pgh_label="delete")
        there = self.model._default_manager.filter(pk=OuterRef("pgh_obj_id"))
        newest: dict[int, Any] = {}
        for event in events.filter(~Exists(there)).order_by("-pgh_id")[:REMEMBERED]:
            newest.setdefault(event.pgh_obj_id, event)
        return list(newest.values())

    @transaction.atomic
    def restore(self, key: int) -> Any:
        """Bring a deleted row back under its old key; return it, or None when it is there or was never in this list."""
        self.lock()
        event = next((one for one in self.removed() if one.pgh_obj_id == key), None)
        if event is None:
            return None
        row = self.model(**{name: getattr(event, name) for name in self.columns()})
        # What somebody typed before the deletion and sends late is then told apart from what stands now.
        row.version = event.version + 1
        row.save(force_insert=True)
        self.link_again(row, event)
        return row

    def link_again(self, row: Any, event: Any) -> None:
        """Give a row that has come back what referred to it. event: its deletion in the history."""

    def events(self) -> models.QuerySet[Any]:
        """Return the history of all rows of this kind."""
        meta: Any = self.model._meta
        history: models.QuerySet[Any] = meta.get_field("events").related_model._default_manager.all()
        return history

    def columns(self) -> list[str]:
        """Return a row's own columns; the plain ones of translated texts follow their languages."""
        translated: Any = translator.get_options_for_model(self.model)
        plain = set(translated.fields)
        return [field.attname for field in self.model._meta.concrete_fields if field.name not in plain]


class OrderedList(RowList):
    """A list whose rows have a place, in their field `order`. A deleted row leaves its place free to come back to."""

    is_ordered = True
    order = ("order", "pk")

    def place(self, row: Any) -> None:
        """Put a new row last."""
        last = self.rows().last()
        row.order = last.order + 1 if last else 1

    @transaction.atomic
    def move(self, row: Any, place: int) -> None:
        """Put a row in a place (1 = the first)."""
        self.lock()
        rows = [one for one in self.rows() if one.pk != row.pk]
        rows.insert(max(place, 1) - 1, self.row(row.pk))
        for number, one in enumerate(rows, 1):
            if one.order != number:
                one.order = number
                one.save()
