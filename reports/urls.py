"""Addresses of work, follow-up and reports."""

from django.urls import URLPattern, path

from reports.views import plan

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("plans/<slug:slug>/", plan.plan, name="plan"),
]
