"""Addresses of work, follow-up and reports."""

from django.urls import path

from reports.views import edition, freeze, work

app_name = "reports"
urlpatterns = [
    path("work/", work.my_work, name="my_work"),
    path("plans/", work.plans, name="plans"),
    path("reports/", work.reports, name="reports"),
    path("follow-up/<int:round_id>/freeze/", freeze.round_freeze, name="round_freeze"),
    path("follow-up/<int:round_id>/handled/", edition.round_handled, name="round_handled"),
    path("reports/<int:edition_id>/", edition.edition, name="edition"),
    path("reports/<int:edition_id>/publish/", edition.edition_publish, name="edition_publish"),
    path("reports/<int:edition_id>/<str:language>.pdf", edition.edition_file, name="edition_file"),
]
