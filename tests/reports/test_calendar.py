"""The calendar feed behind a secret address."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from plans.models import Milestone, Plan
from reports.models import CalendarAddress
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Membership, Municipality, User

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def milestone(plan: Plan) -> Milestone:
    return Milestone.objects.create(
        plan=plan, title_sv="Enkät; barn, unga", title_fi="Kysely", starts_on=DAY, ends_on=datetime.date(2026, 3, 31)
    )


@pytest.fixture
def member(plan: Plan) -> User:
    return make_user("committee", plan.municipality, plan.municipality.committees.get())


def address_of(user: User, language: str = "sv") -> str:
    """Return the path that the page tells."""
    client = Client()
    client.force_login(user)
    page = f"/{language}/calendar/"
    client.post(page, {"act": "get"})
    found = re.search(r'value="http://testserver(/[^"]+\.ics)"', client.get(page).content.decode())
    assert found
    return found[1]


def events(path: str) -> dict[str, Any]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_feed_has_milestones_and_due_days_in_the_readers_language(milestone: Milestone, member: User) -> None:
    opened = make_round(milestone.plan)
    found = events(address_of(member))
    one = found[f"milestone-{milestone.pk}@testserver"]
    assert (str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) == (
        "Enkät; barn, unga", DAY, datetime.date(2026, 4, 1),
    )  # fmt: skip
    assert str(one["url"]).startswith("http://testserver/sv/plans/granvik-2023-2027/")
    due = found[f"follow-up-{opened.pk}-due@testserver"]
    assert str(due["summary"]) == "Uppföljning 2026: sista dagen för nämnderna"
    finnish = events(address_of(member, "fi"))
    assert str(finnish[f"milestone-{milestone.pk}@testserver"]["summary"]) == "Kysely"


def test_a_changed_milestone_keeps_its_uid_and_counts_up(milestone: Milestone, member: User) -> None:
    path = address_of(member)
    before = next(iter(events(path).values()))
    milestone.title_sv = "Barnens enkät"
    milestone.save()
    after = next(iter(events(path).values()))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_an_unchanged_feed_is_not_sent_again(milestone: Milestone, member: User) -> None:
    path, client = address_of(member), Client()
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    milestone.title_sv = "Ny"
    milestone.save()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_who_loses_the_role_loses_the_events(milestone: Milestone, member: User) -> None:
    path = address_of(member)
    assert events(path)
    Membership.objects.filter(user=member).delete()
    assert events(path) == {}
    member.is_active = False
    member.save()
    assert Client().get(path).status_code == 404


def test_a_councillor_gets_no_draft_and_nobody_another_municipalitys_plan(
    milestone: Milestone, plan: Plan, granvik: Municipality
) -> None:
    plan.status = Plan.Status.DRAFT
    plan.save()
    granvik.is_public = True
    granvik.save()
    assert events(address_of(make_user("councillor", granvik))) == {}
    Plan.objects.update(status=Plan.Status.ADOPTED)
    assert events(address_of(make_user("coordinator", make_municipality("annanstans")))) == {}


def test_a_renewed_address_ends_the_old_one(member: User) -> None:
    old, client = address_of(member), Client()
    client.force_login(member)
    client.post("/sv/calendar/", {"act": "renew"})
    new = address_of(member)
    assert Client().get(old).status_code == 404
    assert events(new) == {}
    client.post("/sv/calendar/", {"act": "end"})
    assert Client().get(new).status_code == 404
    assert not CalendarAddress.objects.exists()


def test_a_guessed_secret_opens_nothing(member: User) -> None:
    path = address_of(member)
    address = CalendarAddress.objects.get()
    assert len(address.secret) == 43
    for secret in ("x", address.salt, address.secret[:-1], address.secret + "A", address.secret.swapcase()):
        assert Client().get(path.replace(address.secret, secret)).status_code == 404
    assert Client().get(path.replace(f"/{address.pk}-", "/99999999999999999999-")).status_code == 404
    assert Client().post(path).status_code == 405


def test_twenty_requests_make_one_address(member: User) -> None:
    assert len({address_of(member) for _ in range(5)}) == 1


def test_the_feed_asks_as_much_for_three_milestones_as_for_one(plan: Plan, member: User) -> None:
    path, counts = address_of(member), []
    for number in (1, 2, 3):
        Milestone.objects.create(plan=plan, title_sv=f"Steg {number}", starts_on=DAY)
        with CaptureQueriesContext(connection) as queries:
            events(path)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 4


def test_the_feed_leads_a_member_to_the_own_part_and_has_the_councils_day(plan: Plan, member: User) -> None:
    opened = make_round(plan)
    opened.council_on = datetime.date(2027, 3, 15)
    opened.save()
    found = events(address_of(member))
    due, council = (found[f"follow-up-{opened.pk}-{name}@testserver"] for name in ("due", "council"))
    assert f"/sv/follow-up/parts/{opened.parts.get().pk}/" in str(due["url"])
    assert "Bildningsnämnden" in str(due["description"])
    assert (str(council["summary"]), council["dtstart"].dt) == (
        "Årsrapport 2026: till fullmäktige", datetime.date(2027, 3, 15),
    )  # fmt: skip
    coordinator = make_user("coordinator", plan.municipality)
    theirs = events(address_of(coordinator))[f"follow-up-{opened.pk}-due@testserver"]
    assert str(theirs["url"]).endswith(f"/sv/follow-up/{opened.pk}/")
