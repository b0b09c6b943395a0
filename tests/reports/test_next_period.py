"""The next period: what goes on is chosen node by node, saved as one goes, and made into a plan all at once."""

import datetime
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator, Value
from plans.choosing import begun, save_choices
from plans.models import Goal, Measure, NextPeriod, NodeChoice, Partner, Plan, PlanIndicator, Principle
from plans.rollover import make_next_plan
from reports.models import Progress
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_round, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    made = make_plan(home, make_committee(home), measures=3)
    adopt(made.partners.get())
    return Plan.objects.get()


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def address(plan: Plan) -> str:
    return f"/sv/plans/{plan.slug}/next/"


def choose(plan: Plan, **choices: str) -> NextPeriod:
    period = begun(plan)
    save_choices(period, {(name.split("_")[0], int(name.split("_")[1])): one for name, one in choices.items()})
    return period


def test_what_is_not_chosen_goes_on_and_knows_what_it_continues(plan: Plan) -> None:
    made = make_next_plan(choose(plan))
    assert (made.slug, made.first_year, made.last_year, made.status) == ("granvik-2028-2032", 2028, 2032, "draft")
    assert (made.predecessor, made.title_sv) == (plan, "Välfärdsplan")
    old, new = (list(Measure.objects.of_plan(one)) for one in (plan, made))
    assert [one.predecessor for one in new] == old
    assert [one.goal.predecessor for one in new] == [one.goal for one in old]
    assert [list(one.committees.all()) for one in new] == [list(one.committees.all()) for one in old]
    assert made.partners.get().municipality == plan.municipality


def test_what_is_dropped_takes_what_stands_under_it_along(plan: Plan) -> None:
    principle = Principle.objects.create(plan=plan, order=2, title_sv="Två")
    goal = Goal.objects.create(principle=principle, order=1, title_sv="Under två")
    Measure.objects.create(goal=goal, order=1, title_sv="Längst ner")
    first = Measure.objects.of_plan(plan)[0]
    made = make_next_plan(choose(plan, **{f"principle_{principle.pk}": "drop", f"measure_{first.pk}": "drop"}))
    assert [one.title_sv for one in Measure.objects.of_plan(made)] == ["Åtgärd 2 i granvik", "Åtgärd 3 i granvik"]
    assert made.principles.count() == 1


def test_indicators_keep_their_series_and_start_from_the_newest_figure(plan: Plan) -> None:
    uses = list(PlanIndicator.objects.filter(plan=plan).order_by("order"))
    for year, number in ((2024, 120), (2026, 150)):
        Value.objects.create(indicator=uses[0].indicator, area=plan.own_area, year=year, number=number)
    Value.objects.create(indicator=uses[0].indicator, area=plan.own_area, year=2027, missing="not_available")
    dropped = Measure.objects.of_plan(plan)[2]
    made = make_next_plan(choose(plan, **{f"measure_{dropped.pk}": "drop"}))
    first, second = made.plan_indicators.order_by("order")
    assert (first.indicator, first.baseline, first.baseline_year) == (uses[0].indicator, Decimal(150), 2026)
    assert (second.baseline, second.baseline_year) == (Decimal(100), 2022)
    assert (first.target, first.target_year, first.reporters.count()) == (None, None, 1)
    assert Indicator.objects.count() == 3


def test_a_local_addition_goes_on_with_its_partner_only(plan: Plan) -> None:
    stays, leaves = (
        Partner.objects.create(plan=plan, municipality=make_municipality(slug), left_on=left)
        for slug, left in (("ejdervik", None), ("tallvarp", datetime.date(2025, 1, 1)))
    )
    goal = Goal.objects.get()
    for order, owner in enumerate((stays, leaves), 8):
        Measure.objects.create(goal=goal, order=order, title_sv=f"Egen {owner.municipality.slug}", owner=owner)
    made = make_next_plan(choose(plan))
    own = [one for one in Measure.objects.of_plan(made) if one.owner]
    assert [(one.title_sv, one.owner) for one in own] == [
        ("Egen ejdervik", made.partners.get(municipality=stays.municipality))
    ]


def test_choices_are_saved_as_they_are_made_and_stand_there_the_next_day(coordinator: Client, plan: Plan) -> None:
    first = Measure.objects.of_plan(plan)[0]
    sent = {"_fields": f"measure-{first.pk}", f"measure-{first.pk}": "drop", "version": "1"}
    response = coordinator.post(address(plan), sent, headers={"X-Autosave": "1"})
    assert json.loads(response.content)["errors"] == {}
    assert NodeChoice.objects.get().choice == "drop"
    page = coordinator.get(address(plan)).content.decode()
    assert f'name="measure-{first.pk}" value="drop" checked' in page


