"""One plan, one year: what the committees are asked and how far the report has come."""

import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models import Plan
from plans.models.plan import held_by, led_by
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.versions import NotAllowed, Versioned


class RoundQuerySet(models.QuerySet["Round"]):
    """Which rounds somebody may see or change."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the rounds of plans whose work the user takes part in."""
        return self.filter(held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE, plan="plan"))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the rounds of plans that the user coordinates."""
        return self.filter(held_by(user, Membership.Role.COORDINATOR, plan="plan"))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Return the rounds whose due date the user decides: as coordinator of the plan's lead municipality."""
        return self.filter(led_by(user, plan="plan"))

    def running(self) -> Self:
        """Return the rounds in which committees or the coordinator still work."""
        return self.filter(status__in=[Round.Status.COLLECTING, Round.Status.COMPILING])


class Round(Versioned):
    """The yearly follow-up of one plan."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        COLLECTING = "collecting", _("Collecting")
        COMPILING = "compiling", _("Compiling")
        PUBLISHED = "published", _("Published")
        HANDLED = "handled", _("Handled by the council")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("Plan"))
    year = models.PositiveSmallIntegerField(_("Year"))
    opens_on = models.DateField(_("Opens on"))
    due_on = models.DateField(_("Due on"))
    council_on = models.DateField(_("To the council on"), null=True, blank=True)
    instructions = models.TextField(_("Instructions"), blank=True)
    # What the coordinator says first on the one page that says it all.
    summary = models.TextField(_("Summary"), blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=Status, default=Status.PLANNED)
    handled_on = models.DateField(_("Handled by the council on"), null=True, blank=True)
    handled_section = models.CharField(_("Section of the minutes"), max_length=50, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("Follow-up round")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                "plan", "year", name="round_unique",
                violation_error_message=_("The plan has a follow-up for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="round_due_after_it_opens",
                violation_error_message=_("The due date cannot be before the opening."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.year}"

    @property
    def is_collecting(self) -> bool:
        """Tell whether every committee that has not handed in can write."""
        return self.status == Round.Status.COLLECTING

    @property
    def is_running(self) -> bool:
        """Tell whether a part may be given back to its committee: the report is not published."""
        return self.status in (Round.Status.COLLECTING, Round.Status.COMPILING)

    @property
    def is_published(self) -> bool:
        """Tell whether the report is out and not open for corrections."""
        return self.status in (Round.Status.PUBLISHED, Round.Status.HANDLED)

    @property
    def days_left(self) -> int:
        """Return the days until the due date, negative when it has passed."""
        return (self.due_on - timezone.localdate()).days

    def extend(self, due_on: datetime.date) -> None:
        """Give the committees until a later day; a closed round collects again."""
        if not self.is_running:
            raise NotAllowed(_("The report has been published, so the due date can no longer be moved."))
        if due_on <= max(self.due_on, timezone.localdate() - datetime.timedelta(days=1)):
            raise NotAllowed(_("The new due date must be later than the old one and not in the past."))
        self.due_on, self.status = due_on, Round.Status.COLLECTING
        self.save()

    def close(self) -> None:
        """End the collecting: what is not handed in by now is closed for its committee."""
        if self.status != Round.Status.COLLECTING:
            raise NotAllowed(_("The follow-up is not collecting answers, so there is nothing to close."))
        self.status = Round.Status.COMPILING
        self.save()

    def compile(self) -> None:
        """Keep that an edition has been frozen and waits to be published; its texts may have been set meanwhile."""
        if self.status == Round.Status.PLANNED:
            raise NotAllowed(_("Open the round before you freeze an edition."))
        self.status = Round.Status.COMPILING
        self.save()

    def open_for_correction(self) -> None:
        """Let what was published be corrected; the published edition stays until the next one is published."""
        if not self.is_published:
            raise NotAllowed(_("Only a published report is corrected with a new edition."))
        self.status = Round.Status.COMPILING
        self.save()

    def publish(self) -> None:
        """Let councillors, and the public where it is open, read the newest edition."""
        if self.status not in (Round.Status.COMPILING, Round.Status.PUBLISHED):
            raise NotAllowed(_("Freeze an edition before you publish."))
        self.status = Round.Status.PUBLISHED
        self.save()

    def register_handling(self, *, on: datetime.date, section: str) -> None:
        """Keep when the council handled the report; the frozen file is not touched."""
        if not self.is_published:
            raise NotAllowed(_("Publish the report before the council handles it."))
        self.handled_on, self.handled_section, self.status = on, section, Round.Status.HANDLED
        self.save()
