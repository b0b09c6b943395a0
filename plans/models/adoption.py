"""What the councils adopted: texts that never change, and each council's decision on one of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Partner, Plan
from welfareplans.organisations.frozen import never_changes
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Versioned


class Revision(models.Model):
    """The plan's text as adopted; it is never edited away. Amending an adopted plan makes the next one."""

    class Kind(models.TextChoices):
        ADOPTED = "adopted", _("Council decision")
        # Words put right without a decision; it is in force wherever the revision before it is.
        CORRECTION = "correction", _("Technical correction")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("Plan"))
    number = models.PositiveSmallIntegerField(_("Number"))
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.ADOPTED)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    # Canonical JSON as text (see plans.canonical), because the fingerprint is of these very characters.
    content = models.TextField(_("Content"))
    sha256 = models.CharField(_("Fingerprint"), max_length=64)
    previous_sha256 = models.CharField(_("Fingerprint of the previous revision"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("Made at"))
    # Nothing in the row changes, not even when the person is erased: the key then leads to nobody.
    made_by = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, null=True, related_name="+", verbose_name=_("Made by"), db_constraint=False
    )

    class Meta:
        verbose_name = _("Revision")
        ordering = ["number"]
        triggers = never_changes()
        constraints = [
            models.UniqueConstraint(
                "plan", "number", name="revision_number_unique",
                violation_error_message=_("This revision exists already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction", reason=""), name="correction_has_reason",
                violation_error_message=_("Write why the text is corrected."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.number}"

    @property
    def is_correction(self) -> bool:
        """Tell whether words were put right without a council's decision."""
        return self.kind == Revision.Kind.CORRECTION


class Decision(Versioned):
    """One council's decision to adopt one revision. Its day and section can be put right; its revision cannot."""

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("Municipality")
    )
    # None for the moment between a migration and `prepare`, when the text of older decisions has not been kept yet.
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="decisions", verbose_name=_("Revision")
    )
    decided_on = models.DateField(_("Date of the decision"))
    meeting = models.CharField(_("Meeting"), max_length=100, blank=True)
    section = models.CharField(_("Section of the minutes"), max_length=50)
    registered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Registered by")
    )

    class Meta:
        verbose_name = _("Council decision")
        ordering = ["revision__number", "decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "partner", "revision", name="decision_unique", nulls_distinct=False,
                violation_error_message=_("This council's decision on the revision has been registered."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.partner_id} · {self.section}"
