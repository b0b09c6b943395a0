"""Addresses of the plan's own pages."""

from django.urls import path

from plans.views import (
    adoption,
    background,
    consultation,
    consultation_acts,
    invitation,
    languages,
    measure,
    party,
    plan,
    statement,
    timetable,
)

app_name = "plans"
urlpatterns = [
    path("plans/new/", plan.plan_new, name="plan_new"),
    path("plans/<slug:slug>/settings/", plan.plan_settings, name="plan_settings"),
    path("plans/<slug:slug>/measures/<int:measure_id>/", measure.measure_edit, name="measure_edit"),
    path("plans/<slug:slug>/consultation/", consultation.consultation, name="consultation"),
    path("plans/<slug:slug>/consultation/new/", consultation.consultation_new, name="consultation_new"),
    *(
        path(f"plans/<slug:slug>/consultation/<int:number>/{address}", view, name=name)
        for address, view, name in (
            ("", consultation.consultation_page, "consultation_page"),
            ("edit/", consultation.consultation_edit, "consultation_edit"),
            ("invite/", invitation.invitation_add, "invitation_add"),
            ("invitations/<int:invitation_id>/", invitation.invitation, "invitation"),
            ("send/", consultation_acts.consultation_send, "consultation_send"),
            ("remind/", consultation_acts.consultation_remind, "consultation_remind"),
            ("end/", consultation_acts.consultation_end, "consultation_end"),
            ("answers/show/", consultation_acts.answers_show, "answers_show"),
            ("statements/", statement.statements, "statements"),
            ("statements/<int:statement_id>/", statement.statement_answer, "statement_answer"),
        )
    ),
    path("statements/<int:invitation_id>/", party.consultation_own, name="consultation_own"),
    path("statements/<int:invitation_id>/sign/", party.consultation_sign, name="consultation_sign"),
    path("consultation/<str:secret>/", party.consultation_link, name="consultation_link"),
    path("consultation/<str:secret>/sign/", party.consultation_link_sign, name="consultation_link_sign"),
    path("plans/<slug:slug>/adopt/", adoption.plan_adopt, name="plan_adopt"),
    path("plans/<slug:slug>/languages/", languages.plan_languages, name="plan_languages"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
