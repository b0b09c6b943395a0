"""Addresses of work, follow-up and reports."""

from django.urls import path

from reports.views import desk as desks
from reports.views import work
from reports.views.part_submit import part_submit

app_name = "reports"
urlpatterns = [
    path("work/", work.my_work, name="my_work"),
    path("plans/", work.plans, name="plans"),
    path("reports/", work.reports, name="reports"),
    path("follow-up/parts/<int:part_id>/", desks.desk, name="desk"),
    path("follow-up/parts/<int:part_id>/measures/<int:measure_id>/", desks.progress_save, name="progress_save"),
    path("follow-up/parts/<int:part_id>/values/<int:plan_indicator_id>/", desks.value_save, name="value_save"),
    path("follow-up/parts/<int:part_id>/submit/", part_submit, name="part_submit"),
]
