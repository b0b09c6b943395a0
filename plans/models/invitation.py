"""Who is asked for a statement, and the party's statement as far as it is signed."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models.consulting import Consultation
from welfareplans.organisations.models import Committee, Membership, Municipality, User
from welfareplans.organisations.secret_links import fingerprint, new_seed, secret_of
from welfareplans.organisations.versions import Versioned


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations somebody may answer."""

    def answered_by(self, user: User | AnonymousUser) -> Self:
        """Return the invitations of the user's committees, and of municipalities that the user coordinates."""
        mine = Membership.objects.filter(user_id=user.pk or 0)
        committees = mine.filter(role=Membership.Role.COMMITTEE).values("committee")
        municipalities = mine.filter(role=Membership.Role.COORDINATOR).values("municipality")
        return self.standing().filter(Q(committee__in=committees) | Q(municipality__in=municipalities))

    def with_secret(self, secret: str) -> Self:
        """Return the invitation that a personal link belongs to, while the link works."""
        return self.standing().filter(secret_hash=fingerprint(secret))

    def standing(self) -> Self:
        """Return the invitations to consultations that were opened, without those that were taken back."""
        return self.filter(consultation__opened_at__isnull=False, withdrawn_at__isnull=True)

    def submitted(self) -> Self:
        """Return the invitations that were answered with a statement."""
        return self.filter(submitted_at__isnull=False)


class Invitation(Versioned):
    """A party: a committee or a municipality, whose people sign in, or an organisation with a personal link.

    Name and address of persons are for the coordinator only, and no history is kept of them, so that they can be
    erased.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Committee")
        MUNICIPALITY = "municipality", _("Municipality")
        ORGANISATION = "organisation", _("Organisation")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("Consultation")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Committee")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Municipality")
    )
    name = models.CharField(_("Name of the organisation"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=2)
    seed = models.CharField(_("Seed of the secret"), max_length=50, default=new_seed)
    secret_hash = models.CharField(_("Fingerprint of the secret"), max_length=64, unique=True, null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    written_in = models.CharField(_("Language of the statement"), max_length=2, blank=True)
    signed_as = models.CharField(_("Function"), max_length=200, blank=True)
    signed_by = models.CharField(_("Name"), max_length=200, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Invitation")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="committee", committee__isnull=False, municipality__isnull=True)
                | Q(kind="municipality", committee__isnull=True, municipality__isnull=False)
                | Q(kind="organisation", committee__isnull=True, municipality__isnull=True) & ~Q(name=""),
                name="invitation_names_one_party",
            ),
            models.UniqueConstraint("consultation", "committee", name="invitation_committee_unique"),
            models.UniqueConstraint("consultation", "municipality", name="invitation_municipality_unique"),
            models.UniqueConstraint(
                "consultation", Lower("email"), condition=Q(kind="organisation"), name="invitation_address_unique",
                violation_error_message=_("This address has been invited already."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(signed_as=""), name="invitation_statement_is_signed"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or str(self.committee or self.municipality)

    @property
    def has_link(self) -> bool:
        """Tell whether the party answers by a personal link, without an account."""
        return self.kind == Invitation.Kind.ORGANISATION

    @property
    def has_expired(self) -> bool:
        """Tell whether the personal link has stopped working by itself."""
        return self.consultation.links_work_until < timezone.localdate()

    def give_link(self) -> None:
        """Make the personal link, or a new one in place of the old, which stops working."""
        self.seed = new_seed()
        self.secret_hash = fingerprint(secret_of(self.seed))