@pytest.mark.parametrize(
    ("field", "year", "words"),
    [
        ("first_year", "", "Skriv året."), ("first_year", "2023", "Nästa period börjar efter"),
        ("last_year", "2020", "Planen kan inte sluta"), ("last_year", "9" * 400, "error"),
        ("last_year", "x\x00", "error"),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_is_refused(coordinator: Client, plan: Plan, field: str, year: str, words: str) -> None:
    sent = {"first_year": "2028", "last_year": "2031", "create": "1", field: year}
    response = coordinator.post(address(plan), sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert Plan.objects.count() == 1


def test_a_double_click_makes_one_plan(coordinator: Client, plan: Plan) -> None:
    for _click in range(3):
        response = coordinator.post(address(plan), {"first_year": "2028", "last_year": "2031", "create": "1"})
        assert response.headers["Location"] == "/sv/plans/granvik-2028-2031/"
    assert Plan.objects.count() == 2
    assert "granvik-2028-2031" in coordinator.get(address(plan)).content.decode()


def test_another_plans_nodes_and_unknown_choices_are_left_alone(coordinator: Client, plan: Plan) -> None:
    elsewhere = make_municipality("annanstans")
    make_plan(elsewhere, make_committee(elsewhere))
    foreign = Measure.objects.get(goal__principle__plan__municipality=elsewhere)
    own = Measure.objects.of_plan(plan)[0]
    sent = {
        f"measure-{foreign.pk}": "drop",
        f"measure-{own.pk}": "burn",
        f"goal-{'9' * 17}": "drop",
        "measure-": "drop",
    }
    assert coordinator.post(address(plan), {"first_year": "2028", "last_year": "2031", **sent}).status_code == 302
    assert not NodeChoice.objects.exists()


def test_the_committees_proposals_are_shown_and_can_be_taken_over(coordinator: Client, plan: Plan) -> None:
    make_round(plan)
    told = Progress.objects.order_by("measure__order")[0]
    told.proposal, told.reason_sv, told.state = "end", "Behövs inte mer", "done"
    told.save()
    page = coordinator.get(address(plan)).content.decode()
    assert "Behövs inte mer" in page
    coordinator.post(address(plan), {"first_year": "2028", "last_year": "2031", "take": "1"})
    assert NodeChoice.objects.get().choice == "drop"


def test_each_node_tells_where_it_came_from_and_what_it_became(coordinator: Client, plan: Plan) -> None:
    second = Measure.objects.of_plan(plan)[1]
    period = choose(
        plan, **{f"measure_{Measure.objects.of_plan(plan)[0].pk}": "drop", f"measure_{second.pk}": "change"}
    )
    made = make_next_plan(period)
    new, old = (coordinator.get(f"/sv/plans/{one.slug}/").content.decode() for one in (made, plan))
    assert "Fortsätter 1.1.2 i planen 2023–2027" in new
    assert "Fortsätter som 1.1.1 i planen 2028–2032" in old
    assert new.count("Ska ändras") == 1
    copy = Measure.objects.get(predecessor=second)
    copy.title_sv = "Skriven på nytt"
    copy.save()
    assert "Ska ändras" not in coordinator.get(f"/sv/plans/{made.slug}/").content.decode()
    assert "2028–2032" not in Client().get(f"/sv/plans/{plan.slug}/").content.decode()


@pytest.mark.parametrize("role", ["committee", "councillor", "coordinator"])
def test_only_the_lead_municipalitys_coordinator_chooses(plan: Plan, role: str) -> None:
    partner = make_municipality("ejdervik")
    Partner.objects.create(plan=plan, municipality=partner)
    client = Client()
    client.force_login(make_user(role, partner, make_committee(partner) if role == "committee" else None))
    assert client.get(address(plan)).status_code == 404
    assert client.post(address(plan), {"create": "1"}).status_code == 404


def test_a_draft_has_no_next_period_and_an_ended_plan_has(coordinator: Client, plan: Plan) -> None:
    plan.end(on=datetime.date(2026, 1, 1), reason="Slut")
    assert coordinator.get(address(plan)).status_code == 200
    Plan.objects.update(status="draft")
    assert coordinator.get(address(plan)).status_code == 404


@pytest.mark.parametrize("measures", [1, 3])
def test_the_page_asks_the_database_a_constant_number_of_times(
    coordinator: Client, measures: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]],
) -> None:  # fmt: skip
    plan = Plan.objects.get()
    Measure.objects.exclude(pk__in=[one.pk for one in Measure.objects.of_plan(plan)[:measures]]).delete()
    coordinator.get(address(plan))
    with django_assert_num_queries(14):
        coordinator.get(address(plan))


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_next_plan_at_once_make_one(plan: Plan) -> None:
    period = choose(plan)

    def make(_number: int) -> int:
        try:
            return make_next_plan(period).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(make, range(4)))
    assert len(made) == 1
    assert Plan.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE plans_revision CASCADE")


def test_a_choice_that_somebody_else_made_meanwhile_is_not_overwritten(coordinator: Client, plan: Plan) -> None:
    first = Measure.objects.of_plan(plan)[0]
    name = f"measure-{first.pk}"
    mine = {"_fields": name, name: "drop", f"{name}_was": "continue"}
    choose(plan, **{f"measure_{first.pk}": "change"})
    told = coordinator.post(address(plan), mine, headers={"X-Autosave": "1"}).json()
    assert "Någon annan har under tiden valt ”Ändra”" in told["errors"][name]
    assert told["changed"] == {name: "change"}
    assert NodeChoice.objects.get().choice == "change"
    again = coordinator.post(address(plan), {**mine, f"{name}_was": "change"}, headers={"X-Autosave": "1"}).json()
    assert not again["errors"]
    assert NodeChoice.objects.get().choice == "drop"


def test_the_next_plan_is_not_made_over_somebody_elses_choice(coordinator: Client, plan: Plan) -> None:
    first, second = list(Measure.objects.of_plan(plan))[:2]
    choose(plan, **{f"measure_{first.pk}": "change"})
    whole = {"first_year": "2028", "last_year": "2032", "create": "1"}
    for one in (first, second):
        whole |= {f"measure-{one.pk}": "drop", f"measure-{one.pk}_was": "continue"}
    answer = coordinator.post(address(plan), whole)
    assert answer.status_code == 409
    assert "Någon annan har under tiden valt" in answer.content.decode()
    assert Plan.objects.count() == 1
    assert {one.node: one.choice for one in NodeChoice.objects.all()} == {first.pk: "change", second.pk: "drop"}
