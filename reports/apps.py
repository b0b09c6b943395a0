"""What happened: rounds, committees' parts, progress, assessments, editions."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The top room: it reads plans and indicators and writes values through them."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Start the history once django-modeltranslation has added the languages' fields."""
        import_module("reports.history")
