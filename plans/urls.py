"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import adoption, background, measure, plan_import, timetable

app_name = "plans"
urlpatterns = [
    path("plans/import/", plan_import.import_new, name="import_new"),
    path("plans/<slug:slug>/import/", plan_import.plan_import, name="plan_import"),
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
