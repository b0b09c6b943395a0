"""Who: areas, municipalities, committees, users and their memberships."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """The lowest room of the house; it knows none of the others."""

    name = "welfareplans.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        """Start the history once django-modeltranslation has added the languages' fields."""
        import_module("welfareplans.organisations.tracked")
