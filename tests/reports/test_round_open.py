"""Opening a round."""

import datetime

import pytest
from django.test import Client

from plans.models import Plan, Reporter, Responsibility
from reports.models import CommitteePart, Round
from reports.opening import proposed_year
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db
ADDRESS = "/sv/plans/granvik-2023-2027/follow-up/new/"
DATES = {"opens_on": "2026-12-01", "due_on": "2027-01-31", "council_on": "2027-03-15"}
ANSWER = {"year": "2026", **DATES, "instructions_sv": "Svara kort.", "instructions_fi": "Vastaa lyhyesti."}


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik), measures=2)


@pytest.fixture
def coordinator(client: Client, granvik: Municipality) -> Client:
    client.force_login(make_user("coordinator", granvik))
    return client


def test_the_coordinator_opens_the_round(plan: Plan, coordinator: Client) -> None:
    response = coordinator.post(ADDRESS, ANSWER)
    opened = Round.objects.get()
    assert response.headers["Location"].endswith(f"/follow-up/{opened.pk}/")
    assert (opened.year, opened.due_on, opened.council_on) == (
        2026,
        datetime.date(2027, 1, 31),
        datetime.date(2027, 3, 15),
    )
    assert opened.status == Round.Status.COLLECTING
    assert CommitteePart.objects.get(round=opened).progress.count() == 2


def test_the_next_year_of_the_plan_is_proposed(plan: Plan, coordinator: Client) -> None:
    assert proposed_year(plan) == 2023
    make_round(plan, 2025)
    assert 'value="2026"' in coordinator.get(ADDRESS).content.decode()
    for year in (2026, 2027):
        make_round(plan, year)
    assert proposed_year(plan) == 2023
    for year in (2023, 2024):
        make_round(plan, year)
    assert "Planen har en uppföljning för vart och ett av sina år." in coordinator.get(ADDRESS).content.decode()


def test_a_double_click_opens_one_round(plan: Plan, coordinator: Client) -> None:
    first, second = coordinator.post(ADDRESS, ANSWER), coordinator.post(ADDRESS, ANSWER)
    assert first.headers["Location"] == second.headers["Location"]
    assert Round.objects.count() == 1


def test_a_second_round_for_the_year_is_refused_in_words(plan: Plan, coordinator: Client) -> None:
    make_round(plan, 2026)
    response = coordinator.post(ADDRESS, ANSWER)
    assert response.status_code == 400
    assert "Planen har redan en uppföljning för 2026." in response.content.decode()
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due_on": "2026-11-30"}, "Sista dagen kan inte vara före öppningen."),
        ({"council_on": "2027-01-30"}, "Fullmäktige kan inte behandla rapporten innan nämnderna är klara."),
        ({"year": "2031"}, "Planen gäller åren 2023–2027."),
        ({"year": "1" + "0" * 400}, "Planen gäller åren"),
        ({"year": "9" * 5000}, "heltal"),
        ({"year": "20\x0026"}, "Year"),
        ({"due_on": "31.2.2027"}, "datum"),
        ({"instructions_sv": "a\x00b"}, ""),
        ({"instructions_fi": "x" * 5001}, "5"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(
    plan: Plan, coordinator: Client, wrong: dict[str, str], words: str
) -> None:
    response = coordinator.post(ADDRESS, ANSWER | wrong)
    assert response.status_code == 400
    assert words in response.content.decode() or words == "Year"
    assert Round.objects.count() == 0


def test_the_committee_to_ask_is_required_when_something_has_nobody(plan: Plan, coordinator: Client) -> None:
    Responsibility.objects.all().delete()
    Reporter.objects.all().delete()
    page = coordinator.get(ADDRESS).content.decode()
    assert "2 åtgärder saknar ansvarig nämnd." in page
    assert coordinator.post(ADDRESS, ANSWER).status_code == 400
    committee = Committee.objects.get()
    assert coordinator.post(ADDRESS, ANSWER | {"default_committee": committee.pk}).status_code == 302
    assert Responsibility.objects.filter(committee=committee).count() == 2
    assert Reporter.objects.filter(committee=committee).count() == 2


def test_a_foreign_municipalitys_committee_cannot_be_asked(plan: Plan, coordinator: Client) -> None:
    Responsibility.objects.all().delete()
    foreign = make_committee(make_municipality("annanstans"), "Främmande nämnd")
    response = coordinator.post(ADDRESS, ANSWER | {"default_committee": foreign.pk})
    assert response.status_code == 400
    assert "Främmande" not in response.content.decode()
    assert Round.objects.count() == 0


def test_the_first_committee_is_named_right_there(plan: Plan, coordinator: Client) -> None:
    Responsibility.objects.all().delete()
    Reporter.objects.all().delete()
    Committee.objects.all().delete()
    assert "Kommunen har ingen nämnd ännu." in coordinator.get(ADDRESS).content.decode()
    assert coordinator.post(ADDRESS, ANSWER).status_code == 400
    assert coordinator.post(ADDRESS, ANSWER | {"committee_sv": "Kommunstyrelsen"}).status_code == 302
    committee = Committee.objects.get()
    assert (committee.name_sv, committee.municipality) == ("Kommunstyrelsen", plan.municipality)
    assert CommitteePart.objects.get().committee == committee


def test_figures_of_a_led_measure_go_to_who_leads_it(plan: Plan, coordinator: Client) -> None:
    Reporter.objects.all().delete()
    assert coordinator.post(ADDRESS, ANSWER).status_code == 302
    assert Reporter.objects.filter(committee=Committee.objects.get()).count() == 2


def test_a_plan_that_is_not_adopted_cannot_be_followed_up(plan: Plan, coordinator: Client) -> None:
    Plan.objects.update(status="draft")
    assert "Planen är inte godkänd ännu." in coordinator.get(ADDRESS).content.decode()
    assert coordinator.post(ADDRESS, ANSWER).status_code == 409
    assert Round.objects.count() == 0


def test_for_anybody_else_the_page_does_not_exist(client: Client, granvik: Municipality, plan: Plan) -> None:
    other = make_municipality("annanstans")
    for person in (
        make_user("coordinator", other),
        make_user("committee", granvik, Committee.objects.get()),
        make_user("councillor", granvik),
    ):
        client.force_login(person)
        assert client.get(ADDRESS).status_code == 404
        assert client.post(ADDRESS, ANSWER).status_code == 404
