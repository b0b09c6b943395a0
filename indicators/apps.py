"""How it is measured: indicators and the dimensions that they are broken down by."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """Knows organisations and never a plan: an indicator outlives the plans that use it."""

    name = "indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        """Start the history once django-modeltranslation has added the languages' fields."""
        import_module("indicators.history")
