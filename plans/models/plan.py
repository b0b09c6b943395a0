"""A plan and the municipalities that adopt it."""

import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welfareplans.organisations.models import Area, Membership, Municipality, User
from welfareplans.organisations.texts import LANGUAGES, has_text, known_languages
from welfareplans.organisations.versions import NotAllowed, Versioned


class PlanQuerySet(models.QuerySet["Plan"]):
    """Which plans somebody may see or change."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the plans of the user's municipalities; a councillor and the public see those adopted or ended.

        A partner that has left reads on what its council adopted; drafts it sees no more.
        """
        settled = Q(status__in=[Plan.Status.ADOPTED, Plan.Status.ENDED])
        partners = Partner.objects.filter(plan=OuterRef("pk"))
        rows: Q = settled & Q(Exists(partners.taking_part().filter(municipality__is_public=True)))
        if user.pk:
            works = held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE)
            adopted = Exists(partners.with_member(user, *Membership.Role).filter(decisions__isnull=False))
            rows = rows | (settled & (Q(held_by(user, *Membership.Role)) | Q(adopted))) | Q(works)
        return self.filter(rows)

    def worked_on_by(self, user: User | AnonymousUser) -> Self:
        """Return the plans whose working text the user reads: as coordinator or committee member of a partner."""
        return self.filter(held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the plans of which the user coordinates a partner; what each may change in them is narrower.

        A plan that has ended is only read.
        """
        return self.coordinated_by(user).exclude(status=Plan.Status.ENDED)

    def coordinated_by(self, user: User | AnonymousUser) -> Self:
        """Return the plans of which the user coordinates a partner, also those that have ended."""
        return self.filter(held_by(user, Membership.Role.COORDINATOR))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Return the plans whose common core the user edits: as coordinator of the lead municipality."""
        return self.filter(led_by(user)).exclude(status=Plan.Status.ENDED)


def held_by(user: User | AnonymousUser, *roles: Membership.Role, plan: str = "pk") -> Exists:
    """Return the condition that the user has one of the roles in a municipality that takes part in the plan.

    plan: where the rows that are asked for have it; going there straight is planned faster than by a list of plans.
    """
    return Exists(Partner.objects.filter(plan=OuterRef(plan)).taking_part().with_member(user, *roles))


def led_by(user: User | AnonymousUser, plan: str = "pk") -> Exists:
    """Return the condition that the user coordinates the plan's lead municipality. plan: as for `held_by`."""
    leads = Partner.objects.filter(plan=OuterRef(plan), municipality=F("plan__municipality"))
    return Exists(leads.taking_part().with_member(user, Membership.Role.COORDINATOR))


class Plan(Versioned):
    """A plan for some years, of one municipality or of several partners."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONSULTATION = "consultation", _("In consultation")
        ADOPTED = "adopted", _("Adopted")
        ENDED = "ended", _("Ended")

    slug = models.SlugField(_("Address"), unique=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="led_plans", verbose_name=_("Lead municipality")
    )
    # The area that the plan's own figures are for, when it is not the lead municipality's (a joint plan's region).
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area")
    )
    predecessor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successors",
        verbose_name=_("Continues the plan"),
    )  # fmt: skip
    title = models.CharField(_("Title"), max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField(_("First year"))
    last_year = models.PositiveSmallIntegerField(_("Last year"))
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("Languages, main one first"))
    status = models.CharField(_("Status"), max_length=20, choices=Status, default=Status.DRAFT)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    end_reason = models.CharField(_("Why it ended"), max_length=500, blank=True)
    # A municipality may call the levels something else (indsatsområde, fokusområde); empty means the usual word.
    principle_label = models.CharField(_("Word for principle"), max_length=60, blank=True)
    goal_label = models.CharField(_("Word for goal"), max_length=60, blank=True)
    measure_label = models.CharField(_("Word for measure"), max_length=60, blank=True)

    objects = PlanQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None

    class Meta:
        verbose_name = _("Plan")
        constraints = [
            has_text("title", "plan_has_title"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_it_starts",
                violation_error_message=_("The plan cannot end before it begins."),
            ),
            known_languages("plan_languages_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def own_area(self) -> Area:
        """Return the area that the plan's own figures are for."""
        return self.area or self.municipality.area

    @property
    def all_languages(self) -> list[str]:
        """Return the plan's languages, the main one first, then the others in our order."""
        return [*self.languages, *(code for code in LANGUAGES if code not in self.languages)]

    def adopt(self) -> None:
        """Let the plan be adopted; the first council's decision does it (see `plans.adopting`)."""
        if self.status == Plan.Status.ENDED:
            raise NotAllowed(_("The plan has ended: nothing in it changes any more."))
        if self.status != Plan.Status.ADOPTED:
            self.status = Plan.Status.ADOPTED
            self.save()

    def end(self, *, on: datetime.date, reason: str) -> None:
        """End an adopted plan; from then on it is only read."""
        if self.status != Plan.Status.ADOPTED:
            raise NotAllowed(_("Only a plan that a council has adopted can be ended."))
        self.status, self.ended_on, self.end_reason = Plan.Status.ENDED, on, reason
        self.save()

    def hand_over(self, municipality: Municipality) -> None:
        """Let another partner lead the plan; its own figures stay those of the area that they are for."""
        self.area, self.municipality = self.own_area, municipality
        self.save()


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Which municipalities of a plan."""

    def taking_part(self, on: datetime.date | OuterRef | None = None) -> Self:
        """Return those that have not left by a day (None = today); the day they leave on is the first without them."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=on or timezone.localdate()))

    def gone(self) -> Self:
        """Return those that have left by today: the others than `taking_part()`."""
        return self.filter(left_on__lte=timezone.localdate())

    def with_member(self, user: User | AnonymousUser, *roles: Membership.Role) -> Self:
        """Return those in which the user has one of the roles, once for each such role."""
        return self.filter(
            municipality__memberships__user_id=user.pk or 0, municipality__memberships__role__in=roles
        )  # fmt: skip

    def coordinated_by(self, user: User | AnonymousUser) -> Self:
        """Return those that take part and that the user coordinates."""
        return self.taking_part().with_member(user, Membership.Role.COORDINATOR)


class Partner(Versioned):
    """One municipality in a plan; each council decides by itself."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="partners", verbose_name=_("Plan"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("Municipality")
    )
    # From this day the municipality takes no part; what it adopted and reported stays.
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    left_because = models.CharField(_("Why it left"), max_length=500, blank=True)
    # What its council decided before this day is history: it left, and decides anew.
    came_back_on = models.DateField(_("Came back on"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Partner")
        constraints = [
            models.UniqueConstraint(
                "plan", "municipality", name="partner_unique",
                violation_error_message=_("This municipality is already in the plan."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.municipality)

    def leave(self, *, on: datetime.date, because: str) -> None:
        """Keep that the municipality takes no part from a day on."""
        self.left_on, self.left_because = on, because
        self.save()

    def stay(self) -> None:
        """Take back that the municipality leaves."""
        self.left_on, self.left_because = None, ""
        self.save()

    def come_back(self) -> None:
        """Take part again; the council has not adopted the plan as it is now."""
        self.came_back_on = timezone.localdate()
        self.stay()

    @property
    def takes_part(self) -> bool:
        """Tell whether the municipality has not left."""
        return self.left_on is None or self.left_on > timezone.localdate()
