"""What was promised: the plan and everything in it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Knows indicators and organisations."""

    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Start the history once django-modeltranslation has added the languages' fields."""
        import_module("plans.history")
