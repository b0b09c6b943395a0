"""A plan table on its way into a plan: read, looked at, and not written yet."""

import datetime
import secrets
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from welfareplans.organisations.models import User

KEPT = datetime.timedelta(days=7)
# A table has up to 4 million characters; nobody needs more than these at once.
MOST_DRAFTS = 5


def new_key() -> str:
    """Return a name that nobody guesses."""
    return secrets.token_urlsafe(16)


def a_week_on() -> datetime.datetime:
    """Return when a draft made now is forgotten."""
    return timezone.now() + KEPT


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    """Which drafts somebody goes on with."""

    def of(self, user: User | AnonymousUser, plan: Plan | None) -> Self:
        """Return the user's drafts for a plan, or for a new one, the newest first."""
        return self.filter(owner_id=user.pk or 0, plan=plan, expires_at__gt=timezone.now()).order_by("-pk")

    def tidy(self, user: User) -> None:
        """Forget what is too old, and the user's oldest beyond the few that are kept."""
        self.filter(expires_at__lte=timezone.now()).delete()
        kept = self.filter(owner=user).order_by("-pk").values_list("pk", flat=True)[: MOST_DRAFTS - 1]
        self.filter(owner=user).exclude(pk__in=list(kept)).delete()


class ImportDraft(models.Model):
    """The sheets of one uploaded file or pasted table, and what its owner said about them.

    plan: the one that is changed, none for a new one; made: the plan that came of it, so that a second click makes
    no second one. The file itself is not kept.
    """

    key = models.CharField(_("Key"), max_length=40, unique=True, default=new_key)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("File"), max_length=200, blank=True)
    # As plans/tables/files/sheets.py writes them.
    sheets = models.TextField(_("Sheets"))
    choices = models.JSONField(_("Choices"), default=dict)
    made = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("Uploaded"), default=timezone.now)
    expires_at = models.DateTimeField(_("Kept until"), default=a_week_on, db_index=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Table that is being imported")

    def __str__(self) -> str:
        return self.name
