"""The tables whose texts make up a plan, in the order in which a plan is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject
from modeltranslation.manager import get_translatable_fields_for_model

from indicators.models import Indicator
from plans.models import (
    Chapter,
    Contact,
    Goal,
    Measure,
    Milestone,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Source,
)  # fmt: skip
from plans.models.rich_text_field import RichTextField
from plans.rich_text import as_plain
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.texts import LANGUAGES
from welfareplans.organisations.versions import Versioned


@dataclass(frozen=True)
class Kind:
    """One table. plan, above, order: where its rows have their plan, what they stand under, and their place in it."""

    name: str
    model: type[Versioned]
    plan: str
    above: str = ""
    order: str = "pk"

    @cached_property
    def fields(self) -> Sequence[str]:
        """Return the names of the texts as the model has them, without a language."""
        names = set(get_translatable_fields_for_model(self.model) or ())
        return [field.name for field in self.model._meta.get_fields() if field.name in names]

    def is_rich(self, field: str) -> bool:
        """Tell whether a text has formatting."""
        return isinstance(self.model._meta.get_field(field), RichTextField)

    def words(self, field: str, text: str) -> str:
        """Return a text without its formatting, to compare with another one."""
        return as_plain(text) if self.is_rich(field) else text

    def rows(self, plans: Sequence[int]) -> QuerySet[Any, Any]:
        """Return every row of the plans as (kind, plan, key, version, {place, under, texts by field_language}).

        A row that belongs to several of the plans (an indicator, a programme) comes once for each.
        """
        names = [f"{name}_{code}" for name in self.fields for code in LANGUAGES]
        rows: QuerySet[Any] = QuerySet(self.model).filter(**{f"{self.plan}__in": plans}).order_by()
        told: QuerySet[Any, Any] = rows.annotate(
            row_kind=Value(self.name), row_plan=F(self.plan),
            row_said=JSONObject(
                place=F(self.order), under=F(self.above or "pk"), **{name: F(name) for name in names},
            ),
        ).values_list("row_kind", "row_plan", "pk", "version", "row_said")  # fmt: skip
        return told

    def editable(self, plan: Plan, user: User | AnonymousUser) -> QuerySet[Any]:
        """Return the plan's rows that the user may change; the user edits the plan."""
        rows: QuerySet[Any] = self.model._default_manager.filter(**{self.plan: plan.pk})
        if self.model is Plan:
            rows = Plan.objects.led_by(user).filter(pk=plan.pk)
        elif self.model is Programme:
            rows = rows.filter(municipality__in=Municipality.objects.coordinated_by(user))
        elif hasattr(rows, "editable_by"):
            rows = rows.editable_by(user)
        return rows.distinct()


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("plan", Plan, "pk"),
        Kind("chapter", Chapter, "plan", order="order"),
        Kind("principle", Principle, "plan", order="order"),
        Kind("goal", Goal, "principle__plan", above="principle", order="order"),
        Kind("measure", Measure, "goal__principle__plan", above="goal", order="order"),
        Kind("indicator", Indicator, "uses__plan"),
        Kind("use", PlanIndicator, "plan", above="indicator", order="order"),
        Kind("programme", Programme, "measures__goal__principle__plan"),
        Kind("milestone", Milestone, "plan", order="starts_on"),
        Kind("source", Source, "plan"),
        Kind("contact", Contact, "plan"),
    )
}
