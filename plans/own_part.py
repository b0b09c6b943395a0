"""The page on which a partner's coordinator adds what is the partner's own to a measure of the common core."""

from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plans.forms.own_part import OwnCommitteesForm, ReporterForm
from plans.models import Measure, PlanIndicator
from welfareplans.organisations import autosave
from welfareplans.organisations.models import Committee, Municipality

OwnForm = OwnCommitteesForm | ReporterForm


@dataclass(frozen=True)
class IndicatorShown:
    """An indicator of the measure, and who enters the municipality's figures."""

    use: PlanIndicator
    form: ReporterForm


@dataclass(frozen=True)
class OwnPart:
    """What the user adds to one measure, as coordinator of one partner. committees: the partner's."""

    measure: Measure
    municipality: Municipality
    committees: list[Committee]

    @classmethod
    def of(cls, request: HttpRequest, measure: Measure) -> "OwnPart":
        """Return the part of the user's municipality, the first one when there are several."""
        partners = measure.goal.principle.plan.partners.coordinated_by(request.user)
        own = partners.select_related("municipality__area").order_by("pk")[0].municipality
        return cls(
            measure,
            own,
            sorted(own.committees.filter(retired_at__isnull=True).order_by("pk"), key=lambda row: row.place_in_lists),
        )

    def posted(self, request: HttpRequest) -> OwnForm:
        """Return the form that was posted: the committees, or with `reporter` in the address who enters figures."""
        sent = autosave.sent_fields(request)
        if "reporter" not in request.GET:
            return OwnCommitteesForm(self.measure, request.POST, sent, committees=self.committees)
        text = request.GET["reporter"]
        key = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
        return self.reporter_form(get_object_or_404(self.uses(), pk=key), request, sent)

    def reporter_form(
        self, use: PlanIndicator, request: HttpRequest | None = None, sent: set[str] | None = None
    ) -> ReporterForm:
        """Return the form for one indicator. request: what was posted, if anything."""
        return ReporterForm(
            use, request.POST if request else None, sent, municipality=self.municipality, committees=self.committees,
            auto_id=f"r{use.pk}_%s",
        )  # fmt: skip

    def uses(self) -> models.QuerySet[PlanIndicator]:
        """Return the measure's indicators that are measured by now."""
        rows = self.measure.plan_indicators.select_related("indicator", "plan")
        return rows.prefetch_related("reporters__committee").order_by("order", "pk")

    def indicators(self, refused: OwnForm | None = None) -> list[IndicatorShown]:
        """Return the indicators with their forms. refused: the posted form that was not accepted."""
        return [
            IndicatorShown(
                use,
                refused
                if isinstance(refused, ReporterForm) and refused.row.pk == use.pk
                else self.reporter_form(use),
            )
            for use in self.uses()
        ]  # fmt: skip

    def committees_form(self, refused: OwnForm | None = None) -> OwnCommitteesForm:
        """Return the form of the committees. refused: as for `indicators`."""
        if isinstance(refused, OwnCommitteesForm):
            return refused
        return OwnCommitteesForm(self.measure, committees=self.committees)

    def others(self) -> list[Committee]:
        """Return the committees of other municipalities that carry the measure out."""
        rows = Committee.objects.filter(responsibilities__measure=self.measure)
        rows = rows.exclude(municipality=self.municipality).select_related("municipality__area")
        return list(rows.order_by("-responsibilities__is_leading", "responsibilities__pk"))
