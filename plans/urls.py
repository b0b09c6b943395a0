"""Addresses of the plan's own pages."""

from django.urls import path
from plans.views import adoption, background, chapters, committees, consultation, consultation_acts, editor, ending, export, indicators, invitation, languages, measure, nodes, partners, party, plan, plan_import, programmes, revisions, statement, timetable

app_name = "plans"
urlpatterns = [
    path("plans/<slug:slug>/edit/", editor.plan_edit, name="plan_edit"),
    path("plans/<slug:slug>/edit/add/", nodes.node_add, name="node_add"),
    path("plans/<slug:slug>/edit/presence/", editor.plan_presence, name="plan_presence"),
    path("plans/<slug:slug>/edit/removed/<int:removal_id>/", nodes.removal_undo, name="removal_undo"),
    path("plans/<slug:slug>/edit/<slug:node>/", nodes.node_edit, name="node_edit"),
    path("plans/<slug:slug>/edit/<slug:node>/move/", nodes.node_move, name="node_move"),
    path("plans/<slug:slug>/edit/<slug:node>/remove/", nodes.node_remove, name="node_remove"),
    path("plans/<slug:slug>/edit/<slug:node>/indicators/", indicators.indicator_add, name="indicator_add"),
    path("plans/<slug:slug>/indicators/<slug:use>/", indicators.indicator_edit, name="indicator_edit"),
    path("plans/<slug:slug>/indicators/<slug:use>/remove/", indicators.indicator_remove, name="indicator_remove"),
    path("plans/<slug:slug>/committees/", committees.plan_committees, name="plan_committees"),
    path("plans/new/", plan.plan_new, name="plan_new"),
    path("plans/<slug:slug>/settings/", plan.plan_settings, name="plan_settings"),
    path("plans/import/", plan_import.import_new, name="import_new"),
    path("plans/<slug:slug>/import/", plan_import.plan_import, name="plan_import"),
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
    path("plans/<slug:slug>/export/", export.plan_export, name="plan_export"),
    path("plans/<slug:slug>/partners/", partners.plan_partners, name="plan_partners"),
    path("plans/<slug:slug>/invitation/", partners.plan_invitation, name="plan_invitation"),
    path("plans/<slug:slug>/correct/", adoption.plan_correct, name="plan_correct"),
    path("plans/<slug:slug>/end/", ending.plan_end, name="plan_end"),
    path("plans/<slug:slug>/history/", revisions.plan_history, name="plan_history"),
    path("plans/<slug:slug>/compare/", revisions.plan_compare, name="plan_compare"),
    path("plans/<slug:slug>/revisions/<int:number>.json", revisions.revision_file, name="revision_file"),
    path("plans/<slug:slug>/timetable/", timetable.plan_timetable, name="plan_timetable"),
    path("plans/<slug:slug>/chapters/", chapters.plan_chapters, name="plan_chapters"),
    path("plans/<slug:slug>/programmes/", programmes.plan_programmes, name="plan_programmes"),
    path("plans/<slug:slug>/background/", background.plan_background, name="plan_background"),
]
