"""Frozen editions of the annual report: content, files and fingerprints that never change."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from plans.models import Partner, Plan
from plans.models.plan import PartnerQuerySet, held_by
from reports.models.round import Round
from welfareplans.organisations.frozen import never_changes
from welfareplans.organisations.models import Membership, Municipality, User


class EditionQuerySet(models.QuerySet["Edition"]):
    """Which editions somebody may read."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return editions of the user's plans: the published ones to all members, every one to those who work.

        A municipality that has left the plan keeps the published reports of follow-ups that it took part in.
        """
        published = Q(publication__isnull=False)
        settled = Q(round__plan__status__in=[Plan.Status.ADOPTED, Plan.Status.ENDED])
        rows = published & settled & Q(Exists(reporting().filter(municipality__is_public=True)))
        if user.pk:
            works = held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE, plan="round__plan")
            rows = rows | (published & Q(Exists(reporting().with_member(user, *Membership.Role)))) | Q(works)
        return self.filter(rows)

    def reported_by(self, user: User | AnonymousUser) -> Self:
        """Return the editions of follow-ups that a municipality of the user took part in."""
        return self.filter(Exists(reporting().with_member(user, *Membership.Role)))


def reporting() -> PartnerQuerySet:
    """Return the partners of an edition's plan that took part when its follow-up opened."""
    return Partner.objects.filter(plan=OuterRef("round__plan")).taking_part(on=OuterRef("round__opens_on"))


class Edition(models.Model):
    """One report as frozen from its round. A correction is a new edition; the old one stays."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="editions", verbose_name=_("Follow-up round")
    )
    number = models.PositiveSmallIntegerField(_("Edition"))
    # Canonical JSON as text, because the fingerprint is of these very characters.
    content = models.TextField(_("Content"))
    sha256 = models.CharField(_("Fingerprint"), max_length=64)
    previous_sha256 = models.CharField(_("Fingerprint of the previous edition"), max_length=64, blank=True)
    correction_reason = models.CharField(_("Reason for the correction"), max_length=500, blank=True)
    template_version = models.CharField(_("Version of the layout"), max_length=64)
    frozen_at = models.DateTimeField(_("Frozen at"))
    frozen_by = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, null=True, related_name="+", verbose_name=_("Frozen by"), db_constraint=False
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Edition")
        ordering = ["-round__year", "-number"]
        triggers = never_changes()
        constraints = [
            models.UniqueConstraint(
                "round", "number", name="edition_number_unique",
                violation_error_message=_("This edition exists already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id} · {self.number}"


class EditionFile(models.Model):
    """One PDF of an edition: a language, one partner or the whole plan, and which part of it (see `reports.cuts`)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files", verbose_name=_("Edition"))
    language = models.CharField(_("Language"), max_length=2)
    partner = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Partner")
    )
    part = models.CharField(_("Part"), max_length=30, blank=True)
    pdf = models.BinaryField(_("File"))
    sha256 = models.CharField(_("Fingerprint"), max_length=64)
    # Of the content as the file has it, cut to its partner: its first digits are printed on every page.
    content_sha256 = models.CharField(_("Fingerprint of the content"), max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("Pages"))
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("File of an edition")
        triggers = never_changes()
        constraints = [
            models.UniqueConstraint(
                "edition", "language", "partner", "part", name="edition_file_unique", nulls_distinct=False,
                violation_error_message=_("This file exists already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition_id} · {self.language}"


class Publication(models.Model):
    """That an edition may be read by councillors, and by everyone where the municipality says so."""

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="publication", verbose_name=_("Edition")
    )
    published_at = models.DateTimeField(_("Published at"))
    published_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Published by")
    )

    class Meta:
        verbose_name = _("Publication")

    def __str__(self) -> str:
        return str(self.edition_id)
