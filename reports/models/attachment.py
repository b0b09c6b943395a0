"""A file that a committee attaches to its answer about a measure."""

import secrets
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.part import CommitteePart
from reports.models.progress import Progress
from welfareplans.organisations.models import User

FOLDER = "attachments"


def random_name(_row: "Attachment", _filename: str) -> str:
    """Return where the file is kept: a name that nobody can guess and that says nothing of what is in it."""
    return f"{FOLDER}/{secrets.token_hex(24)}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Which files count, and who may read or remove them."""

    def kept(self) -> Self:
        """Return the files that nobody has removed."""
        return self.filter(removed_at__isnull=True)

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Return the files of the parts that the user fills in or judges: nobody else reads working papers."""
        parts = CommitteePart.objects
        return self.filter(
            models.Q(progress__part__in=parts.filled_in_by(user)) | models.Q(progress__part__in=parts.judged_by(user))
        )

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the files of the parts that the user fills in."""
        return self.filter(progress__part__in=CommitteePart.objects.filled_in_by(user))


class Attachment(models.Model):
    """One file. A removed one is kept so that it can be put back as long as the part is open."""

    progress = models.ForeignKey(
        Progress, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("Progress")
    )
    file = models.FileField(_("File"), upload_to=random_name, max_length=100)
    name = models.CharField(_("Name"), max_length=150)
    # What its content is, by the names of reports/desk/file_kinds.py.
    kind = models.CharField(_("Kind"), max_length=10)
    size = models.PositiveIntegerField(_("Bytes"))
    sha256 = models.CharField(_("Fingerprint"), max_length=64)
    added_at = models.DateTimeField(_("Added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Added by")
    )
    removed_at = models.DateTimeField(_("Removed at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Attachment")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "progress", "sha256", name="attachment_once",
                violation_error_message=_("This file is attached already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
