"""One committee's part of a round, from not started to accepted."""

import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models import Partner
from plans.models.plan import held_by
from reports.models.round import Round
from welfareplans.organisations.models import Committee, Membership, Municipality, User
from welfareplans.organisations.versions import NotAllowed, Versioned


class CommitteePartQuerySet(models.QuerySet["CommitteePart"]):
    """Whose parts somebody may read, fill in or judge."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the parts of rounds whose work the user takes part in."""
        works = held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE, plan="round__plan")
        return self.filter(works)

    def filled_in_by(self, user: User | AnonymousUser) -> Self:
        """Return the parts of the committees that the user reports for; of one that has left what is handed in."""
        seats = Membership.objects.filter(
            committee=OuterRef("committee"), user_id=user.pk or 0, role=Membership.Role.COMMITTEE
        )
        partners = Partner.objects.filter(
            plan=OuterRef("round__plan"), municipality=OuterRef("committee__municipality")
        )  # fmt: skip
        left = Exists(partners) & ~Exists(partners.taking_part())
        return self.filter(Exists(seats), ~left | ~Q(status__in=CommitteePart.OPEN))

    def judged_by(self, user: User | AnonymousUser) -> Self:
        """Return the parts that the user, as coordinator, returns or accepts.

        The lead municipality's coordinator judges every part of a plan, a partner's those of its own committees.
        """
        mine = Municipality.objects.coordinated_by(user)
        return self.filter(
            Q(committee__municipality__in=mine) | Q(round__plan__municipality__in=mine),
            held_by(user, Membership.Role.COORDINATOR, plan="round__plan"),
        )


class CommitteePart(Versioned):
    """What one committee reports in one round."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    UNFINISHED = (Status.NOT_STARTED, Status.IN_PROGRESS)
    OPEN = (*UNFINISHED, Status.RETURNED)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="parts", verbose_name=_("Follow-up round"))
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="parts", verbose_name=_("Committee")
    )
    status = models.CharField(_("Status"), max_length=20, choices=Status, default=Status.NOT_STARTED)
    meeting_on = models.DateField(_("Date of the meeting"), null=True, blank=True)
    section = models.CharField(_("Section of the minutes"), max_length=50, blank=True)
    comment = models.TextField(_("What the committee says"), blank=True)
    return_reason = models.TextField(_("Reason for the return"), blank=True)
    opened_at = models.DateTimeField(_("Last opened"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    returned_at = models.DateTimeField(_("Returned at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("Accepted at"), null=True, blank=True)
    # What one answer took the committee, measured when it handed in; tells others what to reckon with.
    seconds_per_answer = models.PositiveIntegerField(_("Seconds per answer"), null=True, blank=True)
    last_acted = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Last step taken by")
    )

    objects = CommitteePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("Committee's part")
        constraints = [
            models.UniqueConstraint(
                "round", "committee", name="part_unique",
                violation_error_message=_("This committee is in the round already."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "accepted"]) | Q(meeting_on__isnull=False),
                name="part_submitted_with_meeting",
                violation_error_message=_("Say when the committee's meeting was."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id} · {self.committee_id}"

    @property
    def is_open(self) -> bool:
        """Tell whether the committee can write; the round must be loaded.

        When the collecting has ended, only what the coordinator gave back is open.
        """
        if self.status == self.Status.RETURNED:
            return self.round.is_running
        return self.status in self.OPEN and self.round.is_collecting

    @property
    def is_late(self) -> bool:
        """Tell whether the collecting ended before the committee handed in."""
        return self.status in self.UNFINISHED and self.round.status == Round.Status.COMPILING

    def require_open(self) -> None:
        """Raise NotAllowed, saying why, when the committee cannot write."""
        if self.is_open:
            return
        if self.status in self.OPEN:
            raise NotAllowed(_("The follow-up is closed: the answers can no longer be changed."))
        raise NotAllowed(_("The part has been submitted and can no longer be changed."))

    def begin(self) -> None:
        """Mark that the committee has started; called with the first save of any answer."""
        self.require_open()
        if self.status == self.Status.NOT_STARTED:
            self.status = self.Status.IN_PROGRESS
            self.save()

    def submit(
        self,
        *,
        by: User,
        meeting_on: datetime.date,
        section: str,
        comment: str = "",
        at: datetime.datetime | None = None,
    ) -> None:
        """Hand the part in with the committee's meeting and §. at: when, here as in the other steps; None = now."""
        self.require_open()
        self.meeting_on, self.section, self.comment = meeting_on, section, comment
        self.submitted_at = at or timezone.now()
        self._step(self.Status.SUBMITTED, by)

    def return_to_committee(self, *, reason: str, by: User, at: datetime.datetime | None = None) -> None:
        """Give the part back to be completed; the reason is shown to the committee."""
        if self.status != self.Status.SUBMITTED:
            raise NotAllowed(_("Only a submitted part can be returned."))
        if not reason.strip():
            raise NotAllowed(_("Write the reason for the return."))
        self.return_reason, self.returned_at = reason, at or timezone.now()
        self._step(self.Status.RETURNED, by)

    def accept(self, *, by: User, at: datetime.datetime | None = None) -> None:
        """Accept the part; nothing in it changes after that."""
        if self.status != self.Status.SUBMITTED:
            raise NotAllowed(_("Only a submitted part can be accepted."))
        self.accepted_at = at or timezone.now()
        self._step(self.Status.ACCEPTED, by)

    def reopen(self, *, reason: str, by: User, at: datetime.datetime | None = None) -> None:
        """Open an accepted part, or one that was late, again, with a reason that stays in the history."""
        if self.status != self.Status.ACCEPTED and not self.is_late:
            raise NotAllowed(_("Only an accepted part, or one that was late, can be opened again."))
        if not reason.strip():
            raise NotAllowed(_("Write the reason for opening it again."))
        self.return_reason, self.returned_at = reason, at or timezone.now()
        self._step(self.Status.RETURNED, by)

    def _step(self, status: "CommitteePart.Status", by: User) -> None:
        self.status, self.last_acted = status, by
        self.save()
