"""Addresses of work, follow-up and reports."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
