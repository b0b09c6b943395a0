"""Addresses of work, follow-up and reports."""

from django.urls import URLPattern, path

from reports.views import plan

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("plans/<slug:slug>/", plan.plan, name="plan"),
from django.urls import path

from reports.views import assessment, judging, work
from reports.views import round as rounds

app_name = "reports"
urlpatterns = [
    path("work/", work.my_work, name="my_work"),
    path("plans/", work.plans, name="plans"),
    path("reports/", work.reports, name="reports"),
    path("plans/<slug:slug>/follow-up/new/", rounds.round_open, name="round_open"),
    path("follow-up/<int:round_id>/", rounds.round, name="round"),
    path("follow-up/parts/<int:part_id>/judge/", judging.part_judge, name="part_judge"),
    path("follow-up/<int:round_id>/goals/<int:goal_id>/", assessment.goal_assess, name="goal_assess"),
]
