"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import adoption, background, ending, languages, measure, plan, revisions, timetable

app_name = "plans"
urlpatterns = [
    path("plans/new/", plan.plan_new, name="plan_new"),
    path("plans/<slug:slug>/settings/", plan.plan_settings, name="plan_settings"),
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/languages/", languages.plan_languages, name="plan_languages"),
    path("plans/<slug:slug>/correct/", adoption.plan_correct, name="plan_correct"),
    path("plans/<slug:slug>/end/", ending.plan_end, name="plan_end"),
    path("plans/<slug:slug>/history/", revisions.plan_history, name="plan_history"),
    path("plans/<slug:slug>/compare/", revisions.plan_compare, name="plan_compare"),
    path("plans/<slug:slug>/revisions/<int:number>.json", revisions.revision_file, name="revision_file"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
