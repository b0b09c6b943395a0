"""What was said about a draft, and what the councils adopted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.node import Goal, Measure, Principle
from plans.models.plan import Plan
from welfareplans.organisations.models import User
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


class Revision(models.Model):
    """The text as adopted; it is never edited away. Amending an adopted plan makes the next one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("Plan"))
    number = models.PositiveSmallIntegerField(_("Number"))
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    # Canonical JSON as text, because the fingerprint is of these very characters.
    content = models.TextField(_("Content"))
    sha256 = models.CharField(_("Fingerprint"), max_length=64)
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Made by"))

    class Meta:
        verbose_name = _("Revision")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "plan", "number", name="revision_number_unique",
                violation_error_message=_("This revision exists already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.number}"
