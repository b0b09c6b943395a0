"""The committees that can carry out a plan's measures: naming them, renaming them, taking them out of use."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.forms.committee import CommitteeForm
from plans.lists import RowList
from plans.models import Measure, Milestone, Plan, PlanIndicator, Responsibility
from welfareplans.organisations.models import Committee, Municipality
from welfareplans.organisations.versions import NotAllowed, Versioned


class CommitteeList(RowList):
    """The committees of those municipalities of the plan that the user coordinates."""

    key = "committees"
    model = Committee
    form = CommitteeForm
    owner = "municipality"
    order = ("municipality_id", "name_sv", "name_fi", "name_da", "pk")

    @cached_property
    def may_edit(self) -> bool:
        """Tell that the user edits the list: a committee is its municipality's, not the plan's."""
        return True

    @cached_property
    def municipalities(self) -> list[Municipality]:
        """Return the municipalities, the plan's lead first when it is one of them."""
        mine = Municipality.objects.coordinated_by(self.user).filter(partnerships__in=self.plan.partners.taking_part())
        rows = mine.select_related("area").order_by("pk")
        return sorted(rows, key=lambda one: one.pk != self.plan.municipality_id)

    def owners(self) -> list[models.Model]:
        """Return whose committees may be edited; a new one belongs to the first."""
        return list(self.municipalities)

    def rows(self) -> models.QuerySet[Any]:
        """Return the committees in use."""
        return super().rows().filter(retired_at__isnull=True).select_related("municipality__area")

    def retired(self) -> list[Committee]:
        """Return the committees that were taken out of use."""
        rows = Committee.objects.filter(municipality__in=self.municipalities, retired_at__isnull=False)
        return list(rows.order_by("-retired_at", "pk"))

    def others(self) -> models.QuerySet[Committee]:
        """Return the committees in use of the plan's other municipalities."""
        rows = Committee.objects.in_use().filter(municipality__partnerships__in=self.plan.partners.taking_part())
        rows = rows.exclude(municipality__in=self.municipalities).select_related("municipality__area")
        found: models.QuerySet[Committee] = rows.order_by(*self.order)
        return found

    def bound(self, row: Versioned, *arguments: Any) -> CommitteeForm:
        """Return the form of a committee."""
        auto_id = f"{self.key}{row.pk or ''}_%s"
        return CommitteeForm(
            row, *arguments, languages=self.plan.languages, municipalities=self.municipalities, auto_id=auto_id
        )

    def notes(self) -> dict[int, Any]:
        """Return each committee's responsibilities with their measures, in the order of the plan."""
        rows = Responsibility.objects.filter(measure__in=Measure.objects.of_plan(self.plan).values("pk"))
        place = ["measure__goal__principle__order", "measure__goal__order", "measure__order", "measure_id"]
        found: dict[int, list[Responsibility]] = defaultdict(list)
        for row in rows.select_related("measure").order_by(*place):
            found[row.committee_id].append(row)
        return dict(found)

    def lock(self) -> None:
        """Let one at a time name committees of these municipalities, in whatever plan."""
        list(Municipality.objects.select_for_update().filter(pk__in=[one.pk for one in self.municipalities]))

    @transaction.atomic
    def add(self, form: Any) -> Any:
        """Save a new committee and return it; one of this name is the same one, and is in use again."""
        self.lock()
        known = form.known()
        if known is None:
            return super().add(form)
        known.take_into_use()
        return known

    @transaction.atomic
    def remove(self, key: int) -> Any:
        """Delete a committee without any history, else take it out of use; raise NotAllowed while a plan names it."""
        row = self.rows().select_for_update(no_key=True, of=("self",)).filter(pk=key).first()
        if row is None:
            return None
        refuse_if_named(row)
        if has_history(row):
            row.retire()
        else:
            self.model._default_manager.filter(pk=key).delete()
        return row

    @transaction.atomic
    def restore(self, key: int) -> Any:
        """Bring a committee back."""
        row = next((one for one in self.retired() if one.pk == key), None)
        if row is None:
            return super().restore(key)
        row.take_into_use()
        return row


def refuse_if_named(row: Committee) -> None:
    """Raise NotAllowed, with what it does and where, while a plan that has not ended names the committee."""
    living = Plan.objects.exclude(status=Plan.Status.ENDED).filter(named_in(row)).order_by("pk")
    if named := " · ".join(f"{plan} {plan.first_year}–{plan.last_year} ({what_it_does(row, plan)})" for plan in living):
        told = {"name": row, "where": named}
        raise NotAllowed(
            _("“%(name)s” cannot be removed, because a plan names it: %(where)s. Name another committee there first.")
            % told
        )


def named_in(row: Committee) -> Q:
    """Return the condition that a plan names the committee."""
    uses = PlanIndicator.objects.filter(plan=OuterRef("pk"))
    return (
        Q(Exists(Responsibility.objects.filter(committee=row, measure__goal__principle__plan=OuterRef("pk"))))
        | Q(Exists(uses.filter(Q(specified_by=row) | Q(reporters__committee=row))))
        | Q(Exists(Milestone.objects.filter(plan=OuterRef("pk"), committee=row)))
    )


def what_it_does(row: Committee, plan: Plan) -> str:
    """Return in words how much of a plan a committee has."""
    measures = Measure.objects.of_plan(plan).filter(responsibilities__committee=row).count()
    uses = plan.plan_indicators.filter(Q(specified_by=row) | Q(reporters__committee=row)).distinct().count()
    steps = plan.milestones.filter(committee=row).count()
    words = [
        (measures, ngettext("%(n)s measure", "%(n)s measures", measures)),
        (uses, ngettext("%(n)s indicator", "%(n)s indicators", uses)),
        (steps, ngettext("%(n)s milestone", "%(n)s milestones", steps)),
    ]
    return ", ".join(word % {"n": number} for number, word in words if number)


def has_history(row: Committee) -> bool:
    """Tell whether anything leads to the committee: what it reported, an ended plan, an invitation, its people."""
    meta: Any = Committee._meta
    leading = [one for one in meta.get_fields(include_hidden=True) if one.one_to_many and one.name != "events"]
    return any(one.related_model._base_manager.filter(**{one.field.name: row}).exists() for one in leading)
