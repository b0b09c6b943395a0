"""Background work as rows: the broker only says that there is something to do."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Signs of life come every five seconds; a worker that was killed is replaced well within two minutes.
STALE_AFTER = datetime.timedelta(seconds=30)
ATTEMPTS = 3
EDITION_PDF = "edition_pdf"
STATEMENTS_PDF = "statements_pdf"
PLAN_PDF = "plan_pdf"


class JobQuerySet(models.QuerySet["Job"]):
    """Which jobs wait."""

    def waiting(self) -> Self:
        """Return the jobs that nobody works on: queued, or running without a sign of life."""
        stale = Q(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - STALE_AFTER)
        return self.filter(Q(state=Job.State.QUEUED) | stale).order_by("pk")

    def of_edition(self, edition: int) -> Self:
        """Return the jobs that make an edition's files; found by their key, which has an index."""
        return self.filter(kind=EDITION_PDF, key__startswith=f"edition-{edition}-")


class Job(models.Model):
    """One piece of work; its key makes asking twice the same as asking once."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    key = models.CharField(_("Key"), max_length=200, unique=True)
    kind = models.CharField(_("Kind"), max_length=50)
    payload: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(_("Input"), default=dict)
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.QUEUED)
    attempt = models.PositiveSmallIntegerField(_("Attempt"), default=0)
    heartbeat = models.DateTimeField(_("Last sign of life"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("Progress"), default=0)
    error = models.TextField(_("Reason of the failure"), blank=True)
    created_at = models.DateTimeField(_("Asked for at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("Finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("Job")
        indexes = [models.Index(fields=["state", "heartbeat"], name="job_waiting")]

    def __str__(self) -> str:
        return self.key
