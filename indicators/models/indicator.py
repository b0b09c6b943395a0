"""Something that is measured year after year."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.dimension import Dimension
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.texts import has_text
from welfareplans.organisations.versions import Versioned


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Which indicators somebody may change."""

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return the indicators of municipalities that the user coordinates."""
        return self.filter(municipality__in=Municipality.objects.coordinated_by(user))


class Indicator(Versioned):
    """Something that is measured year after year, whatever plan uses it."""

    class Kind(models.TextChoices):
        NUMBER = "number", _("Number")
        SHARE = "share", _("Share")
        YES_NO = "yes_no", _("Yes or no")
        NARRATIVE = "narrative", _("In words")

    class Better(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        KEEP = "keep", _("Unchanged is best")
        NONE = "none", _("No direction")

    class Period(models.TextChoices):
        CALENDAR_YEAR = "calendar_year", _("Calendar year")
        SCHOOL_YEAR = "school_year", _("School year")
        SECOND_YEAR = "second_year", _("Every second year")

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("Municipality")
    )
    name = models.CharField(_("Name"), max_length=500, blank=True)
    definition = models.TextField(_("Definition"), blank=True)
    unit = models.CharField(_("Unit"), max_length=50, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.NUMBER)
    better = models.CharField(_("Direction"), max_length=10, choices=Better, default=Better.NONE)
    period = models.CharField(_("Period"), max_length=20, choices=Period, default=Period.CALENDAR_YEAR)
    decimals = models.PositiveSmallIntegerField(_("Decimals"), default=0)
    # True until somebody says otherwise: a wrong guess then hides too much, never too little.
    counts_people = models.BooleanField(
        _("Counts people"), default=True,
        help_text=_(
            "A small count of people is shown to the committee and the coordinator only, so that nobody can be "
            "recognised. A count of things, such as schools or meetings, is always shown."
        ),
    )  # fmt: skip
    # Empty when a committee enters the figures; else provider and series, as the provider names them.
    series = models.CharField(_("Series of a statistics agency"), max_length=200, blank=True)
    dimensions = models.ManyToManyField(Dimension, blank=True, related_name="indicators", verbose_name=_("Breakdowns"))

    objects = IndicatorQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Indicator")
        constraints = [
            has_text("name", "indicator_has_name"),
            models.CheckConstraint(
                condition=models.Q(decimals__lte=6), name="indicator_decimals_at_most_six",
                violation_error_message=_("At most six decimals are kept."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
