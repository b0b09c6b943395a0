"""Who: areas, municipalities, committees, users and their memberships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """The lowest room of the house; it knows none of the others."""

    name = "welfareplans.organisations"
    verbose_name = _("Organisations")
