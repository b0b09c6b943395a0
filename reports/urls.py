"""Addresses of work, follow-up and reports."""

from django.urls import path

from reports.views import plan, work

app_name = "reports"
urlpatterns = [
    path("plans/<slug:slug>/", plan.plan, name="plan"),
    path("work/", work.my_work, name="my_work"),
    path("plans/", work.plans, name="plans"),
    path("reports/", work.reports, name="reports"),
]
