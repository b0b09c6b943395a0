"""The programmes that measures of a plan may belong to; they are a municipality's and can serve several plans."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F

from plans.forms.programme import ProgrammeForm
from plans.lists import RowList
from plans.models import Measure, Plan, Programme
from welfareplans.organisations.models import Municipality


@dataclass
class Use:
    """Where a programme is used. measures: this plan's, in its order; plans: other plans that have measures in it."""

    measures: list[Measure] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)


class ProgrammeList(RowList):
    """The programmes of those municipalities of the plan that the user coordinates."""

    key = "programmes"
    model = Programme
    form = ProgrammeForm
    owner = "municipality"

    @cached_property
    def may_edit(self) -> bool:
        """Tell that the user edits the list: a programme is its municipality's, not the plan's."""
        return True

    @cached_property
    def municipalities(self) -> list[Municipality]:
        """Return the municipalities, the plan's lead first when it is one of them."""
        mine = Municipality.objects.coordinated_by(self.user).filter(partnerships__plan=self.plan)
        rows = mine.select_related("area").order_by("pk")
        return sorted(rows, key=lambda one: one.pk != self.plan.municipality_id)

    def owners(self) -> list[models.Model]:
        """Return whose programmes may be edited; a new one belongs to the first."""
        return list(self.municipalities)

    def rows(self) -> models.QuerySet[Any]:
        """Return the programmes with their municipality."""
        return super().rows().select_related("municipality__area")

    def notes(self) -> dict[int, Any]:
        """Return where each programme is used."""
        found = uses(self.plan)
        return {row.pk: found.get(row.pk, Use()) for row in self.rows()}

    def unlink(self, row: Programme) -> None:
        """Take the measures out one by one, so that each has it in its history and is found when it is undone."""
        for measure in row.measures.select_for_update(no_key=True, of=("self",)):
            measure.programme = None
            measure.save(update_fields=["programme"])

    def link_again(self, row: Programme, event: Any) -> None:
        """Put the measures back that the deletion took out, unless somebody has given them another programme."""
        if event.pgh_context_id is None:
            return
        meta: Any = Measure._meta
        history = meta.get_field("events").related_model._default_manager
        same_act = history.filter(pgh_context=event.pgh_context_id, pgh_label="update", programme=None)
        for measure in Measure.objects.filter(pk__in=same_act.values("pgh_obj_id"), programme=None):
            measure.programme = row
            measure.save(update_fields=["programme"])


def uses(plan: Plan) -> dict[int, Use]:
    """Return where each programme is used, by key."""
    found: dict[int, Use] = defaultdict(Use)
    for measure in Measure.objects.of_plan(plan).filter(programme__isnull=False):
        found[measure.programme_id].measures.append(measure)
    others = Plan.objects.filter(principles__goals__measures__programme__municipality__partnerships__plan=plan)
    used = others.exclude(pk=plan.pk).annotate(programme=F("principles__goals__measures__programme"))
    for other in used.distinct().order_by("pk"):
        found[other.programme].plans.append(other)
    return found
