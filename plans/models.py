"""The plan: principles, goals, measures and the indicators that a plan uses."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from welfareplans.organisations.models import Municipality, User, any_language


def has_title(name: str) -> models.CheckConstraint:
    """Return the constraint that a node of the plan is called something in at least one language."""
    return models.CheckConstraint(
        condition=any_language("title"), name=name,
        violation_error_message=_("Write the text in at least one language."),
    )  # fmt: skip


class PlanQuerySet(models.QuerySet["Plan"]):
    """Which plans somebody may see or change."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the plans of the user's municipalities; a councillor and the public see those adopted or ended."""
        settled = Q(status__in=[Plan.Status.ADOPTED, Plan.Status.ENDED])
        rows = settled & Q(partners__municipality__is_public=True)
        if user.pk:
            mine = Q(partners__municipality__memberships__user_id=user.pk)
            works = mine & Q(partners__municipality__memberships__role__in=["coordinator", "committee"])
            rows = rows | (mine & settled) | works
        return self.filter(rows).distinct()

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the plans of municipalities that the user coordinates."""
        return self.filter(
            partners__municipality__memberships__user_id=user.pk,
            partners__municipality__memberships__role="coordinator",
        ).distinct()


class Plan(models.Model):
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
    title = models.CharField(_("Title"), max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField(_("First year"))
    last_year = models.PositiveSmallIntegerField(_("Last year"))
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("Languages, main one first"))
    status = models.CharField(_("Status"), max_length=20, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("Plan")
        constraints = [
            has_title("plan_has_title"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_ends_after_it_starts",
                violation_error_message=_("The plan cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=["sv", "fi", "da"], languages__len__gte=1),
                name="plan_languages_known",
                violation_error_message=_("Choose at least one of Swedish, Finnish and Danish."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """One municipality in a plan; each council decides by itself."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="partners", verbose_name=_("Plan"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("Municipality")
    )
    decided_on = models.DateField(_("Adopted on"), null=True, blank=True)
    section = models.CharField(_("Section of the minutes"), max_length=50, blank=True)

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


class Programme(models.Model):
    """A programme, often a national one, that some measures belong to."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="programmes", verbose_name=_("Municipality")
    )
    title = models.CharField(_("Name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Programme")
        constraints = [has_title("programme_has_title")]

    def __str__(self) -> str:
        return self.title


class Node(models.Model):
    """What principle, goal and measure share: a place in the order, a text and a version."""

    order = models.PositiveIntegerField(_("Order"))
    title = models.TextField(_("Text"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Principle(Node):
    """A principle or focus area."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="principles", verbose_name=_("Plan"))

    class Meta(Node.Meta):
        verbose_name = _("Principle")
        constraints = [has_title("principle_has_title")]


class Goal(Node):
    """A goal under a principle."""

    principle = models.ForeignKey(
        Principle, on_delete=models.CASCADE, related_name="goals", verbose_name=_("Principle")
    )

    class Meta(Node.Meta):
        verbose_name = _("Goal")
        constraints = [has_title("goal_has_title")]


class Measure(Node):
    """What is done to reach a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures", verbose_name=_("Goal"))
    programme = models.ForeignKey(
        Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures",
        verbose_name=_("Programme"),
    )  # fmt: skip

    class Meta(Node.Meta):
        verbose_name = _("Measure")
        constraints = [has_title("measure_has_title")]


class PlanIndicator(models.Model):
    """An indicator as one plan uses it, linked to the measures that it tells about."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="plan_indicators", verbose_name=_("Plan"))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses", verbose_name=_("Indicator"))
    measures = models.ManyToManyField(Measure, blank=True, related_name="plan_indicators", verbose_name=_("Measures"))

    class Meta:
        verbose_name = _("Indicator of the plan")
        constraints = [
            models.UniqueConstraint(
                "plan", "indicator", name="plan_indicator_unique",
                violation_error_message=_("The plan uses this indicator already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.indicator)
