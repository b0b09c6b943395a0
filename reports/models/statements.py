"""The PDF of a consultation's statements and answers, as the worker has made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models import Consultation


class StatementsFile(models.Model):
    """The newest file in one language. made_of: the fingerprint of what it was made from, to tell when it is old."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="files", verbose_name=_("Consultation")
    )
    language = models.CharField(_("Language"), max_length=2)
    made_of = models.CharField(_("Fingerprint"), max_length=64)
    pdf = models.BinaryField(_("File"))
    pages = models.PositiveIntegerField(_("Pages"))

    class Meta:
        verbose_name = _("File of statements and answers")
        constraints = [models.UniqueConstraint("consultation", "language", name="statements_file_unique")]

    def __str__(self) -> str:
        return f"{self.consultation_id} · {self.language}"
