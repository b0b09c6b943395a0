"""Coming into a plan, leading it and leaving it: nobody is drawn in, and each council's history stays."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.adopting import register
from plans.in_force import plan_standings
from plans.models import Measure, Partner, PartnerInvitation, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def sund() -> Municipality:
    return make_municipality("sund")


@pytest.fixture
def partner(plan: Plan, sund: Municipality) -> Partner:
    return Partner.objects.create(plan=plan, municipality=sund)


def signed_in(slug: str, role: str = "coordinator") -> Client:
    home = Municipality.objects.get(slug=slug)
    client = Client()
    there = User.objects.filter(email=f"{role}@{slug}.example").first()
    client.force_login(there or make_user(role, home, make_committee(home) if role == "committee" else None))
    return client


def act(plan: Plan, slug: str, what: str, **data: object) -> Any:
    return signed_in(slug).post(f"/sv/plans/{plan.slug}/partners/", {"act": what, **data})


def leaving(leaver: Partner, **changes: object) -> dict[str, object]:
    return {"partner": leaver.pk, "left_on": timezone.localdate().isoformat(), "because": "Fullmäktige § 9", **changes}


def test_an_invited_municipality_comes_in_when_it_accepts(plan: Plan, sund: Municipality) -> None:
    for _ in range(2):
        assert act(plan, "granvik", "invite", municipality="sund").status_code == 302
    assert PartnerInvitation.objects.get().municipality == sund
    guest = signed_in("sund")
    assert guest.get(f"/sv/plans/{plan.slug}/partners/").status_code == 404
    assert "Granvik frågar Sund" in guest.get(reverse("reports:my_work")).content.decode()
    page = guest.get(f"/sv/plans/{plan.slug}/invitation/").content.decode()
    assert "Fritid åt alla" in page
    assert not Partner.objects.filter(municipality=sund).exists()
    for _ in range(2):
        response = guest.post(f"/sv/plans/{plan.slug}/invitation/", {"answer": "accept"}, follow=True)
        assert response.status_code == 200
    assert Partner.objects.filter(municipality=sund).count() == 1
    assert Measure.objects.open_to(User.objects.get(email="coordinator@sund.example")).exists()


def test_who_declines_or_is_no_longer_asked_stays_out(plan: Plan, sund: Municipality) -> None:
    address = f"/sv/plans/{plan.slug}/invitation/"
    act(plan, "granvik", "invite", municipality="Sund")
    assert signed_in("sund").post(address, {"answer": "nonsense"}).status_code == 400
    assert signed_in("sund").post(address, {"answer": "decline"}).status_code == 302
    act(plan, "granvik", "invite", municipality=sund.area.code)
    assert act(plan, "granvik", "withdraw", invitation=PartnerInvitation.objects.last().pk).status_code == 302  # type: ignore[union-attr]
    assert signed_in("sund").post(address, {"answer": "accept"}).status_code == 404
    assert sorted(PartnerInvitation.objects.values_list("status", flat=True)) == ["declined", "withdrawn"]
    assert not Partner.objects.filter(municipality=sund).exists()


@pytest.mark.parametrize("text", ["", "Nowhere", "granvik", "x" * 201, "\x00", "9" * 400])
def test_a_name_that_cannot_be_invited_is_told_at_the_field(plan: Plan, text: str) -> None:
    response = act(plan, "granvik", "invite", municipality=text)
    assert response.status_code == 400
    assert "govuk-error-message" in response.content.decode()
    assert not PartnerInvitation.objects.exists()


def test_only_the_lead_invites_and_each_leaves_by_itself(plan: Plan, partner: Partner) -> None:
    third = Partner.objects.create(plan=plan, municipality=make_municipality("tallvarp"))
    for what in ("invite", "withdraw", "hand_over", "nonsense", ""):
        assert act(plan, "sund", what, municipality="tallvarp", partner=third.pk).status_code == 404
    assert act(plan, "sund", "leave", **leaving(third)).status_code == 400
    assert act(plan, "granvik", "leave", **leaving(third)).status_code == 302
    assert act(plan, "sund", "leave", **leaving(partner)).status_code == 302
    for one in (partner, third):
        one.refresh_from_db()
        assert not one.takes_part
    assert act(plan, "sund", "stay", partner=partner.pk).status_code == 404
    assert "Lämnade planen" in signed_in("granvik").get(f"/sv/plans/{plan.slug}/partners/").content.decode()
    assert "Fullmäktige § 9" in signed_in("granvik").get(f"/sv/plans/{plan.slug}/partners/").content.decode()


@pytest.mark.parametrize(
    ("field", "text"),
    [("left_on", ""), ("left_on", "31.2.2027"), ("left_on", "0001-01-01"), ("because", ""), ("because", "x" * 501),
     ("because", "\x00"), ("partner", ""), ("partner", "9" * 400)],
)  # fmt: skip
def test_leaving_needs_a_day_and_a_reason(plan: Plan, partner: Partner, field: str, text: str) -> None:
    assert act(plan, "granvik", "leave", **leaving(partner, **{field: text})).status_code == 400
    partner.refresh_from_db()
    assert partner.takes_part


def test_the_lead_cannot_leave_before_another_leads(plan: Plan, partner: Partner) -> None:
    lead = plan.partners.get(municipality=plan.municipality)
    assert act(plan, "granvik", "leave", **leaving(lead)).status_code == 400
    assert act(plan, "granvik", "hand_over", partner=partner.pk).status_code == 302
    old = plan.own_area
    assert Plan.objects.led_by(User.objects.get(email="coordinator@granvik.example")).exists()
    assert signed_in("sund").post(f"/sv/plans/{plan.slug}/invitation/", {"answer": "accept"}).status_code == 302
    plan = Plan.objects.get(pk=plan.pk)
    assert (plan.municipality, plan.own_area) == (partner.municipality, old)
    assert Plan.objects.led_by(User.objects.get(email="coordinator@sund.example")).exists()
    assert not Plan.objects.led_by(User.objects.get(email="coordinator@granvik.example")).exists()
    assert act(plan, "granvik", "leave", **leaving(lead)).status_code == 302


def test_leaving_is_taken_back_before_the_day_and_a_return_is_decided_anew(plan: Plan, partner: Partner) -> None:
    later = (timezone.localdate() + datetime.timedelta(days=30)).isoformat()
    register(plan, partner=partner, on=datetime.date(2022, 12, 1), meeting="", section="§ 9", by=None)
    act(plan, "sund", "leave", **leaving(partner, left_on=later))
    page = signed_in("sund").get(f"/sv/plans/{plan.slug}/partners/").content.decode()
    assert "Stanna kvar i planen" in page
    assert act(plan, "sund", "stay", partner=partner.pk).status_code == 302
    partner.refresh_from_db()
    assert (partner.left_on, decided(plan, partner)) == (None, "§ 9")
    act(plan, "sund", "leave", **leaving(partner))
    act(plan, "granvik", "invite", municipality="sund")
    signed_in("sund").post(f"/sv/plans/{plan.slug}/invitation/", {"answer": "accept"})
    partner.refresh_from_db()
    assert (partner.left_on, decided(plan, partner)) == (None, "")


def decided(plan: Plan, partner: Partner) -> str:
    """Return the section of what the partner's council decided and is in force."""
    decision = next(one.decision for one in plan_standings(plan) if one.partner == partner)
    return decision.section if decision else ""


def test_a_plan_that_has_ended_takes_nobody_in(plan: Plan, sund: Municipality) -> None:
    act(plan, "granvik", "invite", municipality="sund")
    Plan.objects.update(status=Plan.Status.ENDED)
    assert signed_in("sund").post(f"/sv/plans/{plan.slug}/invitation/", {"answer": "accept"}).status_code == 404
    assert act(plan, "granvik", "invite", municipality="sund").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["partners", "invitation"])
def test_others_do_not_find_the_pages(plan: Plan, sund: Municipality, method: str, page: str) -> None:
    for slug, role in (("granvik", "councillor"), ("granvik", "committee"), ("sund", "coordinator")):
        assert getattr(signed_in(slug, role), method)(f"/sv/plans/{plan.slug}/{page}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_partners(plan: Plan) -> None:
    client, counts = signed_in("granvik"), []
    client.get(f"/sv/plans/{plan.slug}/partners/")
    for more in (1, 3):
        for number in range(more):
            Partner.objects.create(plan=plan, municipality=make_municipality(f"p{more}{number}"))
            PartnerInvitation.objects.create(plan=plan, municipality=make_municipality(f"i{more}{number}"))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/sv/plans/{plan.slug}/partners/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
