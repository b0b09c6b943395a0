"""A joint plan on its page, in its follow-ups and in its reports: local additions, and partners that have left."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from plans.models import Measure, Partner, Plan, Responsibility
from reports.content import edition_content
from reports.document.book import Book
from reports.document.goals import principle_parts
from reports.models import CommitteePart, Edition, Round
from reports.opening import asked_measures, committees_of
from reports.partner_cut import cut_to_partner
from reports.partner_names import partner_names
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_round, make_user
from tests.reports.editions import frozen, ready_round
from welfareplans.organisations.models import Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Return a plan of Granvik, Sund and Tallvarp; its second measure is Sund's own addition."""
    granvik, sund = make_municipality(), make_municipality("sund")
    found = make_plan(granvik, make_committee(granvik), measures=2)
    owner = Partner.objects.create(plan=found, municipality=sund)
    Partner.objects.create(plan=found, municipality=make_municipality("tallvarp"))
    local = Measure.objects.get(order=2)
    local.owner, local.title_sv = owner, "Sunds egen åtgärd"
    local.save()
    local.responsibilities.all().delete()
    Responsibility.objects.create(measure=local, committee=make_committee(sund, "Sunds nämnd"), is_leading=True)
    return found


def leave(slug: str, on: datetime.date | None = None) -> None:
    Partner.objects.filter(municipality__slug=slug).update(left_on=on or timezone.localdate())


def page(plan: Plan, slug: str = "", query: str = "") -> str:
    client = Client()
    if slug:
        there = User.objects.filter(email=f"coordinator@{slug}.example").first()
        client.force_login(there or make_user("coordinator", Municipality.objects.get(slug=slug)))
    return client.get(f"/sv/plans/{plan.slug}/{query}").content.decode()


def test_a_local_addition_is_marked_and_found_by_its_partner(plan: Plan) -> None:
    keys = {one.municipality.slug: one.pk for one in plan.partners.all()}
    assert "Lokalt tillägg: Sund" in page(plan, "granvik")
    assert "Sunds egen åtgärd" in page(plan, "tallvarp")
    sund, tallvarp = (page(plan, "sund", f"?partner={keys[slug]}") for slug in ("sund", "tallvarp"))
    assert "Sunds egen åtgärd" in sund
    assert "Sunds egen åtgärd" not in tallvarp
    assert "Åtgärd 1 i granvik" in tallvarp


@pytest.mark.parametrize(
    ("slug", "words"), [("granvik", "Ändra"), ("sund", "Egna nämnder"), ("tallvarp", "Egna nämnder")]
)
def test_each_coordinator_is_offered_what_they_may_do(plan: Plan, slug: str, words: str) -> None:
    common, local = Measure.objects.of_plan(plan)
    shown = page(plan, slug)
    assert f'measures/{common.pk}/">{words}' in shown
    assert (f'measures/{local.pk}/">Ändra' in shown) == (slug == "sund")


def test_who_has_left_reads_what_was_adopted_and_works_no_more(plan: Plan) -> None:
    for partner in plan.partners.all():
        adopt(partner)
    leave("sund")
    shown = page(plan, "sund")
    assert "Åtgärd 1 i granvik" in shown
    assert "Sunds egen åtgärd" not in shown
    assert "Ändra" not in shown
    assert "Egna nämnder" not in shown
    key = Partner.objects.get(municipality__slug="sund").pk
    history = page(plan, "granvik", f"?partner={key}")
    assert "Sunds egen åtgärd" in history
    assert "Sund (lämnade planen" in history


