"""The PDF of a plan, as the worker has made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models import Plan


class PlanFile(models.Model):
    """The newest file in one language, of the working text or of what was adopted.

    made_of: the fingerprint of what it was made from, to tell when it is old.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="files", verbose_name=_("Plan"))
    language = models.CharField(_("Language"), max_length=2)
    is_working = models.BooleanField(_("Working text"))
    made_of = models.CharField(_("Fingerprint"), max_length=64)
    pdf = models.BinaryField(_("File"))
    pages = models.PositiveIntegerField(_("Pages"))

    class Meta:
        verbose_name = _("File of a plan")
        constraints = [models.UniqueConstraint("plan", "language", "is_working", name="plan_file_unique")]

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.language}"
