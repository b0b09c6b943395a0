"""What figures are broken down by: mother tongue, age group, school grade …"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from welfareplans.organisations.texts import has_text


class Dimension(models.Model):
    """One way to divide a figure; the same for every municipality, so that figures can be compared."""

    key = models.SlugField(_("Key"), unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Dimension")
        constraints = [has_text("name", "dimension_has_name")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One part of a dimension: Finnish, Swedish, another mother tongue."""

    dimension = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="categories", verbose_name=_("Dimension")
    )
    key = models.SlugField(_("Key"))
    order = models.PositiveSmallIntegerField(_("Order"))
    name = models.CharField(_("Name"), max_length=200, blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Category")
        ordering = ["dimension", "order"]
        constraints = [
            has_text("name", "category_has_name"),
            models.UniqueConstraint(
                "dimension", "key", name="category_key_unique",
                violation_error_message=_("The dimension has a category with this key already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
