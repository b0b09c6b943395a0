"""How a municipality comes into a plan, or takes the lead of one: it is asked, and its own coordinator accepts."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Partner, Plan
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.versions import Versioned


class PartnerInvitationQuerySet(models.QuerySet["PartnerInvitation"]):
    """Which invitations wait for whom."""

    def waiting(self) -> Self:
        """Return those that nobody has answered, of plans that have not ended."""
        return self.filter(status=PartnerInvitation.Status.WAITING).exclude(plan__status=Plan.Status.ENDED)

    def answered_by(self, user: User | AnonymousUser) -> Self:
        """Return those that wait for the user's answer, as coordinator of the municipality that is asked."""
        return self.waiting().filter(municipality__in=Municipality.objects.coordinated_by(user))


class PartnerInvitation(Versioned):
    """That a municipality is asked to join a plan, or a partner to lead it."""

    class Purpose(models.TextChoices):
        JOIN = "join", _("Take part in the plan")
        LEAD = "lead", _("Lead the plan")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="partner_invitations", verbose_name=_("Plan"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="partner_invitations", verbose_name=_("Municipality")
    )
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose, default=Purpose.JOIN)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.WAITING)
    invited_at = models.DateTimeField(_("Invited at"), auto_now_add=True)
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Invited by")
    )
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )

    objects = PartnerInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Invitation")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "plan", "municipality", condition=Q(status="waiting"), name="partner_invitation_waits_once",
                violation_error_message=_("This municipality has been asked already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.municipality}"

    @transaction.atomic
    def accept(self, *, by: User) -> None:
        """Let the municipality take part, or lead; one that had left comes back and decides anew."""
        self._answer(self.Status.ACCEPTED, by)
        if self.purpose == self.Purpose.LEAD:
            self.plan.hand_over(self.municipality)
            return
        partner, new = Partner.objects.get_or_create(plan=self.plan, municipality=self.municipality)
        if not new:
            partner.come_back()

    def decline(self, *, by: User) -> None:
        """Say no; the plan stays as it is."""
        self._answer(self.Status.DECLINED, by)

    def withdraw(self, *, by: User) -> None:
        """Ask no longer."""
        self._answer(self.Status.WITHDRAWN, by)

    def _answer(self, status: "PartnerInvitation.Status", by: User) -> None:
        self.status, self.answered_at, self.answered_by = status, timezone.now(), by
        self.save()
