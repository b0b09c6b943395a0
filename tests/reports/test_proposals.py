"""The committees' proposals, turned into changes of the plan's working text."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Measure, Partner, Plan
from reports.models import CommitteePart, Dealing, Progress, Round
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    plan = make_plan(home, make_committee(home), measures=3, breakdown=False)
    adopt(plan.partners.get())
    return plan


@pytest.fixture
def asked(plan: Plan) -> Round:
    return make_round(plan, 2025)


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return signed_in(make_user("coordinator", plan.municipality))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def propose(asked: Round, number: int, kind: str, reason: str = "", *, handed_in: bool = True) -> Progress:
    """Return a committee's proposal about one measure of its part."""
    measure = Measure.objects.of_plan(asked.plan)[number]
    row = Progress.objects.get(part__round=asked, measure=measure)
    row.state, row.proposal, row.reason_sv = "done", kind, reason
    row.save()
    if handed_in:
        CommitteePart.objects.filter(pk=row.part_id).update(
            status="submitted", meeting_on=datetime.date(2026, 1, 20), submitted_at="2026-01-21T10:00Z"
        )
    return row


def address(asked: Round) -> str:
    return f"/sv/follow-up/{asked.pk}/proposals/"


def post(client: Client, row: Progress, act: str = "deal", version: int | None = None) -> Any:
    sent = {"act": act, "proposal": row.pk, "version": row.version if version is None else version}
    return client.post(address(row.part.round), sent)


def last_year(row: Progress) -> int | None:
    return Measure.objects.get(pk=row.measure_id).last_year


def test_proposals_stand_by_goal_with_committee_and_reason(coordinator: Client, asked: Round) -> None:
    propose(asked, 0, "end", "Målgruppen nås på annat sätt")
    propose(asked, 1, "change", "Utvidgas till åk 9")
    propose(asked, 2, "continue")
    page = coordinator.get(address(asked)).content.decode()
    for text in ("1.1 Fritid åt alla", "Bildningsnämnden", "Målgruppen nås", "Utvidgas till", "Avsluta 2025",
                 "2 förslag väntar på ditt beslut", "1 åtgärd fortsätter"):  # fmt: skip
        assert text in page, text


