"""Moving nodes of the plan's table: a step, to another parent, by two people at once."""

import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from plans.editor.moving import STEP
from plans.models import Goal, Measure, Plan, Principle
from tests.plans.editing import SCRIPT, address, coordinator_of, make_granvik, measures_of, numbers, second_goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> tuple[Plan, Client]:
    return make_granvik()


def step(client: Client, plan: Plan, code: str, number: str, way: str) -> Any:
    return client.post(address(plan), {"go": f"{code}:{number}:{way}"}, headers=SCRIPT)


def order(plan: Plan) -> list[str]:
    return [title.split()[1] for _, title in measures_of(plan)]


def test_a_measure_moves_a_step_and_all_are_numbered_anew(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    third = Measure.objects.latest("pk")
    answer = step(coordinator, plan, f"m{third.pk}", "1.1.3", "up")
    assert order(plan) == ["1", "3", "2"]
    assert numbers(answer)[f"m{third.pk}"] == "1.1.2"
    assert answer.json()["said"] == "1.1.3 är nu 1.1.2."
    step(coordinator, plan, f"m{third.pk}", "1.1.2", "down")
    assert order(plan) == ["1", "2", "3"]


def test_past_the_end_of_its_goal_a_measure_comes_to_the_next_one(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    goal = second_goal(plan)
    third = Measure.objects.get(title_sv__startswith="Åtgärd 3")
    step(coordinator, plan, f"m{third.pk}", "1.1.3", "down")
    assert measures_of(plan)[2] == (goal.pk, "Åtgärd 3 i granvik")
    step(coordinator, plan, f"m{third.pk}", "1.2.1", "up")
    assert order(plan) == ["1", "2", "3", "2.1"]
    assert measures_of(plan)[2][0] != goal.pk


def test_at_the_end_of_the_table_nothing_moves_and_the_reason_is_told(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"p{Principle.objects.get().pk}"
    for way in ("up", "down", "sideways"):
        answer = step(coordinator, plan, code, "1", way)
        assert answer.status_code == 409
        assert answer.json()["said"] == "Den står redan ytterst."


def test_twenty_identical_clicks_are_one_step(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"m{Measure.objects.latest('pk').pk}"
    for _ in range(20):
        step(coordinator, plan, code, "1.1.3", "up")
    assert order(plan) == ["1", "3", "2"]


def test_without_script_the_page_comes_back_at_the_row(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"m{Measure.objects.latest('pk').pk}"
    answer = coordinator.post(address(plan), {"go": f"{code}:1.1.3:up"}, follow=True)
    assert answer.redirect_chain == [(address(plan, f"?at={code}#{code}"), 302)]
    assert "1.1.3 är nu 1.1.2." in answer.content.decode()


@pytest.mark.parametrize(("before", "expected"), [("first", ["3", "2.1"]), ("", ["2.1", "3"]), ("m9", ["2.1", "3"])])
def test_a_measure_is_put_below_another_goal(granvik: tuple[Plan, Client], before: str, expected: list[str]) -> None:
    plan, coordinator = granvik
    here, there = Goal.objects.get(), second_goal(plan)
    code = f"m{Measure.objects.get(title_sv__startswith='Åtgärd 3').pk}"
    asked = coordinator.get(address(plan, f"{code}/move/")).content.decode()
    assert "1.2 Andra målet" in asked
    data = {"from": f"g{here.pk}", "below": f"g{there.pk}", "before": before}
    assert coordinator.post(address(plan, f"{code}/move/"), data).status_code == 302
    assert order(plan)[2:] == expected


def test_a_measure_is_dropped_between_two_others(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    goal = Goal.objects.get()
    first, second, third = Measure.objects.order_by("pk")
    data = {"from": f"g{goal.pk}", "below": f"g{goal.pk}", "before": f"m{second.pk}"}
    coordinator.post(address(plan, f"m{third.pk}/move/"), data, headers=SCRIPT)
    assert order(plan) == ["1", "3", "2"]
    versions = {row.pk: row.version for row in Measure.objects.all()}
    data["before"] = f"m{third.pk}"
    coordinator.post(address(plan, f"m{second.pk}/move/"), data, headers=SCRIPT)
    assert order(plan) == ["1", "2", "3"]
    assert Measure.objects.get(pk=first.pk).version == versions[first.pk], "room was there: one row is written"
    assert Measure.objects.get(pk=second.pk).version == versions[second.pk] + 1


def test_a_measure_that_another_one_moved_away_is_not_moved_again(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    here, there = Goal.objects.get(), second_goal(plan)
    code = f"m{Measure.objects.earliest('pk').pk}"
    to_there = {"from": f"g{here.pk}", "below": f"g{there.pk}", "before": ""}
    coordinator_of(plan.municipality, "Anna").post(address(plan, f"{code}/move/"), to_there, headers=SCRIPT)
    third = f"g{Goal.objects.create(principle=here.principle, order=9, title_sv='Tredje').pk}"
    answer = coordinator.post(address(plan, f"{code}/move/"), {**to_there, "below": third}, headers=SCRIPT)
    assert answer.status_code == 409
    assert "Någon annan har flyttat raden under tiden: den är nu 1.2.2." in answer.json()["said"]
    same = coordinator.post(address(plan, f"{code}/move/"), to_there, headers=SCRIPT)
    assert same.status_code == 200, "it stands where it was wanted"


@pytest.mark.parametrize("below", ["", "g0", "g987654", "p1", "m1", "x", "g1\0"])
def test_a_place_that_is_not_in_the_plan_is_refused(granvik: tuple[Plan, Client], below: str) -> None:
    plan, coordinator = granvik
    goal = Goal.objects.get()
    code = f"m{Measure.objects.earliest('pk').pk}"
    answer = coordinator.post(
        address(plan, f"{code}/move/"), {"from": f"g{goal.pk}", "below": below, "before": ""}, headers=SCRIPT
    )
    assert answer.status_code == 409
    assert order(plan) == ["1", "2", "3"]


@pytest.mark.parametrize("go", ["", "m1", ":::", "g1:1:up:x", "m0:1:up", "p\0:1:up", "m" + "9" * 30 + ":1:up"])
def test_nonsense_moves_nothing(granvik: tuple[Plan, Client], go: str) -> None:
    plan, coordinator = granvik
    assert coordinator.post(address(plan), {"go": go}).status_code in (302, 404)
    assert order(plan) == ["1", "2", "3"]


def test_a_moved_row_keeps_the_text_that_was_typed_before_the_move(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    third = Measure.objects.latest("pk")
    step(coordinator, plan, f"m{third.pk}", "1.1.3", "up")
    data = {"version": 1, "_fields": "title_sv", "title_sv": "Skrivet före flytten"}
    saved = coordinator.post(address(plan, f"m{third.pk}/"), data, headers={"X-Autosave": "1"})
    assert not saved.json()["clash"]
    third.refresh_from_db()
    assert third.title_sv == "Skrivet före flytten"
    assert order(plan)[0] == "1"


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_moving_at_once_lose_no_row() -> None:
    plan, first = make_granvik(6)
    second_goal(plan, 2)
    other = coordinator_of(plan.municipality, "Anna")
    keys = list(Measure.objects.of_plan(plan).values_list("pk", flat=True))
    goals = [f"g{goal.pk}" for goal in Goal.objects.order_by("pk")]

    def shuffle(client: Client, mine: list[int], to: str) -> None:
        for key in mine:
            parent = f"g{Measure.objects.get(pk=key).goal_id}"
            data = {"from": parent, "below": to, "before": "first"}
            client.post(address(plan, f"m{key}/move/"), data, headers=SCRIPT)
        connections.close_all()

    threads = [
        threading.Thread(target=shuffle, args=(first, keys, goals[1])),
        threading.Thread(target=shuffle, args=(other, keys[::-1], goals[0])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = Measure.objects.of_plan(plan)
    assert sorted(found.values_list("pk", flat=True)) == sorted(keys)
    for goal in Goal.objects.all():
        places = list(goal.measures.values_list("order", flat=True))
        assert len(places) == len(set(places))
    assert connection.vendor == "postgresql"
    assert len(keys) < STEP
