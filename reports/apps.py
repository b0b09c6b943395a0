"""What happened: rounds, committees' parts, progress, assessments, editions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The top room: it reads plans and indicators and writes values through them."""

    name = "reports"
    verbose_name = _("Reports")
