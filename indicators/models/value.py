"""A yearly figure, or the reason why there is none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.dimension import Category
from indicators.models.indicator import Indicator
from welfareplans.organisations.models import Area, User
from welfareplans.organisations.versions import Versioned


class Value(Versioned):
    """indicator × area × year × category (none = total): a number, or a reason why there is none.

    Zero, missing and suppressed are three different things: 0 is a number, the other two are reasons.
    """

    class Missing(models.TextChoices):
        NOT_COLLECTED = "not_collected", _("Not collected")
        NOT_AVAILABLE = "not_available", _("Not available yet")
        SUPPRESSED = "suppressed", _("Suppressed by the source")

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="values", verbose_name=_("Indicator")
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="values", verbose_name=_("Area"))
    year = models.PositiveSmallIntegerField(_("Year"))
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="values", verbose_name=_("Category")
    )
    number = models.DecimalField(_("Figure"), max_digits=20, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(_("Numerator"), max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("Denominator"), max_digits=20, decimal_places=6, null=True, blank=True)
    missing = models.CharField(_("No figure because"), max_length=20, choices=Missing, blank=True)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Entered by")
    )
    producer = models.CharField(_("Producer"), max_length=200, blank=True)
    licence = models.CharField(_("Licence"), max_length=100, blank=True)
    source_address = models.URLField(_("Address of the source"), max_length=500, blank=True)
    fetched_on = models.DateField(_("Fetched on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Yearly value")
        constraints = [
            models.UniqueConstraint(
                "indicator", "area", "year", "category", name="value_unique", nulls_distinct=False,
                violation_error_message=_("There is already a figure for this year."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False, missing="") | (Q(number__isnull=True) & ~Q(missing="")),
                name="value_is_number_or_reason",
                violation_error_message=_("Give a figure or the reason why there is none, not both."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator_id} · {self.year}"
