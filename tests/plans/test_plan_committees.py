"""Naming the committees of a plan that is written from an empty page."""

import pytest
from django.test import Client

from plans.models import Measure, Partner, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def client(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


def test_a_committee_is_added_and_the_measure_goes_on(client: Client, plan: Plan) -> None:
    measure = Measure.objects.get()
    address = f"/sv/plans/{plan.slug}/committees/?measure={measure.pk}"
    assert address in client.get(f"/sv/plans/{plan.slug}/measures/{measure.pk}/").content.decode()
    response = client.post(address, {"name_sv": "Tekniska nämnden", "name_fi": "Tekninen lautakunta"}, follow=True)
    assert response.redirect_chain[-1][0] == f"/sv/plans/{plan.slug}/measures/{measure.pk}/"
    assert "Tekniska nämnden" in response.content.decode()
    assert Committee.objects.get(name_fi="Tekninen lautakunta").municipality == plan.municipality


def test_twenty_identical_posts_make_one_committee(client: Client, plan: Plan) -> None:
    for _ in range(20):
        client.post(f"/sv/plans/{plan.slug}/committees/", {"name_sv": "Tekniska nämnden"})
    assert Committee.objects.filter(name_sv="Tekniska nämnden").count() == 1


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b"])
def test_a_name_that_cannot_be_is_refused_in_words(client: Client, plan: Plan, name: str) -> None:
    response = client.post(f"/sv/plans/{plan.slug}/committees/", {"name_sv": name})
    assert response.status_code == 400
    assert "Något behöver rättas" in response.content.decode()


@pytest.mark.parametrize("measure", ["x", "0", "9" * 30, "-1"])
def test_a_measure_that_is_not_there_is_left_out(client: Client, plan: Plan, measure: str) -> None:
    assert client.get(f"/sv/plans/{plan.slug}/committees/?measure={measure}").status_code == 200


def test_a_partner_adds_to_its_own_municipality(plan: Plan) -> None:
    partner = make_municipality("annanstans")
    Partner.objects.create(plan=plan, municipality=partner)
    client = Client()
    client.force_login(make_user("coordinator", partner))
    client.post(f"/sv/plans/{plan.slug}/committees/", {"name_sv": "Egen nämnd", "municipality": plan.municipality_id})
    assert Committee.objects.get(name_sv="Egen nämnd").municipality == partner
