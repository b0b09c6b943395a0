"""The plan's history: revisions, what differs between them, each as a file, and who changed what."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Goal, Measure, Plan
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.canonical_json import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality(is_public=True)
    made = make_plan(home, make_committee(home), measures=3)
    adopt(made.partners.get())
    rewrite("Fritid nära alla barn")
    adopt(made.partners.get(), section="§ 112")
    return made


def rewrite(text: str) -> None:
    goal = Goal.objects.get()
    goal.title_sv = text
    goal.save()


def reader(plan: Plan, role: str) -> Client:
    client = Client()
    if role:
        committee = plan.municipality.committees.get() if role == "committee" else None
        client.force_login(make_user(role, plan.municipality, committee))
    return client


def page(client: Client, plan: Plan, path: str = "history/") -> str:
    return client.get(f"/sv/plans/{plan.slug}/{path}").content.decode()


@pytest.mark.parametrize("role", ["", "councillor", "committee", "coordinator"])
def test_everybody_who_may_read_the_plan_sees_its_revisions_and_decisions(plan: Plan, role: str) -> None:
    shown = page(reader(plan, role), plan)
    assert "§ 98" in shown
    assert "§ 112" in shown
    assert plan.revisions.get(number=2).sha256 in shown
    assert ("Vem har ändrat vad" in shown) == (role in ("committee", "coordinator"))
    assert ("Godkännande</a>" in shown) == (role == "coordinator")


def test_a_revision_is_downloaded_as_it_was_fingerprinted(plan: Plan) -> None:
    response = Client().get(f"/sv/plans/{plan.slug}/revisions/1.json")
    assert fingerprint(response.content.decode()) == plan.revisions.get(number=1).sha256
    assert json.loads(response.content)["principles"][0]["goals"][0]["title"]["sv"] == "Fritid åt alla"
    assert Client().get(f"/sv/plans/{plan.slug}/revisions/7.json").status_code == 404


@pytest.mark.parametrize("role", ["", "councillor", "committee", "coordinator"])
def test_two_revisions_are_compared_and_the_working_text_with_those_who_work(plan: Plan, role: str) -> None:
    rewrite("Hemligt utkast")
    client = reader(plan, role)
    shown = page(client, plan, "compare/?from=1&to=2")
    assert "Fritid nära alla barn" in shown
    assert "1 ändrad" in shown
    with_working = page(client, plan, "compare/?from=2&to=working")
    assert ("Hemligt" in with_working) == (role in ("committee", "coordinator"))


@pytest.mark.parametrize(
    "query", ["?from=x&to=%00", "?from=9999999999&to=1", f"?from={'9' * 400}", "?before=nan", "?before=1e400"]
)
def test_nonsense_in_the_address_shows_the_last_two(plan: Plan, query: str) -> None:
    client = reader(plan, "coordinator")
    assert client.get(f"/sv/plans/{plan.slug}/compare/{query}").status_code == 200
    assert client.get(f"/sv/plans/{plan.slug}/history/{query}").status_code == 200


def test_a_plan_with_one_text_has_nothing_to_compare(plan: Plan) -> None:
    home = make_municipality("ejdervik", is_public=True)
    other = make_plan(home, make_committee(home))
    assert "har bara en text" in page(Client(), other, "compare/")
    assert "Inget fullmäktige" in page(Client(), other)


def test_who_changed_what_is_told_in_words(plan: Plan) -> None:
    client = reader(plan, "coordinator")
    measure = Measure.objects.order_by("order")[0]
    address = f"/sv/plans/{plan.slug}/measures/{measure.pk}/"
    client.post(
        address, {"version": 1, "_fields": "resources_sv", "resources_sv": "En tjänst"}, headers={"X-Autosave": "1"}
    )
    shown = page(client, plan)
    assert "Åtgärd: ändrad" in shown
    assert "Resurser (Svenska)" in shown
    assert "· Coordinator" in shown


@pytest.mark.parametrize("measures", [1, 3])
def test_the_page_asks_the_database_a_constant_number_of_times(
    plan: Plan, measures: int,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]],
) -> None:  # fmt: skip
    Measure.objects.exclude(pk__in=[one.pk for one in Measure.objects.of_plan(plan)[:measures]]).delete()
    client = reader(plan, "coordinator")
    page(client, plan)
    with django_assert_max_num_queries(40):
        page(client, plan)
