"""A consultation: until when a draft is open for statements, and which text it is about."""

import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Versioned


class NotAllowed(Exception):
    """What the consultation's present state does not allow; the message says why, in the reader's language."""


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Which consultations somebody leads, and which are over."""

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the consultations that the user leads: as coordinator of the plan's lead municipality."""
        return self.filter(plan__in=Plan.objects.led_by(user))

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Return the consultations that the user follows: as coordinator of any partner of the plan."""
        return self.filter(plan__in=Plan.objects.editable_by(user))

    def past_due(self) -> Self:
        """Return the open consultations whose last day has passed."""
        return self.filter(opened_at__isnull=False, ended_at__isnull=True, due_on__lt=timezone.localdate())


class Consultation(Versioned):
    """One consultation of a plan: prepared, open, ended, and answered when the parties can read the answers."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        OPEN = "open", _("Open for statements")
        ENDED = "ended", _("Being answered")
        ANSWERED = "answered", _("Answered")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="consultations", verbose_name=_("Plan"))
    number = models.PositiveSmallIntegerField(_("Number"))
    due_on = models.DateField(_("Last day for statements"))
    # The last day as it was when the consultation was opened, so that an extension can be told.
    first_due_on = models.DateField(_("First set last day"), null=True, blank=True)
    instructions = models.TextField(_("Instructions"), blank=True)
    opened_at = models.DateTimeField(_("Opened at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("Answers shown at"), null=True, blank=True)
    # The plan as it was when the consultation was opened: its canonical JSON, which the parties read and comment.
    content = models.TextField(_("The plan's text"), blank=True)
    sha256 = models.CharField(_("Fingerprint"), max_length=64, blank=True)

    objects = ConsultationQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        instructions_sv: str | None
        instructions_fi: str | None
        instructions_da: str | None
        leads: bool  # pages that its followers read too say whether the reader leads it

    class Meta:
        verbose_name = _("Consultation")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="consultation_number_unique"),
            models.UniqueConstraint(
                "plan", condition=Q(ended_at__isnull=True), name="consultation_one_at_a_time",
                violation_error_message=_("Another consultation of the plan is still going on."),
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(first_due_on__isnull=False) & ~Q(content=""),
                name="consultation_opened_with_its_text",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(opened_at__isnull=False), name="consultation_ends_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(ended_at__isnull=False, answered_at__gte=F("ended_at")),
                name="consultation_answered_after_its_end",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.number}"

    @property
    def state(self) -> "Consultation.State":
        """Return how far the consultation has come; it ends with its last day, whether the clock has been or not."""
        if self.opened_at is None:
            return Consultation.State.PREPARED
        if self.answered_at is not None:
            return Consultation.State.ANSWERED
        is_over = self.ended_at is not None or self.due_on < timezone.localdate()
        return Consultation.State.ENDED if is_over else Consultation.State.OPEN

    @property
    def state_shown(self) -> str:
        """Return which symbol shows the state; one that is being answered is no plan that has ended."""
        return "answering" if self.state is Consultation.State.ENDED else str(self.state)

    @property
    def state_word(self) -> str:
        """Return the state in words."""
        return str(self.state.label)

    @property
    def is_open(self) -> bool:
        """Tell whether statements can be given and changed."""
        return self.state is Consultation.State.OPEN

    @property
    def is_answered(self) -> bool:
        """Tell whether the parties can read the answers."""
        return self.state is Consultation.State.ANSWERED

    @property
    def days_left(self) -> int:
        """Return how many days are left; 0 on the last day."""
        return max((self.due_on - timezone.localdate()).days, 0)

    @property
    def is_extended(self) -> bool:
        """Tell whether the last day was moved after the consultation was opened."""
        return self.first_due_on is not None and self.due_on > self.first_due_on

    @property
    def links_work_until(self) -> datetime.date:
        """Return the last day on which a personal link shows the answers: a year after the last day for statements."""
        return self.due_on + datetime.timedelta(days=365)
