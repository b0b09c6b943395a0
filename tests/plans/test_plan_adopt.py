"""Registering a council's decision."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from plans.canonical import plan_text
from plans.models import Partner, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.canonical_json import fingerprint
from welfareplans.organisations.models import Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik), status="consultation")


def signed_in(role: str, municipality: Municipality) -> Client:
    client = Client()
    committee = make_committee(municipality) if role == "committee" else None
    client.force_login(make_user(role, municipality, committee))
    return client


def decision(council: Partner, **changes: str) -> dict[str, object]:
    told = {"decided_on": "2025-12-15", "meeting": "Fullmäktige", "section": "§ 98", "text": "working"}
    return {"partner": council.pk, "seen": fingerprint(plan_text(council.plan)), **told, **changes}


def test_the_first_decision_adopts_the_plan(plan: Plan, granvik: Municipality) -> None:
    client = signed_in("coordinator", granvik)
    partner = plan.partners.get()
    response = client.post(f"/sv/plans/{plan.slug}/adopt/", decision(partner), follow=True)
    assert "15.12.2025 Fullmäktige § 98" in response.content.decode()
    plan.refresh_from_db()
    decided = partner.decisions.get()
    assert (decided.decided_on, plan.status) == (datetime.date(2025, 12, 15), Plan.Status.ADOPTED)
    assert (decided.revision, decided.registered_by) == (plan.revisions.get(number=1), User.objects.get())


@pytest.mark.parametrize(
    ("language", "field", "text", "message"),
    [
        ("sv", "decided_on", "", "Skriv dagen för fullmäktiges beslut."),
        ("fi", "section", "", "Kirjoita pöytäkirjan pykälä"),
        ("da", "decided_on", "tomorrow", "Beslutningen kan ikke ligge i fremtiden."),
        ("sv", "decided_on", "31.2.2025", "Skriv dagen så här: 31.1.2027."),
        ("sv", "decided_on", "0001-01-01", "Kontrollera beslutets år."),
        ("sv", "section", "x\x00", "error"),
        ("sv", "partner", "9" * 400, "error"),
        ("sv", "meeting", "x" * 101, "error"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    plan: Plan, granvik: Municipality, language: str, field: str, text: str, message: str
) -> None:
    client = signed_in("coordinator", granvik)
    if text == "tomorrow":
        text = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    response = client.post(f"/{language}/plans/{plan.slug}/adopt/", decision(plan.partners.get(), **{field: text}))
    assert response.status_code == 400
    assert message in response.content.decode()
    plan.refresh_from_db()
    assert plan.status == Plan.Status.CONSULTATION


def test_each_partner_registers_its_own_council_and_the_lead_registers_all(plan: Plan, granvik: Municipality) -> None:
    ejdervik = make_municipality("ejdervik")
    own = Partner.objects.create(plan=plan, municipality=ejdervik)
    lead = plan.partners.get(municipality=granvik)
    address = f"/sv/plans/{plan.slug}/adopt/"
    client = signed_in("coordinator", ejdervik)
    assert client.post(address, decision(lead)).status_code == 400
    assert client.post(address, decision(own)).status_code == 302
    assert signed_in("coordinator", granvik).post(address, decision(lead)).status_code == 302
    assert plan.revisions.get().decisions.count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_find_the_page(plan: Plan, granvik: Municipality, method: str) -> None:
    address = f"/sv/plans/{plan.slug}/adopt/"
    for role, municipality in (
        ("councillor", granvik),
        ("committee", granvik),
        ("coordinator", make_municipality("x")),
    ):
        assert getattr(signed_in(role, municipality), method)(address).status_code == 404


def test_a_plan_that_has_ended_is_adopted_no_more(plan: Plan, granvik: Municipality) -> None:
    plan.status = Plan.Status.ENDED
    plan.save()
    assert signed_in("coordinator", granvik).get(f"/sv/plans/{plan.slug}/adopt/").status_code == 404
