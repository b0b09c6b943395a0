"""Programmes: who runs them, who pays, which measures belong to them, and in which plans."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Measure, Partner, Plan, Programme
from tests.factories import make_committee, make_municipality, make_plan, make_user

pytestmark = pytest.mark.django_db
LAPE = {
    "act": "add", "title_sv": "Lape", "title_fi": "Lape", "owner_sv": "Socca", "partner_organisations_sv": "HNS",
    "funding_sv": "2,3 milj. €", "first_year": "2017", "last_year": "2018", "link": "https://socca.fi/lape",
}  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik), measures=2)


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def address(plan: Plan, query: str = "") -> str:
    return f"/sv/plans/{plan.slug}/programmes/{query}"


def programme_with_measures(plan: Plan) -> Programme:
    found = Programme.objects.create(municipality=plan.municipality, title_sv="Lape")
    for measure in Measure.objects.of_plan(plan):
        measure.programme = found
        measure.save()
    return found


def test_a_programme_is_added_once_to_the_users_municipality(coordinator: Client, plan: Plan) -> None:
    for _ in range(3):
        assert coordinator.post(address(plan, "?list=programmes"), LAPE).status_code == 302
    found = Programme.objects.get()
    assert (found.municipality, found.title_sv, found.last_year) == (plan.municipality, "Lape", 2018)
    page = coordinator.get(address(plan)).content.decode()
    assert "2017–2018 · Socca" in page
    assert "hör till Granvik" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [("title_sv", ""), ("last_year", "2016"), ("first_year", "abc"), ("link", "javascript:x"), ("funding_sv", "\x00")],
)
def test_what_cannot_be_saved_is_said_at_its_field(coordinator: Client, plan: Plan, field: str, text: str) -> None:
    refused = {**LAPE, "title_fi": "", field: text}
    response = coordinator.post(address(plan, "?list=programmes"), refused)
    assert response.status_code == 400
    assert f'id="programmes_{field}_error"' in response.content.decode()
    assert not Programme.objects.exists()


def test_its_measures_and_the_other_plans_it_serves_are_shown(coordinator: Client, plan: Plan) -> None:
    lape = programme_with_measures(plan)
    committee = plan.municipality.committees.get()
    plan.slug = "granvik-gammal"
    plan.save()
    other = make_plan(plan.municipality, committee)
    Measure.objects.filter(goal__principle__plan=other).update(programme=lape)
    page = coordinator.get(address(plan)).content.decode()
    assert page.count("/measures/") == 2
    assert f"/sv/plans/{other.slug}/" in page


def test_a_deleted_programme_comes_back_with_its_measures(coordinator: Client, plan: Plan) -> None:
    lape = programme_with_measures(plan)
    first, second = Measure.objects.of_plan(plan)
    row = address(plan, f"?list=programmes&row={lape.pk}")
    coordinator.post(row, {"act": "remove"})
    assert not Measure.objects.filter(programme__isnull=False).exists()
    other = Programme.objects.create(municipality=plan.municipality, title_sv="Annat")
    second.refresh_from_db()
    second.programme = other
    second.save()
    coordinator.post(row, {"act": "restore"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.programme_id, second.programme_id) == (lape.pk, other.pk)


def test_a_partners_programme_is_shown_and_cannot_be_changed(coordinator: Client, plan: Plan) -> None:
    sund = make_municipality("sund")
    Partner.objects.create(plan=plan, municipality=sund)
    theirs = Programme.objects.create(municipality=sund, title_sv="Sunds program")
    unused = Programme.objects.create(municipality=sund, title_sv="Sunds andra")
    Measure.objects.filter(goal__principle__plan=plan).update(programme=theirs)
    page = coordinator.get(address(plan)).content.decode()
    assert "Sunds program" in page
    assert "Sunds andra" not in page
    for one in (theirs, unused):
        row = address(plan, f"?list=programmes&row={one.pk}")
        assert coordinator.post(row, {"version": 1, "title_sv": "Nytt"}).status_code == 404
        coordinator.post(row, {"act": "remove"})
    assert Programme.objects.count() == 2


def test_the_pages_queries_do_not_grow_with_the_programmes(coordinator: Client, plan: Plan) -> None:
    counts: list[int] = []
    for number in (1, 2, 3):
        programme = Programme.objects.create(municipality=plan.municipality, title_sv=f"Program {number}")
        Measure.objects.filter(order=number).update(programme=programme)
        if number == 2:
            continue
        coordinator.get(address(plan))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(address(plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]
