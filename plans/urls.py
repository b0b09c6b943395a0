"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import adoption, background, languages, measure, plan, plan_import, timetable

app_name = "plans"
urlpatterns = [
    path("plans/new/", plan.plan_new, name="plan_new"),
    path("plans/<slug:slug>/settings/", plan.plan_settings, name="plan_settings"),
    path("plans/import/", plan_import.import_new, name="import_new"),
    path("plans/<slug:slug>/import/", plan_import.plan_import, name="plan_import"),
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/languages/", languages.plan_languages, name="plan_languages"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
