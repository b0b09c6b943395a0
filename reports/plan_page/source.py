"""Where the page takes the plan's text from: the working text in the database, or an adopted revision.

Both give the same rows, in the shape of `values()`; what happened since (states, figures) is always the newest.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from plans.models import (
    Chapter,
    Contact,
    Measure,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Responsibility,
    Source,
)
from reports.plan_page.reader import fields

Row = dict[str, Any]
MEASURE = "goals__measures__"
# What says how a figure is written and whether it is hidden; today's, also where an old text is read.
LIVE = ("kind", "decimals", "better", "counts_people")


class PlanText(Protocol):
    """What the page asks for. measured: the condition for the values of the plan's indicators."""

    plan: Plan
    measured: Q

    def tree(self, *texts: str) -> Iterable[Row]:
        """Return a row per measure in the plan's order, and one for each goal and principle that has none.

        texts: further texts of the measures.
        """

    def responsibilities(self) -> Iterable[Row]:
        """Return who carries out each measure, the leading committee first."""

    def concerned(self) -> Iterable[tuple[int, int]]:
        """Return measure and partner; a measure that concerns all has none."""

    def uses(self) -> Iterable[Row]:
        """Return the plan's indicators in order."""

    def milestones(self) -> Iterable[Row]:
        """Return the steps of the timetable in order of time."""

    def chapters(self) -> Iterable[Chapter]:
        """Return the chapters in order."""

    def programmes(self) -> Iterable[Programme]:
        """Return the programmes that measures belong to."""

    def sources(self) -> Iterable[Source]:
        """Return what the plan was prepared from."""

    def contacts(self) -> Iterable[Contact]:
        """Return whom to turn to."""


class WorkingText:
    """What the plan says now."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.measured = Q(indicator__uses__plan=plan)

    def tree(self, *texts: str) -> Any:
        rows = Principle.objects.filter(plan=self.plan).order_by(
            "order", "pk", "goals__order", "goals__pk", f"{MEASURE}order", f"{MEASURE}pk"
        )
        return rows.values(
            "pk", "goals__pk", f"{MEASURE}pk", f"{MEASURE}programme_id", f"{MEASURE}first_year", f"{MEASURE}last_year",
            "owner_id", "goals__owner_id", f"{MEASURE}owner_id",
            *fields("title", "goals__title", f"{MEASURE}title", f"{MEASURE}programme__title"),
            *fields(*(f"{MEASURE}{name}" for name in texts)),
        )  # fmt: skip

    def responsibilities(self) -> Any:
        named = Responsibility.objects.filter(measure__goal__principle__plan=self.plan).order_by("-is_leading", "pk")
        return named.values("measure_id", "committee_id", *fields("committee__name"))

    def concerned(self) -> Any:
        pairs = Measure.partners.through.objects.filter(measure__goal__principle__plan=self.plan).order_by("partner_id")
        return pairs.values_list("measure_id", "partner_id")

    def uses(self) -> Any:
        texts = fields(
            "indicator__name", "indicator__unit", "indicator__definition", "target_text", "specified_by__name"
        )
        rows = PlanIndicator.objects.filter(plan=self.plan).annotate(
            measure_ids=ArrayAgg("measures", distinct=True), goal_ids=ArrayAgg("goals", distinct=True)
        )
        return rows.order_by("order", "pk").values(
            "pk", "indicator_id", *(f"indicator__{name}" for name in (*LIVE, "period")), "baseline",
            "baseline_year", "target", "is_to_be_specified", "specified_due", "measure_ids", "goal_ids", *texts,
        )  # fmt: skip

    def milestones(self) -> Any:
        rows = self.plan.milestones.order_by("starts_on", "pk")
        return rows.values("starts_on", "ends_on", "is_done", *fields("title", "committee__name"))

    def chapters(self) -> Iterable[Chapter]:
        return self.plan.chapters.order_by("order", "pk")

    def programmes(self) -> Iterable[Programme]:
        return Programme.objects.filter(measures__goal__principle__plan=self.plan).distinct().order_by("pk")

    def sources(self) -> Iterable[Source]:
        return self.plan.sources.order_by("pk")

    def contacts(self) -> Iterable[Contact]:
        return self.plan.contacts.order_by("pk")
