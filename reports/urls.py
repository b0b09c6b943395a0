"""Addresses of work, follow-up and reports."""

from django.urls import URLPattern, path

from reports.views.desk import desk, progress_save, value_save
from reports.views.part_submit import part_submit

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("follow-up/parts/<int:part_id>/", desk, name="desk"),
    path("follow-up/parts/<int:part_id>/measures/<int:measure_id>/", progress_save, name="progress_save"),
    path("follow-up/parts/<int:part_id>/values/<int:plan_indicator_id>/", value_save, name="value_save"),
    path("follow-up/parts/<int:part_id>/submit/", part_submit, name="part_submit"),
from django.urls import path

from reports.views import work

app_name = "reports"
urlpatterns = [
    path("work/", work.my_work, name="my_work"),
    path("plans/", work.plans, name="plans"),
    path("reports/", work.reports, name="reports"),
]
