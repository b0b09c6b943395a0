"""That somebody has looked at a translation and found it right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from welfareplans.organisations.models import User


class TranslationCheck(models.Model):
    """A person's word that a text says the same in two languages, as both stood then.

    It holds until one of the two is changed. The text is named as plans.languages.kinds does: kind, key and field.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, related_name="translation_checks", verbose_name=_("Plan")
    )  # fmt: skip
    kind = models.CharField(max_length=20)
    key = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    source_language = models.CharField(max_length=2)
    source_text = models.TextField()
    language = models.CharField(_("Language"), max_length=2)
    text = models.TextField()
    checked_at = models.DateTimeField(auto_now=True)
    checked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("Checked translation")
        constraints = [
            models.UniqueConstraint(
                "plan", "kind", "key", "field", "source_language", "language", name="translation_check_unique",
                violation_error_message=_("This translation has been checked already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}-{self.key}-{self.field} {self.source_language} → {self.language}"
