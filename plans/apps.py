"""What was promised: the plan and everything in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Knows indicators and organisations."""

    name = "plans"
    verbose_name = _("Plans")
