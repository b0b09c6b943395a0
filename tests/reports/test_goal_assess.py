"""The coordinator assesses a goal."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator, Value
from plans.models import Goal, Plan, Principle
from reports.assessing import assess
from reports.models import Assessment, Progress, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db
MINE = {"version": "0", "grade": "partly", "text_sv": "Det går framåt.", "text_fi": "", "then": "round"}


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def asked(granvik: Municipality) -> Round:
    return make_round(make_plan(granvik, make_committee(granvik), measures=2))


@pytest.fixture
def goal(asked: Round) -> Goal:
    return Goal.objects.get()


@pytest.fixture
def coordinator(client: Client, granvik: Municipality) -> Client:
    client.force_login(make_user("coordinator", granvik))
    return client


def address(asked: Round, goal: Goal, language: str = "sv") -> str:
    return f"/{language}/follow-up/{asked.pk}/goals/{goal.pk}/"


def test_the_coordinator_saves_grade_and_text(coordinator: Client, asked: Round, goal: Goal) -> None:
    response = coordinator.post(address(asked, goal), MINE)
    assert response.headers["Location"] == f"/sv/follow-up/{asked.pk}/"
    row = Assessment.objects.get()
    assert (row.grade, row.text_sv, row.goal, row.round) == ("partly", "Det går framåt.", goal, asked)
    body = coordinator.get(address(asked, goal)).content.decode()
    assert 'value="partly" checked' in body
    assert "Det går framåt." in body


def test_what_is_published_is_changed_after_opening_for_corrections(
    coordinator: Client, asked: Round, goal: Goal
) -> None:
    coordinator.post(address(asked, goal), MINE)
    Round.objects.filter(pk=asked.pk).update(status=Round.Status.PUBLISHED)
    body = coordinator.get(address(asked, goal)).content.decode()
    assert "Det går framåt." in body
    assert "Öppna uppföljningen för rättelser" in body
    assert 'name="grade"' not in body
    refused = coordinator.post(address(asked, goal), {**MINE, "version": 2, "text_sv": "Något annat."})
    assert refused.status_code == 400
    assert "Öppna uppföljningen för rättelser" in refused.content.decode()
    assert "Något annat." in refused.content.decode()
    assert Assessment.objects.get().text_sv == "Det går framåt."
    Round.objects.get(pk=asked.pk).open_for_correction()
    assert coordinator.post(address(asked, goal), {**MINE, "version": 2, "text_sv": "Nytt."}).status_code == 302
    assert Assessment.objects.get().text_sv == "Nytt."


def test_all_the_evidence_is_beside(coordinator: Client, asked: Round, goal: Goal) -> None:
    answer = Progress.objects.order_by("pk")[0]
    answer.state, answer.text_sv = "delayed", "Tjänsten är obesatt."
    answer.save()
    indicator = Indicator.objects.order_by("pk")[0]
    for year, number in ((2024, 110), (2025, 1250), (2026, 1300)):
        Value.objects.create(indicator=indicator, area=indicator.municipality.area, year=year, number=Decimal(number))
    body = coordinator.get(address(asked, goal)).content.decode()
    for words in ("Försenad", "Tjänsten är obesatt.", "1\u202f250", "200\u00a0barn (2027)", "100 (2022)", "app-spark"):
        assert words in body


def test_a_double_click_makes_one_assessment(coordinator: Client, asked: Round, goal: Goal) -> None:
    assert [coordinator.post(address(asked, goal), MINE).status_code for _ in range(2)] == [302, 302]
    assert Assessment.objects.get().version == 2


def test_two_coordinators_on_different_texts_keep_both(coordinator: Client, asked: Round, goal: Goal) -> None:
    assess(asked, goal, 0, {"grade": "", "text_sv": "", "text_fi": "Hyvin menee."})
    assert coordinator.post(address(asked, goal), MINE).status_code == 302
    row = Assessment.objects.get()
    assert (row.text_sv, row.text_fi) == ("Det går framåt.", "Hyvin menee.")


def test_two_coordinators_on_the_same_text_choose(coordinator: Client, asked: Round, goal: Goal) -> None:
    row = assess(asked, goal, 0, {"grade": "on_track", "text_sv": "Allt är bra.", "text_fi": "Hyvin menee."})
    response = coordinator.post(address(asked, goal), MINE)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Allt är bra." in body
    assert "Det går framåt." in body
    assert 'name="text_fi" value="Hyvin menee."' in body
    assert Assessment.objects.get().text_sv == "Allt är bra."
    chosen = MINE | {"version": str(row.version), "text_fi": "Hyvin menee.", "text_sv": "Bra, men långsamt."}
    assert coordinator.post(address(asked, goal), chosen).status_code == 302
    kept = Assessment.objects.get()
    assert (kept.text_sv, kept.text_fi, kept.grade) == ("Bra, men långsamt.", "Hyvin menee.", "partly")


def test_save_and_next_goal_leads_to_the_next_one_without_assessment(
    coordinator: Client, asked: Round, goal: Goal
) -> None:
    principle = Principle.objects.get()
    done, empty = (Goal.objects.create(principle=principle, order=order, title_sv=f"Mål {order}") for order in (2, 3))
    assess(asked, done, 0, {"grade": "on_track"})
    response = coordinator.post(address(asked, goal), MINE | {"then": "next"})
    assert response.headers["Location"] == address(asked, empty)
    assert "Spara och nästa mål" not in coordinator.get(address(asked, empty)).content.decode()
    response = coordinator.post(address(asked, empty), MINE | {"then": "next"})
    assert response.headers["Location"] == f"/sv/follow-up/{asked.pk}/"


def test_last_years_judgement_is_shown(coordinator: Client, granvik: Municipality, asked: Round, goal: Goal) -> None:
    assess(make_round(asked.plan, 2025), goal, 0, {"grade": "off_track", "text_fi": "Viime vuonna."})
    body = coordinator.get(address(asked, goal)).content.decode()
    for words in ("Bedömningen 2025", '<span lang="fi">Viime vuonna.</span>'):
        assert words in body


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "9" * 400}, {"version": "-1"}, {"grade": "excellent"}, {"text_sv": "a\x00b"},
        {"text_fi": "x" * 10001},
    ],
)  # fmt: skip
def test_hostile_input_is_refused(coordinator: Client, asked: Round, goal: Goal, wrong: dict[str, str]) -> None:
    response = coordinator.post(address(asked, goal), MINE | wrong)
    assert response.status_code == 400
    assert not Assessment.objects.exclude(grade="").exists()


def test_a_goal_of_another_plan_does_not_exist(coordinator: Client, asked: Round) -> None:
    other = make_municipality("annanstans")
    make_plan(other, make_committee(other))
    foreign = Goal.objects.exclude(principle__plan=asked.plan).get()
    assert coordinator.get(address(asked, foreign)).status_code == 404
    assert coordinator.post(address(asked, foreign), MINE).status_code == 404
    assert not Assessment.objects.exists()


def test_for_anybody_else_the_page_does_not_exist(
    client: Client, granvik: Municipality, asked: Round, goal: Goal
) -> None:
    for person in (
        make_user("committee", granvik, Committee.objects.get()),
        make_user("councillor", granvik),
        make_user("coordinator", make_municipality("annanstans")),
    ):
        client.force_login(person)
        assert client.get(address(asked, goal)).status_code == 404
        assert client.post(address(asked, goal), MINE).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("fi", "Missä vaiheessa tavoite on?"), ("da", "Delvis på rette vej")])
def test_the_page_speaks_every_language(
    coordinator: Client, asked: Round, goal: Goal, language: str, words: str
) -> None:
    assert words in coordinator.get(address(asked, goal, language)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_measures_as_for_one(
    coordinator: Client, granvik: Municipality, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan: Plan = make_plan(granvik, make_committee(granvik), measures=count)
    asked = make_round(plan)
    with django_assert_max_num_queries(14):
        coordinator.get(address(asked, Goal.objects.get()))
