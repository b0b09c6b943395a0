"""My work, and the lists of plans and reports."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans.models import Reporter
from reports.models import CommitteePart
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user

pytestmark = pytest.mark.django_db


def test_committee_member_sees_the_open_round_as_one_card(client: Client) -> None:
    granvik = make_municipality()
    committee = make_committee(granvik)
    make_round(make_plan(granvik, committee, measures=3))
    client.force_login(make_user("committee", granvik, committee))
    body = client.get("/sv/work/").content.decode()
    assert "<b>0 av 3</b> åtgärder</span>" in body
    assert "<b>0 av 3</b> siffror</span>" in body
    assert "Börja fylla i" in body


def test_one_measure_and_one_figure_are_counted_in_the_singular(client: Client) -> None:
    granvik = make_municipality()
    committee = make_committee(granvik)
    make_round(make_plan(granvik, committee, measures=1))
    client.force_login(make_user("committee", granvik, committee))
    body = client.get("/sv/work/").content.decode()
    assert "<b>0 av 1</b> åtgärd</span>" in body
    assert "<b>0 av 1</b> siffra</span>" in body


def test_a_committee_that_is_asked_for_figures_only_reads_of_no_measures(client: Client) -> None:
    granvik = make_municipality()
    plan = make_plan(granvik, make_committee(granvik), measures=2)
    second = make_committee(granvik, "Tekniska nämnden")
    Reporter.objects.filter(plan_indicator__plan=plan).update(committee=second)
    make_round(plan)
    client.force_login(make_user("committee", granvik, second))
    body = client.get("/sv/work/").content.decode()
    assert "<b>0 av 2</b> siffror</span>" in body
    assert "av 0" not in body


def test_coordinator_sees_each_committee_and_what_waits(client: Client) -> None:
    granvik = make_municipality()
    make_round(make_plan(granvik, make_committee(granvik)))
    CommitteePart.objects.update(status="submitted", meeting_on="2026-12-01")
    client.force_login(make_user("coordinator", granvik))
    assert "1 osuus odottaa tarkistustasi." in client.get("/fi/work/").content.decode()


def test_somebody_elses_work_does_not_exist(client: Client) -> None:
    granvik, other = make_municipality(), make_municipality("annanstans")
    make_round(make_plan(granvik, make_committee(granvik)))
    client.force_login(make_user("coordinator", other))
    for page in ("work", "plans", "reports"):
        assert "granvik" not in client.get(f"/sv/{page}/").content.decode().lower()


def test_a_role_less_user_is_told_what_the_page_is_for(client: Client) -> None:
    client.force_login(make_user("councillor", make_municipality()))
    assert "Intet venter på dig" in client.get("/da/work/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_my_work_asks_as_much_for_three_plans_as_for_one(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_municipality()
    user = make_user("coordinator", first)
    for number in range(count):
        place = first if number == 0 else make_municipality(f"place{number}")
        if number:
            user.memberships.create(municipality=place, role="coordinator")
        make_round(make_plan(place, make_committee(place), measures=count))
    client.force_login(user)
    with django_assert_max_num_queries(16):
        client.get("/sv/work/")


def test_next_milestones_are_shown_and_a_forgotten_one_only_to_who_edits(client: Client) -> None:
    granvik = make_municipality()
    committee = make_committee(granvik)
    plan, today = make_plan(granvik, committee), timezone.localdate()
    for title, first, last, done in (
        ("Glömd", -30, None, False), ("Gjord", -20, None, True), ("Pågår", -5, 5, False), ("Kommer", 9, None, False),
    ):  # fmt: skip
        ends_on = today + datetime.timedelta(last) if last else None
        plan.milestones.create(
            title_sv=title, starts_on=today + datetime.timedelta(first), ends_on=ends_on, is_done=done
        )
    shown = {}
    for role in ("coordinator", "committee", "councillor"):
        client.force_login(make_user(role, granvik, committee if role == "committee" else None))
        body = client.get("/sv/work/").content.decode()
        shown[role] = [title for title in ("Glömd", "Gjord", "Pågår", "Kommer") if title in body]
    assert shown == {"coordinator": ["Glömd", "Pågår", "Kommer"], "committee": ["Pågår", "Kommer"], "councillor": []}
