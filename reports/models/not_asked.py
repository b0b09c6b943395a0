"""What a committee is not asked about in one year, and why."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models import Measure, PlanIndicator
from reports.models.round import Round
from welfareplans.organisations.models import Committee
from welfareplans.organisations.texts import has_text


class NotAsked(models.Model):
    """A measure, or the figures of an indicator, that the coordinator took out of what a committee is asked."""

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="not_asked", verbose_name=_("Follow-up round")
    )
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="+", verbose_name=_("Committee")
    )  # fmt: skip
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Measure")
    )
    plan_indicator = models.ForeignKey(
        PlanIndicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Indicator")
    )
    reason = models.TextField(_("Reason"), blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        reason_sv: str | None
        reason_fi: str | None
        reason_da: str | None

    class Meta:
        verbose_name = _("Not asked this year")
        constraints = [
            has_text("reason", "not_asked_has_reason"),
            models.CheckConstraint(
                condition=Q(measure__isnull=True) ^ Q(plan_indicator__isnull=True), name="not_asked_is_one_thing",
                violation_error_message=_("Choose a measure or an indicator."),
            ),
            models.UniqueConstraint(
                "round", "committee", "measure", "plan_indicator", name="not_asked_unique", nulls_distinct=False,
                violation_error_message=_("This has been taken out already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id} · {self.committee_id} · {self.measure_id or self.plan_indicator_id}"
