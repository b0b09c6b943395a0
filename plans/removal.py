"""Removing a node with everything that belongs to it, and putting it back with the same keys."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Count
from django.db.models.deletion import Collector, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.editor.moving import lock
from plans.models import Goal, Measure, Plan, PlanIndicator, Principle, Removal
from welfareplans.organisations.models import Committee, User
from welfareplans.organisations.texts import LANGUAGES, localised

Kept = dict[str, list[dict[str, Any]]]


class CannotRemove(Exception):
    """Nothing was removed; the message tells why."""


class CannotPutBack(Exception):
    """Nothing was put back; the message tells why."""


def remove(plan: Plan, row: Any, *, code: str, number: str, owner: int | None, by: User | AnonymousUser) -> Removal:
    """Remove a principle, goal or measure, or an indicator from the plan, and return what undoes it.

    owner: the partner whose local addition it is. The caller holds the plan's lock. A row that was reported on is
    protected by those reports.
    """
    collector = Collector(using="default", origin=row)
    named = row.indicator if isinstance(row, PlanIndicator) else row
    words = localised(named, "name" if isinstance(row, PlanIndicator) else "title")
    try:
        collector.collect([row])
        collector.collect(orphans(row))
    except ProtectedError as error:
        raise CannotRemove(
            _("It has been reported on and cannot be removed. Give the measure a last year instead: then it ends.")
        ) from error
    if owner is None and any(getattr(each, "owner_id", None) for rows in collector.data.values() for each in rows):
        raise CannotRemove(_("A local addition of one of the municipalities stands below it, so it stays."))
    removal = Removal.objects.create(
        plan=plan, code=code, number=number, words=words, removed_by_id=by.pk, rows=kept(collector),
        emptied=emptied(collector), owner_id=owner,
    )  # fmt: skip
    collector.delete()
    return removal


def take_away(
    plan: Plan, link: models.Model, use: PlanIndicator, *, code: str, number: str, owner: int | None,
    by: User | AnonymousUser,
) -> Removal:  # fmt: skip
    """Take an indicator from a measure or goal and return what undoes it. link: the row that ties the two.

    The last link takes the plan's use of the indicator along; the indicator and its series stay.
    """
    if use.measures.count() + use.goals.count() == 1:
        return remove(plan, use, code=code, number=number, owner=owner, by=by)
    removal = Removal.objects.create(
        plan=plan, code=code, number=number, words=localised(use.indicator, "name"), removed_by_id=by.pk,
        rows={link._meta.label: [columns(link)]}, owner_id=owner,
    )  # fmt: skip
    link.delete()
    return removal


def orphans(row: Any) -> models.QuerySet[PlanIndicator]:
    """Return the indicators of the plan that measure nothing once the row is gone; their series stay."""
    below: dict[type, tuple[Any, Any]] = {
        Principle: (Goal.objects.filter(principle=row.pk), Measure.objects.filter(goal__principle=row.pk)),
        Goal: (Goal.objects.filter(pk=row.pk), Measure.objects.filter(goal=row.pk)),
        Measure: (Goal.objects.none(), Measure.objects.filter(pk=row.pk)),
    }
    if type(row) not in below:
        return PlanIndicator.objects.none()
    goals, measures = (list(rows.values_list("pk", flat=True)) for rows in below[type(row)])
    touched = PlanIndicator.objects.filter(models.Q(measures__in=measures) | models.Q(goals__in=goals)).values("pk")
    counted = PlanIndicator.objects.filter(pk__in=touched).annotate(
        more_measures=Count("measures", filter=~models.Q(measures__in=measures), distinct=True),
        more_goals=Count("goals", filter=~models.Q(goals__in=goals), distinct=True),
    )
    return PlanIndicator.objects.filter(pk__in=counted.filter(more_measures=0, more_goals=0).values("pk"))


def holds(removal: Removal, code: str) -> bool:
    """Tell whether a node went with a removal. code: such as m12."""
    label = {"p": Principle, "g": Goal, "m": Measure}[code[0]]._meta.label
    return any(row["id"] == int(code[1:]) for row in removal.rows.get(label, ()))


def kept(collector: Collector) -> Kept:
    """Return every row that goes, by model."""
    found: Kept = defaultdict(list)
    groups: Iterable[Any] = [*collector.data.values(), *collector.fast_deletes]
    for rows in groups:
        for row in rows:
            found[row._meta.label].append(columns(row))
    return found


def columns(row: models.Model) -> dict[str, Any]:
    """Return a row's columns; of a translated text the languages only, from which the plain column is made."""
    names = {field.attname for field in row._meta.concrete_fields}
    plain = {name for name in names if f"{name}_{LANGUAGES[0]}" in names}
    return {name: getattr(row, name) for name in names - plain}


