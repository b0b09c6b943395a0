"""How a plan uses an indicator, and which committee enters its figures."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from plans.models.node import Goal, Measure
from plans.models.plan import Partner, Plan, led_by
from welfareplans.organisations.models import Area, Committee, User
from welfareplans.organisations.versions import Versioned


class PlanIndicatorQuerySet(models.QuerySet["PlanIndicator"]):
    """Whose baselines and targets somebody may change."""

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the indicators that the user edits.

        One that tells only about local additions is their partners'; every other is the common core's.
        """
        measures = Measure.objects.filter(plan_indicators=OuterRef("pk"))
        goals = Goal.objects.filter(plan_indicators=OuterRef("pk"))
        own = Partner.objects.coordinated_by(user)
        common = Q(Exists(measures.filter(owner=None))) | Q(Exists(goals.filter(owner=None)))
        linked = Q(Exists(measures)) | Q(Exists(goals))
        mine = Q(Exists(measures.filter(owner__in=own))) | Q(Exists(goals.filter(owner__in=own)))
        living = self.exclude(plan__status=Plan.Status.ENDED)
        return living.filter(Q(led_by(user, plan="plan")) & (common | ~linked) | mine & ~common)


class PlanIndicator(Versioned):
    """An indicator as one plan uses it: linked to measures or goals, with baseline and target."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="plan_indicators", verbose_name=_("Plan"))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses", verbose_name=_("Indicator"))
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    measures = models.ManyToManyField(Measure, blank=True, related_name="plan_indicators", verbose_name=_("Measures"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="plan_indicators", verbose_name=_("Goals"))
    baseline = models.DecimalField(_("Baseline"), max_digits=20, decimal_places=6, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("Year of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("Target"), max_digits=20, decimal_places=6, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("Year of the target"), null=True, blank=True)
    # A standing target in words, such as "100 % within 7 working days".
    target_text = models.CharField(_("Target in words"), max_length=300, blank=True)
    is_to_be_specified = models.BooleanField(_("To be specified"), default=False)
    specified_by = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("To be specified by"),
    )
    specified_due = models.DateField(_("To be specified before"), null=True, blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        target_text_sv: str | None
        target_text_fi: str | None
        target_text_da: str | None

    objects = PlanIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("Indicator of the plan")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "plan", "indicator", name="plan_indicator_unique",
                violation_error_message=_("The plan uses this indicator already."),
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline_year__isnull=False), name="baseline_has_year",
                violation_error_message=_("Say which year the baseline is from."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.indicator)


class Reporter(models.Model):
    """The committee that enters an indicator's figures for one area."""

    plan_indicator = models.ForeignKey(
        PlanIndicator, on_delete=models.CASCADE, related_name="reporters", verbose_name=_("Indicator of the plan")
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("Area"))
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="reported_indicators", verbose_name=_("Committee")
    )

    class Meta:
        verbose_name = _("Who enters the figures")
        constraints = [
            models.UniqueConstraint(
                "plan_indicator", "area", name="reporter_unique",
                violation_error_message=_("Somebody enters these figures already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.committee)
