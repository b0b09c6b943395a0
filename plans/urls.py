"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import adoption, background, chapters, measure, programmes, timetable

app_name = "plans"
urlpatterns = [
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/chapters/", chapters.plan_chapters, name="plan_chapters"),
    path("plans/<slug:slug>/programmes/", programmes.plan_programmes, name="plan_programmes"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
