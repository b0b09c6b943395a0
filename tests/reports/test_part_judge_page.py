"""Who reads the page on which a part is judged, in which language, and what it asks of the database."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.models import Measure, Partner
from reports.models import CommitteePart
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def part(granvik: Municipality) -> CommitteePart:
    """Return a submitted part of two measures."""
    committee = make_committee(granvik)
    make_round(make_plan(granvik, committee, measures=2))
    part = CommitteePart.objects.select_related("round").get()
    member = make_user("committee", granvik, committee, name="Asta Lind")
    part.submit(by=member, meeting_on=datetime.date(2027, 1, 11), section="§ 4")
    return part


@pytest.fixture
def at_desk(client: Client, granvik: Municipality) -> Client:
    client.force_login(make_user("coordinator", granvik))
    return client


def address(part: CommitteePart, language: str = "sv") -> str:
    return f"/{language}/follow-up/parts/{part.pk}/judge/"


def test_a_partners_coordinator_judges_the_own_committees_only(client: Client, granvik: Municipality) -> None:
    partner = make_municipality("ejdervik")
    plan = make_plan(granvik, make_committee(granvik))
    Partner.objects.create(plan=plan, municipality=partner)
    Measure.objects.of_plan(plan)[0].responsibilities.create(committee=make_committee(partner, "Ejderviks nämnd"))
    make_round(plan)
    theirs, own = CommitteePart.objects.order_by("committee__municipality_id", "pk")
    if own.committee.municipality != partner:
        theirs, own = own, theirs
    client.force_login(make_user("coordinator", partner))
    assert client.get(address(own)).status_code == 200
    assert client.get(address(theirs)).status_code == 404
    client.force_login(make_user("coordinator", granvik, name="Lead"))
    assert client.get(address(own)).status_code == 200


@pytest.mark.parametrize(("language", "words"), [("fi", "Hyväksy osuus"), ("da", "Godkend delen")])
def test_the_page_speaks_every_language(at_desk: Client, part: CommitteePart, language: str, words: str) -> None:
    assert words in at_desk.get(address(part, language)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_measures_as_for_one(
    at_desk: Client, granvik: Municipality, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_round(make_plan(granvik, make_committee(granvik), measures=count))
    part = CommitteePart.objects.get()
    with django_assert_max_num_queries(15):
        at_desk.get(address(part))
