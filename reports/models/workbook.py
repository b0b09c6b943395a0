"""A workbook that came back: read, looked at, and not saved yet."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.import_draft import MOST_DRAFTS, a_week_on, new_key
from reports.models.part import CommitteePart
from welfareplans.organisations.models import User


class WorkbookDraftQuerySet(models.QuerySet["WorkbookDraft"]):
    """Which drafts somebody goes on with."""

    def of(self, user: User | AnonymousUser, part: CommitteePart) -> Self:
        """Return the user's drafts for a part, the newest first."""
        return self.filter(owner_id=user.pk or 0, part=part, expires_at__gt=timezone.now()).order_by("-pk")

    def tidy(self, user: User) -> None:
        """Forget what is too old, and the user's oldest beyond the few that are kept."""
        self.filter(expires_at__lte=timezone.now()).delete()
        kept = self.filter(owner=user).order_by("-pk").values_list("pk", flat=True)[: MOST_DRAFTS - 1]
        self.filter(owner=user).exclude(pk__in=list(kept)).delete()


class WorkbookDraft(models.Model):
    """What somebody changed in one workbook; the file itself is not kept.

    content: as reports/workbook/returned.py gives it; saved_at: so that a second click saves nothing twice.
    """

    key = models.CharField(_("Key"), max_length=40, unique=True, default=new_key)
    part = models.ForeignKey(CommitteePart, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("File"), max_length=200, blank=True)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("Content"))
    created_at = models.DateTimeField(_("Uploaded"), default=timezone.now)
    expires_at = models.DateTimeField(_("Kept until"), default=a_week_on, db_index=True)
    saved_at = models.DateTimeField(_("Saved at"), null=True, blank=True)

    objects = WorkbookDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Workbook that came back")

    def __str__(self) -> str:
        return self.name
