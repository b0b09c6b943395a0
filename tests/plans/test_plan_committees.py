"""The committees of a plan: naming, renaming, taking out of use and back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Measure, Partner, Plan, Reporter, Responsibility
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db
ADD = {"act": "add", "name_sv": "Tekniska nämnden", "name_fi": "Tekninen lautakunta"}


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def committee(granvik: Municipality) -> Committee:
    return make_committee(granvik)


@pytest.fixture
def plan(granvik: Municipality, committee: Committee) -> Plan:
    return make_plan(granvik, committee)


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def address(plan: Plan, row: Committee | None = None, **more: int) -> str:
    query = "".join(f"&{name}={value}" for name, value in ({"row": row.pk} if row else {} | more).items())
    return f"/sv/plans/{plan.slug}/committees/?list=committees{query}"


def test_a_committee_is_added_and_the_measure_goes_on(client: Client, plan: Plan) -> None:
    measure = Measure.objects.get()
    page = f"/sv/plans/{plan.slug}/measures/{measure.pk}/"
    there = f"/sv/plans/{plan.slug}/committees/?measure={measure.pk}"
    assert there in client.get(page).content.decode()
    assert f"list=committees&amp;measure={measure.pk}" in client.get(there).content.decode()
    response = client.post(address(plan, measure=measure.pk), ADD, follow=True)
    assert response.redirect_chain[-1][0] == page
    assert "Tekniska nämnden" in response.content.decode()
    assert Committee.objects.get(name_fi="Tekninen lautakunta").municipality == plan.municipality


def test_twenty_identical_posts_make_one_committee(client: Client, plan: Plan) -> None:
    for _ in range(20):
        assert client.post(address(plan), {"act": "add", "name_sv": "Tekniska nämnden"}).status_code == 302
    assert Committee.objects.filter(name_sv="Tekniska nämnden").count() == 1


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b", "Bildningsnämnden"])
def test_a_name_that_cannot_be_is_refused_in_words(client: Client, plan: Plan, name: str) -> None:
    response = client.post(address(plan), {"act": "add", "name_sv": name, "name_fi": "Toinen"[: len(name)]})
    assert response.status_code == 400
    assert "Något behöver rättas" in response.content.decode()


@pytest.mark.parametrize("measure", ["x", "0", "9" * 30, "-1"])
def test_a_measure_that_is_not_there_is_left_out(client: Client, plan: Plan, measure: str) -> None:
    assert client.get(f"/sv/plans/{plan.slug}/committees/?measure={measure}").status_code == 200


def test_a_committee_is_renamed_in_every_language(client: Client, plan: Plan, committee: Committee) -> None:
    typed = {"version": str(committee.version), "name_sv": "Nämnden för unga", "name_fi": "Nuorten lautakunta"}
    assert client.post(address(plan, committee), typed).status_code == 302
    committee.refresh_from_db()
    assert (committee.name_sv, committee.name_fi) == ("Nämnden för unga", "Nuorten lautakunta")


def test_two_people_rename_a_committee_and_both_names_are_shown(
    client: Client, plan: Plan, committee: Committee
) -> None:
    read = str(committee.version)
    client.post(address(plan, committee), {"version": read, "name_sv": "Först", "name_fi": committee.name_fi})
    late = {"version": read, "name_sv": "Sedan", "name_fi": "Toinen nimi"}
    response = client.post(address(plan, committee), late)
    assert response.status_code == 409
    assert all(name in response.content.decode() for name in ("Först", "Sedan"))
    committee.refresh_from_db()
    assert (committee.name_sv, committee.name_fi) == ("Först", "Toinen nimi")


def test_a_name_that_another_committee_has_is_refused(client: Client, plan: Plan, committee: Committee) -> None:
    make_committee(plan.municipality, "Tekniska nämnden")
    typed = {"version": str(committee.version), "name_sv": "Tekniska nämnden", "name_fi": "x"}
    response = client.post(address(plan, committee), typed)
    assert response.status_code == 400
    assert "En annan nämnd heter" in response.content.decode()


def test_a_committee_that_the_plan_names_stays_and_says_what_it_does(
    client: Client, plan: Plan, committee: Committee
) -> None:
    page = client.post(address(plan, committee), {"act": "remove"}, follow=True).content.decode()
    assert "Välfärdsplan 2023–2027 (1 åtgärd, 1 mätare)" in page
    committee.refresh_from_db()
    assert committee.retired_at is None


def test_a_committee_without_history_is_deleted_and_comes_back(client: Client, plan: Plan) -> None:
    client.post(address(plan), ADD)
    made = Committee.objects.get(name_sv="Tekniska nämnden")
    page = client.post(address(plan, made), {"act": "remove"}, follow=True).content.decode()
    assert not Committee.objects.filter(pk=made.pk).exists()
    assert "Ångra" in page
    client.post(address(plan, made), {"act": "restore"})
    assert Committee.objects.get(pk=made.pk).name_fi == "Tekninen lautakunta"


def test_a_committee_with_history_is_no_longer_offered_and_comes_back(
    client: Client, plan: Plan, committee: Committee
) -> None:
    make_user("committee", plan.municipality, committee)
    Responsibility.objects.all().delete()
    Reporter.objects.all().delete()
    page = client.post(address(plan, committee), {"act": "remove"}, follow=True).content.decode()
    assert "erbjuds inte längre" in page
    measure = f"/sv/plans/{plan.slug}/measures/{Measure.objects.get().pk}/"
    assert "Bildningsnämnden" not in client.get(measure).content.decode()
    client.post(address(plan, committee), {"act": "restore"})
    assert "Bildningsnämnden" in client.get(measure).content.decode()


def test_a_retired_committee_that_is_named_again_is_the_same_one(
    client: Client, plan: Plan, committee: Committee
) -> None:
    committee.retire()
    client.post(address(plan), {"act": "add", "name_sv": committee.name_sv})
    committee.refresh_from_db()
    assert committee.retired_at is None
    assert Committee.objects.count() == 1


def test_a_partner_adds_to_its_own_municipality_and_leaves_the_leads_alone(plan: Plan, committee: Committee) -> None:
    partner = make_municipality("annanstans")
    Partner.objects.create(plan=plan, municipality=partner)
    client = Client()
    client.force_login(make_user("coordinator", partner))
    client.post(address(plan), {**ADD, "municipality_id": plan.municipality_id})
    assert Committee.objects.get(name_sv="Tekniska nämnden").municipality == partner
    assert "Bildningsnämnden" in client.get(address(plan)).content.decode()
    assert client.post(address(plan, committee), {"version": "1", "name_sv": "Tagen"}).status_code == 404
    client.post(address(plan, committee), {"act": "remove"})
    assert Committee.objects.get(pk=committee.pk).name_sv == "Bildningsnämnden"


def test_three_committees_ask_the_database_as_often_as_one(client: Client, plan: Plan) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(plan)).status_code == 200
        return len(found)

    before = asked()
    for name in ("Andra nämnden", "Tredje nämnden"):
        other = make_committee(plan.municipality, name)
        Responsibility.objects.create(measure=Measure.objects.get(), committee=other)
    assert asked() == before
