"""What was said about a draft."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.node import Goal, Measure, Principle
from plans.models.plan import Plan
from welfareplans.organisations.versions import Versioned


class Statement(Versioned):
    """What an organisation or committee said in consultation, and the coordinator's answer."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="statements", verbose_name=_("Plan"))
    # At most one of these; none means the plan as a whole.
    principle = models.ForeignKey(
        Principle, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements")
    measure = models.ForeignKey(Measure, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements")
    party = models.CharField(_("Who states"), max_length=200)
    text = models.TextField(_("Statement"))
    language = models.CharField(_("Language"), max_length=2)
    received_at = models.DateTimeField(_("Received"), auto_now_add=True)
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("Statement")
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(principle__isnull=True, goal__isnull=True)
                | Q(principle__isnull=True, measure__isnull=True)
                | Q(goal__isnull=True, measure__isnull=True),
                name="statement_about_one_thing",
                violation_error_message=_("A statement is about one thing at most."),
            )
        ]

    def __str__(self) -> str:
        return self.party
