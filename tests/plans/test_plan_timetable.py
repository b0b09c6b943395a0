"""The editor of the timetable: milestones added, typed, removed and brought back; nothing is lost."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Milestone, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Municipality

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def milestone(plan: Plan) -> Milestone:
    return Milestone.objects.create(plan=plan, title_sv="Enkät", title_fi="Kysely", starts_on=DAY)


@pytest.fixture
def coordinator(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


def address(plan: Plan, row: int = 0) -> str:
    return f"/sv/plans/{plan.slug}/timetable/?list=milestones&row={row}"


def typed(client: Client, milestone: Milestone, version: int = 1, **changes: object) -> Any:
    """Send what our script sends: the changed fields."""
    data = {"version": version, "_fields": ",".join(changes), **changes}
    return client.post(address(milestone.plan, milestone.pk), data, headers={"X-Autosave": "1"})


def test_a_milestone_is_added_once_however_often_it_is_sent(coordinator: Client, plan: Plan) -> None:
    told = {"act": "add", "title_sv": "Remiss", "title_fi": "", "starts_on": "1.9.2026", "ends_on": "2026-10-15"}
    for _ in range(20):
        assert coordinator.post(address(plan), told).status_code == 302
    milestone = Milestone.objects.get()
    assert (milestone.title_sv, milestone.starts_on, milestone.ends_on) == (
        "Remiss", datetime.date(2026, 9, 1), datetime.date(2026, 10, 15),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"title_sv": "", "starts_on": "2026-01-01"}, "Skriv texten på minst ett språk."),
        ({"title_sv": "Enkät", "starts_on": ""}, "Skriv dagen."),
        ({"title_sv": "Enkät", "starts_on": "i mars"}, "Skriv dagen så här"),
        ({"title_sv": "Enkät", "starts_on": "0001-01-01"}, "Skriv ett år mellan 1990 och 2100."),
        ({"title_sv": "Enkät", "starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "kan inte sluta innan"),
        ({"title_sv": "En\x00kät", "starts_on": "2026-05-01"}, "govuk-error-message"),
        ({"title_sv": "x" * 301, "starts_on": "2026-05-01"}, "300"),
        ({"title_sv": "Enkät", "starts_on": "2026-05-01", "committee_id": "987654"}, "987654"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    coordinator: Client, plan: Plan, told: dict[str, str], sentence: str
) -> None:
    response = coordinator.post(address(plan), told | {"act": "add"})
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert f'value="{told["title_sv"]}"' in response.content.decode() or not told["title_sv"]
    assert not Milestone.objects.exists()


def test_it_is_saved_as_it_is_typed_and_two_people_keep_both_their_fields(
    coordinator: Client, milestone: Milestone
) -> None:
    first = typed(coordinator, milestone, title_sv="Barnens enkät").json()
    assert (first["version"], first["errors"]) == (2, {})
    second = typed(coordinator, milestone, ends_on="2026-04-30", is_done="on").json()
    assert second["changed"]["title_sv"] == "Barnens enkät"
    milestone.refresh_from_db()
    assert (milestone.title_sv, milestone.ends_on, milestone.is_done) == (
        "Barnens enkät", datetime.date(2026, 4, 30), True,
    )  # fmt: skip


def test_the_same_text_changed_by_two_people_is_shown_to_choose_from(coordinator: Client, milestone: Milestone) -> None:
    typed(coordinator, milestone, title_sv="Deras enkät")
    assert typed(coordinator, milestone, title_sv="Min enkät").status_code == 409
    whole = {"version": 1, "title_sv": "Min enkät", "title_fi": "Kysely", "starts_on": "2026-03-01"}
    response = coordinator.post(address(milestone.plan, milestone.pk), whole)
    assert response.status_code == 409
    assert "Deras enkät" in response.content.decode()
    chosen = {"version": 2, "_fields": "title_sv", "choose_title_sv": "mine", "mine_title_sv": "Min enkät"}
    assert coordinator.post(address(milestone.plan, milestone.pk), chosen).status_code == 302
    milestone.refresh_from_db()
    assert milestone.title_sv == "Min enkät"


def test_a_removed_milestone_is_brought_back_as_it_was(coordinator: Client, milestone: Milestone) -> None:
    plan, committee = milestone.plan, milestone.plan.municipality.committees.get()
    typed(coordinator, milestone, title_sv="Barnens enkät", is_done="on", committee_id=committee.pk)
    for _ in range(2):
        page = coordinator.post(address(plan, milestone.pk), {"act": "remove"}, follow=True).content.decode()
    assert "Ta tillbaka" in page
    assert not Milestone.objects.exists()
    for _ in range(2):
        assert coordinator.post(address(plan, milestone.pk), {"act": "restore"}).status_code == 302
    back = Milestone.objects.get()
    assert (back.pk, back.title_sv, back.title_fi, back.is_done, back.committee) == (
        milestone.pk, "Barnens enkät", "Kysely", True, committee,
    )  # fmt: skip


def test_a_milestone_comes_back_without_a_committee_that_is_gone(plan: Plan, coordinator: Client) -> None:
    gone = make_committee(plan.municipality, "Nedlagd nämnd")
    milestone = Milestone.objects.create(plan=plan, title_sv="Enkät", starts_on=DAY, committee=gone)
    coordinator.post(address(plan, milestone.pk), {"act": "remove"})
    gone.delete()
    coordinator.post(address(plan, milestone.pk), {"act": "restore"})
    assert Milestone.objects.get().committee is None


@pytest.mark.parametrize("act", ["save", "remove", "restore"])
def test_another_municipalitys_milestone_does_not_exist(plan: Plan, coordinator: Client, act: str) -> None:
    elsewhere = make_municipality("ejdervik")
    other = make_plan(elsewhere, make_committee(elsewhere))
    theirs = Milestone.objects.create(plan=other, title_sv="Ejderviks", starts_on=DAY)
    key = theirs.pk
    if act == "restore":
        theirs.delete()
    told = {"version": 1, "title_sv": "Min", "starts_on": "2026-05-01", "act": act}
    coordinator.post(address(plan, key), told)
    assert coordinator.post(address(other, key), told).status_code == 404
    assert Milestone.objects.filter(title_sv="Ejderviks").exists() == (act != "restore")


@pytest.mark.parametrize("role", ["committee", "councillor"])
def test_only_coordinators_edit_the_timetable(plan: Plan, granvik: Municipality, role: str) -> None:
    client = Client()
    committee = granvik.committees.get() if role == "committee" else None
    client.force_login(make_user(role, granvik, committee))
    assert client.get(address(plan)).status_code == 404


def test_the_page_asks_as_much_for_three_milestones_as_for_one(coordinator: Client, plan: Plan) -> None:
    counts = []
    for number in (1, 2, 3):
        Milestone.objects.create(plan=plan, title_sv=f"Steg {number}", starts_on=DAY)
        with CaptureQueriesContext(connection) as queries:
            assert coordinator.get(address(plan)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 10
