"""Ending a plan, after which it is only read; and putting words right without a council's decision."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from plans.canonical import plan_text
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle, Removal
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.canonical_json import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    made = make_plan(home, make_committee(home))
    Partner.objects.create(plan=made, municipality=make_municipality("ejdervik"))
    adopt(made.partners.get(municipality=home))
    return made


def reader(plan: Plan, role: str = "coordinator", slug: str = "granvik") -> Client:
    client = Client()
    home = plan.partners.get(municipality__slug=slug).municipality
    client.force_login(make_user(role, home, make_committee(home) if role == "committee" else None))
    return client


def rewrite(text: str = "Fritid åt alla barn") -> None:
    goal = Goal.objects.get()
    goal.title_sv = text
    goal.save()


ENDING = {"ended_on": "2026-01-31", "reason": "Nästa plan börjar."}


def test_an_ended_plan_is_read_and_changed_no_more(plan: Plan) -> None:
    client, user = reader(plan), None
    assert client.post(f"/sv/plans/{plan.slug}/end/", ENDING).status_code == 302
    plan.refresh_from_db()
    assert (plan.status, plan.ended_on, plan.end_reason) == ("ended", datetime.date(2026, 1, 31), "Nästa plan börjar.")
    shown = client.get(f"/sv/plans/{plan.slug}/").content.decode()
    assert "Planen avslutades 31.1.2026:" in shown
    assert "/measures/" not in shown
    assert "/adopt/" not in shown
    user = make_user("coordinator", plan.municipality, name="another")
    for rows in (Principle.objects, Goal.objects, Measure.objects, PlanIndicator.objects, Plan.objects):
        assert not rows.editable_by(user).exists()
    assert not Plan.objects.led_by(user).exists()
    Removal.objects.create(plan=plan, code="m1", words={"sv": "Borttagen"}, rows={})
    assert not Removal.objects.editable_by(user).exists()
    measure = Measure.objects.get()
    for path in (f"measures/{measure.pk}/", "adopt/", "correct/", "end/", "follow-up/new/"):
        assert client.get(f"/sv/plans/{plan.slug}/{path}").status_code == 404
        assert client.post(f"/sv/plans/{plan.slug}/{path}", {"version": 1}).status_code == 404
    assert client.get(f"/sv/plans/{plan.slug}/history/").status_code == 200


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("ended_on", "", "error"), ("ended_on", "tomorrow", "inte i förväg"), ("ended_on", "0001-01-01", "Kontrollera"),
        ("reason", "", "Skriv varför planen avslutas."), ("reason", "x\x00", "error"), ("reason", "x" * 501, "error"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field(plan: Plan, field: str, text: str, words: str) -> None:
    if text == "tomorrow":
        text = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    response = reader(plan).post(f"/sv/plans/{plan.slug}/end/", {**ENDING, field: text})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert Plan.objects.get().status == "adopted"


@pytest.mark.parametrize("path", ["end/", "correct/"])
@pytest.mark.parametrize(
    ("role", "slug"), [("coordinator", "ejdervik"), ("committee", "granvik"), ("councillor", "granvik")]
)
def test_only_the_lead_municipalitys_coordinator_finds_the_page(plan: Plan, path: str, role: str, slug: str) -> None:
    rewrite()
    client = reader(plan, role, slug)
    assert client.get(f"/sv/plans/{plan.slug}/{path}").status_code == 404
    assert client.post(f"/sv/plans/{plan.slug}/{path}", ENDING).status_code == 404


def test_a_plan_that_nobody_has_adopted_is_not_ended(plan: Plan) -> None:
    Plan.objects.update(status="consultation")
    assert reader(plan).get(f"/sv/plans/{plan.slug}/end/").status_code == 404


def test_words_are_put_right_with_a_reason_that_readers_see(plan: Plan) -> None:
    rewrite()
    client, address = reader(plan), f"/sv/plans/{plan.slug}/correct/"
    assert "tillagt: </span>barn" in client.get(address).content.decode()
    seen = fingerprint(plan_text(plan))
    assert client.post(address, {"seen": seen, "reason": ""}).status_code == 400
    assert client.post(address, {"seen": "x", "reason": "Stavfel"}).status_code == 400
    assert client.post(address, {"seen": seen, "reason": "Ett ord föll bort."}).status_code == 302
    shown = reader(plan, "councillor").get(f"/sv/plans/{plan.slug}/history/").content.decode()
    assert "teknisk rättelse utan fullmäktiges beslut" in shown
    assert "Ett ord föll bort." in shown
    assert client.get(address).status_code == 404


def test_more_than_words_has_no_page_of_correction(plan: Plan) -> None:
    Measure.objects.update(last_year=2025)
    assert reader(plan).get(f"/sv/plans/{plan.slug}/correct/").status_code == 404
