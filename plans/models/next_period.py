"""The next period in preparation: what of a plan goes on, what changes, what is dropped."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from welfareplans.organisations.versions import Versioned


class NextPeriod(Versioned):
    """A plan's next period while the coordinator chooses, until the next plan is made from it."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="next_period", verbose_name=_("Plan"))
    first_year = models.PositiveSmallIntegerField(_("First year"))
    last_year = models.PositiveSmallIntegerField(_("Last year"))
    # Set once, in the transaction that makes it: a second click finds the plan that the first one made.
    made = models.OneToOneField(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="made_from", verbose_name=_("Next plan")
    )

    class Meta:
        verbose_name = _("Next period")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="next_period_ends_after_it_starts",
                violation_error_message=_("The plan cannot end before it begins."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_year}–{self.last_year}"


class NodeChoice(models.Model):
    """What becomes of one principle, goal, measure or indicator; one without a choice goes on."""

    class Level(models.TextChoices):
        PRINCIPLE = "principle", _("Principle")
        GOAL = "goal", _("Goal")
        MEASURE = "measure", _("Measure")
        INDICATOR = "indicator", _("Indicator")

    class Choice(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        CHANGE = "change", _("Change")
        DROP = "drop", _("Drop")

    period = models.ForeignKey(
        NextPeriod, on_delete=models.CASCADE, related_name="choices", verbose_name=_("Next period")
    )
    level = models.CharField(_("Level"), max_length=20, choices=Level)
    # The row's key; not a foreign key, because a row deleted meanwhile takes its choice nowhere.
    node = models.PositiveBigIntegerField(_("Node"))
    choice = models.CharField(_("Choice"), max_length=20, choices=Choice)

    class Meta:
        verbose_name = _("Choice")
        constraints = [
            models.UniqueConstraint(
                "period", "level", "node", name="node_choice_unique",
                violation_error_message=_("This has been chosen already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.level} {self.node}: {self.choice}"
