"""Indicators of a municipality and the dimensions that they are broken down by."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from welfareplans.organisations.models import Municipality, any_language


class Dimension(models.Model):
    """What figures are broken down by: mother tongue, age group, school grade …"""

    key = models.SlugField(_("Key"), unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Dimension")
        constraints = [
            models.CheckConstraint(
                condition=any_language("name"), name="dimension_has_name",
                violation_error_message=_("Write the name in at least one language."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
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

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("Municipality")
    )
    name = models.CharField(_("Name"), max_length=500, blank=True)
    definition = models.TextField(_("Definition"), blank=True)
    unit = models.CharField(_("Unit"), max_length=50, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind, default=Kind.NUMBER)
    better = models.CharField(_("Direction"), max_length=10, choices=Better, default=Better.NONE)
    decimals = models.PositiveSmallIntegerField(_("Decimals"), default=0)
    dimensions = models.ManyToManyField(Dimension, blank=True, related_name="indicators", verbose_name=_("Breakdowns"))
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Indicator")
        constraints = [
            models.CheckConstraint(
                condition=any_language("name"), name="indicator_has_name",
                violation_error_message=_("Write the name in at least one language."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
