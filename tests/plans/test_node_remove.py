"""Adding, removing and putting back nodes of the plan's table."""

from typing import Any

import pytest
from django.test import Client

from plans.models import (
    Goal,
    Measure,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Removal,
    Reporter,
    Responsibility,
)
from tests.factories import make_round
from tests.plans.editing import SCRIPT, address, coordinator_of, make_granvik, measures_of, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> tuple[Plan, Client]:
    return make_granvik()


def add(client: Client, plan: Plan, at: str, level: str, **texts: str) -> Any:
    return client.post(address(plan, f"add/?at={at}&level={level}"), texts, headers=SCRIPT)


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the plan's table."""
    models: Any = (Principle, Goal, Measure, Responsibility, PlanIndicator, Reporter)
    links: Any = (PlanIndicator.measures.through, PlanIndicator.goals.through, Measure.partners.through)
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in (*models, *links)}


def test_a_measure_is_added_after_another_one(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first = Measure.objects.earliest("pk")
    answer = add(coordinator, plan, f"m{first.pk}", "m", title_sv="Ny åtgärd", title_fi="")
    new = Measure.objects.get(title_sv="Ny åtgärd")
    assert [title for _, title in measures_of(plan)][1] == "Ny åtgärd"
    assert numbers(answer)[f"m{new.pk}"] == "1.1.2"
    assert answer.json()["code"] == f"m{new.pk}"
    assert "Ny åtgärd" in answer.json()["html"]


def test_a_whole_plan_is_written_from_an_empty_page(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    Principle.objects.all().delete()
    principle = add(coordinator, plan, "", "p", title_sv="Trygghet").json()["code"]
    goal = add(coordinator, plan, principle, "g", title_sv="Alla har en vuxen").json()["code"]
    add(coordinator, plan, goal, "m", title_sv="Chatt")
    last = add(coordinator, plan, goal, "m", title_sv="Mentor").json()
    assert last["said"] == "1.1.2 har lagts till."
    assert [title for _, title in measures_of(plan)] == ["Chatt", "Mentor"]


def test_twenty_identical_posts_add_one(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    goal = f"g{Goal.objects.get().pk}"
    for _ in range(20):
        assert add(coordinator, plan, goal, "m", title_sv="Ny", title_fi="Uusi").status_code == 200
    add(coordinator, plan, goal, "m", title_sv="Ny", title_fi="Toinen")
    assert Measure.objects.filter(title_sv="Ny").count() == 2


@pytest.mark.parametrize("text", ["", "  ", "\0", "x" * 5001])
def test_a_node_without_a_usable_text_is_refused_at_its_field(granvik: tuple[Plan, Client], text: str) -> None:
    plan, coordinator = granvik
    answer = add(coordinator, plan, "", "p", title_sv=text, title_fi="")
    assert answer.status_code == 400
    assert "govuk-error-message" in answer.content.decode()
    assert Principle.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["at=m1x&level=m", "at=&level=m", "at=g999999&level=m", "at=p{p}&level=m", "level=x", ""]
)
def test_a_place_that_is_not_there_takes_nothing(granvik: tuple[Plan, Client], query: str) -> None:
    plan, coordinator = granvik
    place = address(plan, "add/?" + query.format(p=Principle.objects.get().pk))
    assert coordinator.get(place).status_code == 404
    assert coordinator.post(place, {"title_sv": "Ny"}).status_code == 404


@pytest.mark.parametrize("kind", ["p", "g", "m"])
def test_what_is_removed_comes_back_row_by_row(granvik: tuple[Plan, Client], kind: str) -> None:
    plan, coordinator = granvik
    measure = Measure.objects.earliest("pk")
    measure.programme = Programme.objects.create(municipality=plan.municipality, title_sv="Lape")
    measure.first_year, measure.expected_result_sv = 2024, "Fler i hobby"
    measure.save()
    measure.partners.add(Partner.objects.get())
    shared = PlanIndicator.objects.latest("pk")
    shared.measures.add(measure)
    shared.goals.add(Goal.objects.get())
    before = snapshot()
    model: Any = {"p": Principle, "g": Goal, "m": Measure}[kind]
    row = model.objects.earliest("pk")
    answer = coordinator.post(address(plan, f"{kind}{row.pk}/remove/"), headers=SCRIPT).json()
    assert "har tagits bort" in answer["said"]
    assert "Ta tillbaka" in answer["removals"]
    assert not model.objects.filter(pk=row.pk).exists()
    assert not PlanIndicator.objects.filter(measures=None, goals=None).exists()
    removal = Removal.objects.get()
    assert removal.removed_by
    back = coordinator.post(address(plan, f"removed/{removal.pk}/"), headers=SCRIPT).json()
    assert snapshot() == before
    assert back["code"] == f"{kind}{row.pk}"
    coordinator.post(address(plan, f"removed/{removal.pk}/"))
    assert snapshot() == before, "a second time changes nothing"


def test_removing_twice_and_without_script_is_removing_once(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"m{Measure.objects.earliest('pk').pk}"
    assert "Åtgärd 1 i granvik" in coordinator.get(address(plan, f"{code}/remove/")).content.decode()
    for _ in range(2):
        assert coordinator.post(address(plan, f"{code}/remove/")).status_code == 302
    assert Removal.objects.count() == 1
    page = coordinator.get(address(plan)).content.decode()
    assert "1.1.1 Åtgärd 1 i granvik" in page
    assert "Coordinator" in page


def test_a_measure_that_was_reported_on_is_only_ended(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    make_round(plan)
    for code in (f"m{Measure.objects.earliest('pk').pk}", f"g{Goal.objects.get().pk}"):
        answer = coordinator.post(address(plan, f"{code}/remove/"), headers=SCRIPT)
        assert answer.status_code == 409
        assert "Ge åtgärden ett sista år i stället" in answer.json()["said"]
    assert Measure.objects.count() == 3
    assert Removal.objects.count() == 0


def test_a_measure_comes_back_after_its_goal(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    before = snapshot()
    for code in (f"m{Measure.objects.earliest('pk').pk}", f"g{Goal.objects.get().pk}"):
        coordinator.post(address(plan, f"{code}/remove/"))
    goal, measure = Removal.objects.order_by("-pk")
    refused = coordinator.post(address(plan, f"removed/{measure.pk}/"), headers=SCRIPT)
    assert refused.status_code == 409
    assert "ta tillbaka det först" in refused.json()["said"]
    for one in (goal, measure):
        coordinator.post(address(plan, f"removed/{one.pk}/"))
    assert snapshot() == before


def test_an_indicator_that_was_linked_again_meanwhile_is_not_doubled(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    measure = Measure.objects.earliest("pk")
    use = measure.plan_indicators.get()
    coordinator.post(address(plan, f"m{measure.pk}/remove/"))
    other = Measure.objects.latest("pk")
    coordinator.post(address(plan, f"m{other.pk}/indicators/"), {"indicator": use.indicator_id})
    coordinator.post(address(plan, f"removed/{Removal.objects.get().pk}/"))
    again = PlanIndicator.objects.get(indicator=use.indicator_id)
    assert set(again.measures.all()) == {measure, other}


def test_who_writes_in_a_row_that_another_one_removed_is_told(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"m{Measure.objects.earliest('pk').pk}"
    coordinator_of(plan.municipality, "Anna").post(address(plan, f"{code}/remove/"))
    data = {"version": 1, "_fields": "title_sv", "title_sv": "Ny"}
    answer = coordinator.post(address(plan, f"{code}/"), data, headers={"X-Autosave": "1"})
    assert "Någon annan har tagit bort den här raden" in answer.json()["errors"]["title_sv"]