def test_one_click_ends_a_measure_in_the_rounds_year_and_leads_to_adoption(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    assert post(coordinator, row).status_code == 302
    assert last_year(row) == 2025
    page = coordinator.get(address(asked)).content.decode()
    assert "I arbetstexten" in page
    assert f"/plans/{asked.plan.slug}/adopt/" in page.replace("adoption", "adopt")
    assert "to=working" in page


def test_a_double_click_deals_once(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    for _ in range(3):
        assert post(coordinator, row).status_code == 302
    assert Dealing.objects.count() == 1
    assert Measure.objects.get(pk=row.measure_id).version == 2


def test_taking_back_gives_the_measure_its_former_last_year(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    Measure.objects.filter(pk=row.measure_id).update(last_year=2027)
    post(coordinator, row)
    for _ in range(2):
        assert post(coordinator, row, "undo").status_code == 302
    assert last_year(row) == 2027
    assert not Dealing.objects.exists()


def test_taking_back_leaves_a_last_year_that_somebody_has_set_since(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    post(coordinator, row)
    Measure.objects.filter(pk=row.measure_id).update(last_year=2026)
    post(coordinator, row, "undo")
    assert last_year(row) == 2026


def test_a_measure_that_two_committees_want_to_end_goes_on_when_both_are_taken_back(
    coordinator: Client, plan: Plan
) -> None:
    other = make_committee(plan.municipality, "Tekniska nämnden")
    measure = Measure.objects.of_plan(plan)[0]
    measure.responsibilities.create(committee=other)
    asked = make_round(plan, 2025)
    rows = list(Progress.objects.filter(measure=measure).order_by("pk"))
    Progress.objects.filter(measure=measure).update(proposal="end", state="done")
    CommitteePart.objects.filter(round=asked).update(status="submitted", meeting_on="2026-01-20")
    for row in rows:
        post(coordinator, row)
    post(coordinator, rows[0], "undo")
    assert last_year(rows[0]) == 2025
    post(coordinator, rows[1], "undo")
    assert last_year(rows[0]) is None


def test_to_change_opens_the_editor_with_the_proposal_beside_it(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 1, "change", "Utvidgas till åk 9")
    response = post(coordinator, row)
    assert response.headers["Location"] == f"{address(asked)}{row.pk}/"
    page = coordinator.get(response.headers["Location"]).content.decode()
    assert "Utvidgas till åk 9" in page
    assert f"/measures/{row.measure_id}/?to=proposals-{asked.pk}" in page
    assert Dealing.objects.get().outcome == "carried_out"
    measure = Measure.objects.get(pk=row.measure_id)
    sent = {"version": measure.version, "title_sv": "Åtgärd för åk 7–9", "_fields": "title_sv"}
    saved = coordinator.post(f"/sv/plans/{asked.plan.slug}/measures/{measure.pk}/?to=proposals-{asked.pk}", sent)
    assert saved.headers["Location"] == address(asked)


def test_an_address_to_go_back_to_is_never_somebody_elses(coordinator: Client, asked: Round) -> None:
    measure = Measure.objects.of_plan(asked.plan)[0]
    for to in ("//evil.example", "proposals-//x", "proposals-1/../", "proposals-" + "9" * 40):
        page = coordinator.get(f"/sv/plans/{asked.plan.slug}/measures/{measure.pk}/", {"to": to}).content.decode()
        assert f"/plans/{asked.plan.slug}/#m{measure.pk}" in page


def test_a_proposal_that_is_left_as_it_is_no_longer_waits(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    post(coordinator, row, "decline")
    assert last_year(row) is None
    assert "Lämnas som det är" in coordinator.get(address(asked)).content.decode()
    assert "väntar på ditt beslut" not in coordinator.get("/sv/work/").content.decode()


def test_a_proposal_that_was_changed_after_it_was_read_is_read_again(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    read = row.version
    row.proposal = "change"
    row.save()
    response = post(coordinator, row, version=read)
    assert response.status_code == 409
    assert "har ändrat sitt förslag" in response.content.decode()
    assert not Dealing.objects.exists()


def test_a_committee_that_changes_its_mind_makes_the_proposal_wait_again(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    post(coordinator, row)
    row.proposal = "change"
    row.save()
    assert "1 förslag väntar på ditt beslut" in coordinator.get(address(asked)).content.decode()
    post(coordinator, row)
    assert last_year(row) is None, "what was done for the proposal before is undone"
    assert Dealing.objects.get().proposal == "change"


def test_what_goes_on_is_noted_with_one_click(coordinator: Client, asked: Round) -> None:
    for number in range(3):
        propose(asked, number, "continue")
    for _ in range(2):
        assert coordinator.post(address(asked), {"act": "note_all"}).status_code == 302
    assert set(Dealing.objects.values_list("outcome", flat=True)) == {"noted"}
    assert Dealing.objects.count() == 3


def test_a_measure_that_begins_later_cannot_end_before(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    Measure.objects.filter(pk=row.measure_id).update(first_year=2026)
    response = post(coordinator, row)
    assert response.status_code == 409
    assert "kan inte sluta innan" in response.content.decode()


def test_what_is_not_handed_in_is_shown_and_not_dealt_with(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end", handed_in=False)
    assert "Inte inlämnat än" in coordinator.get(address(asked)).content.decode()
    assert post(coordinator, row).status_code == 404


def test_my_work_tells_how_many_wait(coordinator: Client, asked: Round) -> None:
    row = propose(asked, 0, "end")
    assert "1 förslag väntar på ditt beslut" in coordinator.get("/sv/work/").content.decode()
    post(coordinator, row)
    assert "väntar på ditt beslut" not in coordinator.get("/sv/work/").content.decode()


def test_a_partner_deals_with_its_own_additions_and_reads_what_its_committees_say_of_the_core(plan: Plan) -> None:
    ejdervik = make_municipality("ejdervik")
    partner = Partner.objects.create(plan=plan, municipality=ejdervik)
    own = make_committee(ejdervik, "Nämnden i Ejdervik")
    core, local = Measure.objects.of_plan(plan)[:2]
    Measure.objects.filter(pk=local.pk).update(owner=partner)
    for measure in (core, local):
        measure.responsibilities.create(committee=own)
    asked = make_round(plan, 2025)
    Progress.objects.filter(part__round=asked).update(proposal="end", state="done")
    CommitteePart.objects.filter(round=asked).update(status="submitted", meeting_on="2026-01-20")
    client = signed_in(make_user("coordinator", ejdervik))
    page = client.get(address(asked)).content.decode()
    assert page.count('<article class="app-dealing"') == 2, "the lead's committees are the lead's"
    assert "den gemensamma" in page
    rows = {row.measure_id: row for row in Progress.objects.filter(part__committee=own)}
    assert post(client, rows[core.pk]).status_code == 404
    assert post(client, rows[local.pk]).status_code == 302
    assert last_year(rows[local.pk]) == 2025


@pytest.mark.parametrize("role", ["councillor", "committee"])
def test_only_coordinators_deal_with_proposals(plan: Plan, asked: Round, role: str) -> None:
    committee = plan.municipality.committees.get() if role == "committee" else None
    client = signed_in(make_user(role, plan.municipality, committee))
    row = propose(asked, 0, "end")
    assert client.get(address(asked)).status_code == 404
    assert post(client, row).status_code == 404


def test_hostile_input_is_an_answer_and_not_a_fault(coordinator: Client, asked: Round) -> None:
    propose(asked, 0, "end")
    for text in ("\x00", "9" * 400, "-1", "ett", "\ud800", ""):
        data = {"act": "deal", "proposal": text.encode("utf-8", "replace"), "version": text.encode("utf-8", "replace")}
        assert coordinator.post(address(asked), data).status_code == 404


def test_the_page_asks_the_database_as_often_for_one_proposal_as_for_three(coordinator: Client, asked: Round) -> None:
    propose(asked, 0, "end")
    counts = []
    for number in (0, 1, 2):
        propose(asked, number, "end")
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(address(asked))
        counts.append(len(queries))
    assert counts[1] == counts[2]
