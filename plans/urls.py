"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import adoption, background, measure, partners, timetable

app_name = "plans"
urlpatterns = [
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/partners/", partners.plan_partners, name="plan_partners"),
    path("plans/<slug:slug>/invitation/", partners.plan_invitation, name="plan_invitation"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