def emptied(collector: Collector) -> list[list[Any]]:
    """Return the links of other rows that the removal empties: model, field, the row's key, what it held."""
    return [
        [row._meta.label, field.attname, row.pk, getattr(row, field.attname)]
        for (field, _value), groups in collector.field_updates.items()
        for rows in groups
        for row in (rows if isinstance(rows, Iterable) else [rows])
    ]


@transaction.atomic
def put_back(removal: Removal, *, by: User | AnonymousUser) -> None:
    """Write every row again with its old key; a second time does nothing."""
    lock(removal.plan)
    removal.refresh_from_db()
    if removal.put_back_at:
        return
    twins = replaced(removal)
    for model in in_order([apps.get_model(label) for label in removal.rows]):
        write(model, [renamed(row, twins) for row in removal.rows[model._meta.label]])
    for committee in Committee.objects.filter(pk__in=committees_in(removal)):
        committee.take_into_use()
    for label, attname, key, value in removal.emptied:
        apps.get_model(label)._base_manager.filter(pk=key, **{f"{attname}": None}).update(**{attname: value})
    removal.put_back_at, removal.put_back_by_id = timezone.now(), by.pk
    removal.save(update_fields=["put_back_at", "put_back_by"])


def committees_in(removal: Removal) -> set[int]:
    """Return the keys of the committees that the removed rows name."""
    rows = [row for rows in removal.rows.values() for row in rows]
    return {row.get(name) or 0 for row in rows for name in ("committee_id", "specified_by_id")}


def in_order(models_: list[type[models.Model]]) -> list[type[models.Model]]:
    """Return the models so that each comes after those that its rows lead to."""
    ordered: list[type[models.Model]] = []
    while rest := [model for model in models_ if model not in ordered]:
        waiting = set(rest)
        free = [
            model
            for model in rest
            if not any(field.related_model in waiting - {model} for field in model._meta.concrete_fields)
        ]
        ordered += free or rest
    return ordered


def replaced(removal: Removal) -> dict[int, int]:
    """Return by the key of a removed use of an indicator the use that somebody made in its place."""
    gone = {row["indicator_id"]: row["id"] for row in removal.rows.get(PlanIndicator._meta.label, [])}
    made = PlanIndicator.objects.filter(plan=removal.plan, indicator__in=gone).values_list("indicator_id", "pk")
    return {gone[indicator]: key for indicator, key in made}


def renamed(row: dict[str, Any], twins: dict[int, int]) -> dict[str, Any]:
    """Return the row with its link to a use of an indicator led to the one that replaced it."""
    name = "planindicator_id" if "planindicator_id" in row else "plan_indicator_id"
    return row | {name: twins.get(row[name], row[name])} if name in row else row


def write(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """Insert rows of one model; one whose other end is gone stays out, and a node is then refused as a whole."""
    for field in model._meta.concrete_fields:
        other = field.related_model
        if not field.is_relation or not isinstance(other, type):
            continue
        wanted = {row[field.attname] for row in rows} - {None}
        there = set(other._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        there |= {row["id"] for row in rows if other is model}
        if wanted <= there:
            continue
        if field.null:
            rows = [row | {field.attname: row[field.attname] if row[field.attname] in there else None} for row in rows]
        elif model in (Goal, Measure):
            raise CannotPutBack(_("What it stood below has been removed too: put that back first."))
        else:
            rows = [row for row in rows if row[field.attname] in there]
    fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    made = [model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in rows]
    model._base_manager.bulk_create(made, ignore_conflicts=True)