def test_another_partners_additions_are_not_in_a_partners_report(plan: Plan) -> None:
    content = edition_content(make_round(plan), number=1, frozen_at=None, draft=True)
    whole, sund, tallvarp = content, cut_to_partner(content, "sund"), cut_to_partner(content, "tallvarp")
    numbers = [
        [measure["number"] for measure in one["principles"][0]["goals"][0]["measures"]]
        for one in (whole, sund, tallvarp)
    ]
    assert numbers == [["1.1.1", "1.1.2"], ["1.1.1", "1.1.2"], ["1.1.1"]]
    assert [len(one["indicators"]) for one in (whole, sund, tallvarp)] == [2, 2, 1]
    assert len(tallvarp["principles"][0]["goals"][0]["indicators"]) == 1
    rows = principle_parts(Book(whole, "sv"))[0].goals[0].measures
    assert [row.local for row in rows] == ["", "Lokalt tillägg: Sund"]


def test_a_local_goal_is_in_no_other_partners_report(plan: Plan) -> None:
    goal = Measure.objects.get(order=2).goal
    goal.owner = Partner.objects.get(municipality__slug="sund")
    goal.save()
    content = edition_content(make_round(plan), number=1, frozen_at=None, draft=True)
    assert cut_to_partner(content, "sund")["principles"]
    assert not cut_to_partner(content, "tallvarp")["principles"]


def test_a_follow_up_asks_nothing_of_a_partner_that_has_left(plan: Plan) -> None:
    common = Measure.objects.get(order=1)
    Responsibility.objects.create(measure=common, committee=make_committee(Municipality.objects.get(slug="tallvarp")))
    assert len(asked_measures(plan, 2026)) == 3
    leave("sund", datetime.date(2020, 1, 1))
    leave("tallvarp", datetime.date(2020, 1, 1))
    assert len(asked_measures(plan, 2026)) == 1
    assert [one.municipality.slug for one in committees_of(plan)] == ["granvik"]
    opened = make_round(plan)
    assert [part.committee.municipality.slug for part in CommitteePart.objects.all()] == ["granvik"]
    content = edition_content(opened, number=1, frozen_at=None, draft=True)
    assert [one["slug"] for one in content["municipalities"]] == ["granvik"]
    assert [one["number"] for one in content["principles"][0]["goals"][0]["measures"]] == ["1.1.1"]
    assert partner_names(opened) == {}


def test_a_follow_up_from_before_keeps_who_took_part(plan: Plan) -> None:
    opened = make_round(plan, 2025)
    leave("sund", opened.opens_on + datetime.timedelta(days=1))
    content = edition_content(Round.objects.get(pk=opened.pk), number=1, frozen_at=None, draft=True)
    assert [one["slug"] for one in content["municipalities"]] == ["granvik", "sund", "tallvarp"]
    assert list(partner_names(opened)) == ["granvik", "sund", "tallvarp"]


def test_its_committee_reads_what_it_handed_in_and_fills_in_no_more(plan: Plan) -> None:
    opened = make_round(plan, 2025)
    sund = Municipality.objects.get(slug="sund")
    member = make_user("committee", sund, sund.committees.get())
    assert CommitteePart.objects.filled_in_by(member).count() == 1
    leave("sund")
    assert not CommitteePart.objects.filled_in_by(member).exists()
    assert not Round.objects.visible_to(member).exists()
    part = CommitteePart.objects.get(round=opened, committee__municipality=sund)
    part.submit(by=member, meeting_on=datetime.date(2026, 1, 5), section="§ 1")
    assert CommitteePart.objects.filled_in_by(member).get() == part


def test_published_reports_stay_with_who_took_part_in_them() -> None:
    sund = make_municipality("sund", is_public=True)
    opened = ready_round(partner=sund)
    frozen(opened, published=True)
    councillor = make_user("councillor", sund)
    for left_on, stays in (
        (None, True), (opened.opens_on, False), (opened.opens_on + datetime.timedelta(days=1), True),
    ):  # fmt: skip
        Partner.objects.filter(municipality=sund).update(left_on=left_on)
        assert Edition.objects.visible_to(councillor).exists() == stays
        assert Client().get(f"/sv/reports/{Edition.objects.get().pk}/").status_code == (200 if stays else 404)
