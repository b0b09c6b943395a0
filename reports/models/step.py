"""What was done with a round as a whole; never changed afterwards."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.models.round import Round
from welfareplans.organisations.frozen import never_changes
from welfareplans.organisations.models import User


class RoundStep(models.Model):
    """One act on a round. due_on: the committees' last day from then on."""

    class Act(models.TextChoices):
        OPENED = "opened", _("Opened")
        EXTENDED = "extended", _("Extended")
        CLOSED = "closed", _("Closed")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steps", verbose_name=_("Follow-up round"))
    act = models.CharField(_("Act"), max_length=20, choices=Act)
    reason = models.TextField(_("Reason"), blank=True)
    due_on = models.DateField(_("Due on"))
    taken_at = models.DateTimeField(_("Taken at"), default=timezone.now)
    taken_by = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, null=True, related_name="+", verbose_name=_("Taken by"), db_constraint=False
    )

    class Meta:
        verbose_name = _("Step of a round")
        ordering = ["pk"]
        triggers = never_changes()

    def __str__(self) -> str:
        return f"{self.round_id} · {self.act}"
