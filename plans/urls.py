"""Addresses of the plan's own pages."""

from django.urls import URLPattern

app_name = "plans"
urlpatterns: list[URLPattern] = []
