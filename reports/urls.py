"""Addresses of work, follow-up and reports."""

from django.urls import path

from reports.views import (
    assessment,
    calendar,
    edition,
    freeze,
    genuine,
    indicator,
    judging,
    plan,
    plan_file,
    proposals,
    published,
    round_acts,
    statements,
    web,
    work,
)
from reports.views import (
    attachment as attachments,
)
from reports.views import (
    desk as desks,
)
from reports.views import (
    discussion as discussions,
)
from reports.views import (
    next_period as next_periods,
)
from reports.views import (
    round as rounds,
)
from reports.views import (
    rounds as all_rounds,
)
from reports.views import (
    workbook as workbooks,
)
from reports.views.desk_presence import desk_presence
from reports.views.part_submit import part_submit

app_name = "reports"
urlpatterns = [
    path("plans/<slug:slug>/<str:language>.pdf", plan_file.plan_pdf, name="plan_pdf"),
    path("work/", work.my_work, name="my_work"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:address_id>-<slug:secret>.ics", calendar.calendar_file, name="calendar_file"),
    path("plans/", work.plans, name="plans"),
    path("plans/<slug:slug>/", plan.plan, name="plan"),
    path(
        "plans/<slug:slug>/indicators/<int:plan_indicator_id>/follow-up/",
        indicator.indicator,
        name="indicator",
    ),
    path("plans/<slug:slug>/next/", next_periods.next_period, name="next_period"),
    path("plans/<slug:slug>/follow-up/new/", rounds.round_open, name="round_open"),
    path(
        "plans/<slug:slug>/consultation/<int:number>/statements/<str:language>.pdf",
        statements.statements_pdf,
        name="statements_pdf",
    ),
    path(
        "plans/<slug:slug>/consultation/<int:number>/statements/<str:language>.xlsx",
        statements.statements_xlsx_file,
        name="statements_xlsx",
    ),
    path("follow-up/", all_rounds.rounds, name="rounds"),
    path("follow-up/<int:round_id>/", rounds.round, name="round"),
    path("follow-up/<int:round_id>/proposals/", proposals.proposals, name="proposals"),
    path(
        "follow-up/<int:round_id>/proposals/<int:progress_id>/",
        proposals.proposal_change,
        name="proposal_change",
    ),
    path("follow-up/<int:round_id>/extend/", round_acts.round_extend, name="round_extend"),
    path("follow-up/<int:round_id>/close/", round_acts.round_close, name="round_close"),
    path("follow-up/<int:round_id>/remind/", round_acts.round_remind, name="round_remind"),
    path("follow-up/<int:round_id>/goals/<int:goal_id>/", assessment.goal_assess, name="goal_assess"),
    path("follow-up/<int:round_id>/freeze/", freeze.round_freeze, name="round_freeze"),
    path("follow-up/<int:round_id>/handled/", edition.round_handled, name="round_handled"),
    path("follow-up/parts/<int:part_id>/", desks.desk, name="desk"),
    path("follow-up/parts/<int:part_id>/presence/", desk_presence, name="desk_presence"),
    path("follow-up/parts/<int:part_id>/measures/<int:measure_id>/", desks.progress_save, name="progress_save"),
    path("follow-up/parts/<int:part_id>/values/<int:plan_indicator_id>/", desks.value_save, name="value_save"),
    path(
        "follow-up/parts/<int:part_id>/measures/<int:measure_id>/files/",
        attachments.attachment_add,
        name="attachment_add",
    ),
    path(
        "follow-up/parts/<int:part_id>/measures/<int:measure_id>/comments/",
        discussions.discussion,
        name="discussion",
    ),
    path("follow-up/files/<int:attachment_id>/", attachments.attachment, name="attachment"),
    path("follow-up/files/<int:attachment_id>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("follow-up/parts/<int:part_id>/submit/", part_submit, name="part_submit"),
    path("follow-up/parts/<int:part_id>/workbook.xlsx", workbooks.workbook, name="workbook"),
    path("follow-up/parts/<int:part_id>/workbook/", workbooks.workbook_upload, name="workbook_upload"),
    path(
        "follow-up/parts/<int:part_id>/workbook/<slug:draft_key>/", workbooks.workbook_preview, name="workbook_preview"
    ),
    path("follow-up/parts/<int:part_id>/judge/", judging.part_judge, name="part_judge"),
    path("reports/feed.atom", published.feed, name="feed"),
    path("reports/of/<slug:slug>/feed.atom", published.feed, name="municipality_feed"),
    path("reports/catalogue.jsonld", published.catalogue, name="catalogue"),
    path("fingerprint/", genuine.fingerprint, name="fingerprint"),
    path("reports/", work.reports, name="reports"),
    path("reports/<int:edition_id>/", edition.edition, name="edition"),
    path("reports/<int:edition_id>/read/", web.edition_web, name="edition_web"),
    path("reports/<int:edition_id>/data.<str:form>", web.edition_data, name="edition_data"),
    path("reports/<slug:slug>/<int:year>/", web.report, name="report"),
    path("reports/<int:edition_id>/publish/", edition.edition_publish, name="edition_publish"),
    path("reports/<int:edition_id>/<str:language>.pdf", edition.edition_file, name="edition_file"),
]
