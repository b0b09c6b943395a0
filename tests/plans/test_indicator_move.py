"""Moving an indicator among those of its measure: a step, to a place, twice, by somebody else meanwhile."""

from typing import Any

import pytest
from django.test import Client

from plans.models import Goal, Measure, Plan, PlanIndicator
from tests.factories import make_indicator
from tests.plans.editing import SCRIPT, address, coordinator_of, make_granvik

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> tuple[Plan, Client]:
    """Return a plan whose first measure has the indicators 1, 4 and 5; its second shares 4 and has 2."""
    plan, coordinator = make_granvik()
    first, second, _third = Measure.objects.order_by("pk")
    for number in (4, 5):
        make_indicator(plan, number).measures.add(first)
    PlanIndicator.objects.get(order=4).measures.add(second)
    return plan, coordinator


def names(measure: Measure) -> list[str]:
    rows = measure.plan_indicators.order_by("order", "pk")
    return [str(name).split()[1] for name in rows.values_list("indicator__name_sv", flat=True)]


def code(number: int, measure: Measure) -> str:
    return f"i{PlanIndicator.objects.get(indicator__name_sv=f'Mätare {number}').pk}-m{measure.pk}"


def go(client: Client, plan: Plan, value: str) -> Any:
    return client.post(address(plan), {"go": value}, headers=SCRIPT)


def test_an_indicator_moves_a_step_and_the_others_keep_their_places(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first, second, third = Measure.objects.order_by("pk")
    answer = coordinator.post(address(plan), {"go": f"{code(5, first)}:3:up"}, headers=SCRIPT)
    assert names(first) == ["1", "5", "4"]
    assert answer.json()["said"] == "Mätaren är nu nummer 2 av 3."
    told = [f"i{key}-m{first.pk}" for key in answer.json()["indicators"][f"m{first.pk}"]]
    assert told == [code(1, first), code(5, first), code(4, first)]
    assert (names(second), names(third)) == (["2", "4"], ["3"])
    go(coordinator, plan, f"{code(5, first)}:2:down")
    assert names(first) == ["1", "4", "5"]


def test_an_indicator_is_dropped_in_a_place(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    for _ in range(3):
        go(coordinator, plan, f"{code(5, first)}:3:1")
        assert names(first) == ["5", "1", "4"]


def test_twenty_identical_clicks_are_one_step(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    for _ in range(20):
        go(coordinator, plan, f"{code(5, first)}:3:up")
    assert names(first) == ["1", "5", "4"]


def test_indicators_without_an_order_get_one(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    PlanIndicator.objects.update(order=0)
    first = Measure.objects.earliest("pk")
    go(coordinator, plan, f"{code(1, first)}:1:down")
    assert names(first) == ["4", "1", "5"]
    orders = list(PlanIndicator.objects.values_list("order", flat=True))
    assert len(set(orders)) == len(orders)


def test_an_open_editor_is_told_the_new_order(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    other, first = coordinator_of(plan.municipality, "Anna"), Measure.objects.earliest("pk")
    stamp = other.get(address(plan)).content.decode().partition('data-stamp="')[2][:8]
    presence = f"{address(plan)}presence/"
    assert "outline" not in other.post(presence, {"stamp": stamp}).json()
    go(coordinator, plan, f"{code(5, first)}:3:up")
    told = other.post(presence, {"stamp": stamp}).json()["indicators"][f"m{first.pk}"]
    assert f"i{told[1]}-m{first.pk}" == code(5, first)


def test_without_script_the_page_comes_back_at_the_row(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    row = code(5, first)
    page = coordinator.get(address(plan)).content.decode()
    assert f'value="{row}:3:up"' in page
    assert f'value="{code(3, Measure.objects.latest("pk"))}:1:up"' not in page, "one that is alone has no buttons"
    answer = coordinator.post(address(plan), {"go": f"{row}:3:up"}, follow=True)
    assert answer.redirect_chain == [(address(plan, f"?at=m{first.pk}#{row}"), 302)]


def test_a_typed_text_of_the_moved_indicator_is_kept(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    use = PlanIndicator.objects.get(indicator__name_sv="Mätare 5")
    go(coordinator, plan, f"{code(5, first)}:3:up")
    page = f"/sv/plans/{plan.slug}/indicators/i{use.pk}-m{first.pk}/?part=use"
    typed = {"version": str(use.version), "_fields": "target_text_sv", "target_text_sv": "Skrivet före flytten"}
    assert not coordinator.post(page, typed, headers={"X-Autosave": "1"}).json()["clash"]
    use.refresh_from_db()
    assert use.target_text_sv == "Skrivet före flytten"


@pytest.mark.parametrize("tail", ["3:down", "2:up", "3:0", "3:4", "3:x", "x:1", "", "3:" + "9" * 30, "3:²"])
def test_nonsense_and_the_ends_move_nothing_and_say_so(granvik: tuple[Plan, Client], tail: str) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    answer = coordinator.post(address(plan), {"go": f"{code(5, first)}:{tail}"}, headers=SCRIPT)
    assert answer.status_code == 409
    assert names(first) == ["1", "4", "5"]


@pytest.mark.parametrize("row", ["i0-m1", "i1", "i999-m1", "i1-x", "i\0-m1"])
def test_an_indicator_that_is_not_there_is_not_found(granvik: tuple[Plan, Client], row: str) -> None:
    plan, coordinator = granvik
    assert coordinator.post(address(plan), {"go": f"{row}:1:up"}, headers=SCRIPT).status_code == 404


def test_the_indicators_of_a_goal_move_too(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    goal, uses = Goal.objects.get(), list(PlanIndicator.objects.order_by("order")[:2])
    for use in uses:
        use.goals.add(goal)
    coordinator.post(address(plan), {"go": f"i{uses[0].pk}-g{goal.pk}:1:down"}, headers=SCRIPT)
    rows = PlanIndicator.objects.filter(goals=goal).order_by("order").values_list("indicator__name_sv", flat=True)
    assert list(rows) == ["Mätare 2", "Mätare 1"]
