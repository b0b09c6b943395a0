"""What the councils adopted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from welfareplans.organisations.models import User


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
