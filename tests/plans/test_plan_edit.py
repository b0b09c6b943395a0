"""The editor of the plan's table: what it shows, and texts saved as they are typed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from plans.editor import page
from plans.models import Goal, Measure, Plan, PlanIndicator, Presence, Principle
from tests.factories import make_committee, make_municipality, make_plan
from tests.plans.editing import SCRIPT, address, coordinator_of, make_granvik, second_goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> tuple[Plan, Client]:
    return make_granvik()


def typed(client: Client, place: str, version: int = 1, **texts: str) -> Any:
    """Send what our script sends: the changed fields."""
    data = {"version": version, "_fields": ",".join(texts), **texts}
    return client.post(place, data, headers={"X-Autosave": "1"}).json()


def test_the_whole_table_stands_in_every_language_of_the_plan(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    shown = coordinator.get(address(plan)).content.decode()
    for text in ("Vardag", "Arki", "Fritid åt alla", "Åtgärd 3 i granvik", "Toimenpide 3", "Mätare 2", "1.1.3"):
        assert text in shown
    assert 'name="title_fi"' in shown
    assert 'name="title_da"' not in shown
    assert "Bildningsnämnden" in shown
    assert "mål 200 (2027)" in shown


def test_a_missing_translation_is_marked_in_its_own_language(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    Goal.objects.update(title_fi="")
    assert 'class="is-gap" placeholder="Käännös puuttuu"' in coordinator.get(address(plan)).content.decode()


def test_how_much_is_written_in_each_language_follows_the_writing(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    Goal.objects.update(title_fi="")
    assert "?into=fi" in coordinator.get(address(plan, "?counts"), headers=SCRIPT).content.decode()
    typed(coordinator, address(plan, f"g{Goal.objects.get().pk}/"), title_fi="Vapaa-aika")
    assert "Svenska" not in coordinator.get(address(plan, "?counts"), headers=SCRIPT).content.decode()


def test_an_empty_plan_offers_the_first_step(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    Principle.objects.all().delete()
    shown = coordinator.get(address(plan)).content.decode()
    assert "Börja med en princip" in shown
    assert "add/?at=&amp;level=p" in shown


def test_what_people_wrote_is_text_and_no_markup(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    hostile = '</textarea><script>alert("x")</script>'
    Goal.objects.update(title_sv=hostile)
    Indicator.objects.update(name_sv=hostile, unit_sv=hostile)
    shown = coordinator.get(address(plan)).content.decode()
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert") >= 4


@pytest.mark.parametrize("kind", ["p", "g", "m"])
def test_a_text_is_saved_as_it_is_typed(granvik: tuple[Plan, Client], kind: str) -> None:
    plan, coordinator = granvik
    model: Any = {"p": Principle, "g": Goal, "m": Measure}[kind]
    row = model.objects.order_by("pk")[0]
    answer = typed(coordinator, address(plan, f"{kind}{row.pk}/"), title_fi="Uusi")
    row.refresh_from_db()
    assert (row.title_fi, row.version) == ("Uusi", 2)
    assert answer["version"] == 2


def test_an_indicators_name_is_saved_as_it_is_typed(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    use = PlanIndicator.objects.earliest("pk")
    place = address(plan).replace("edit/", f"indicators/i{use.pk}-m{use.measures.get().pk}/")
    typed(coordinator, place, name_sv="Elever i hobbygrupp")
    use.indicator.refresh_from_db()
    assert use.indicator.name_sv == "Elever i hobbygrupp"


def test_two_coordinators_in_different_languages_keep_both(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    other = coordinator_of(plan.municipality, "another")
    place = address(plan, f"g{Goal.objects.get().pk}/")
    typed(other, place, title_fi="Toinen")
    answer = typed(coordinator, place, title_sv="Min")
    goal = Goal.objects.get()
    assert (goal.title_sv, goal.title_fi) == ("Min", "Toinen")
    assert answer["changed"] == {"title_fi": "Toinen"}


def test_two_coordinators_in_the_same_text_meet_on_the_merge_page(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    place = address(plan, f"g{Goal.objects.get().pk}/")
    typed(coordinator_of(plan.municipality, "another"), place, title_sv="Den andras")
    assert typed(coordinator, place, title_sv="Min")["clash"]
    shown = coordinator.post(place, {"version": 1, "_fields": "title_sv", "title_sv": "Min"})
    assert shown.status_code == 409
    for text in ("Den andras", "Min", "1.1: "):
        assert text in shown.content.decode()
    chosen = {"version": 2, "_fields": "title_sv", "choose_title_sv": "both", "both_title_sv": "Bådas"}
    assert coordinator.post(place, chosen).status_code == 302
    assert Goal.objects.get().title_sv == "Bådas"


@pytest.mark.parametrize("text", ["", " ", "\0", "a\0b", "x" * 5001])
def test_a_text_that_cannot_be_is_refused_at_its_field_and_kept(granvik: tuple[Plan, Client], text: str) -> None:
    plan, coordinator = granvik
    Goal.objects.update(title_fi="")
    answer = typed(coordinator, address(plan, f"g{Goal.objects.get().pk}/"), title_sv=text)
    assert "title_sv" in answer["errors"]
    texts = {"version": 1, "title_sv": text, "title_fi": ""}
    assert coordinator.post(address(plan, f"g{Goal.objects.get().pk}/"), texts).status_code == 400
    assert Goal.objects.get().title_sv == "Fritid åt alla"


def test_a_row_saved_without_script_leads_back_to_it(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    code = f"g{Goal.objects.get().pk}"
    texts = {"version": 1, "title_sv": "Ny", "title_fi": "Uusi"}
    answer = coordinator.post(address(plan, f"{code}/"), texts)
    assert answer.headers["Location"] == address(plan, f"?at={code}#{code}")
    assert Goal.objects.get().title_sv == "Ny"


def test_the_number_of_queries_does_not_depend_on_the_size() -> None:
    counts = []
    for slug, measures in (("ettby", 1), ("treby", 3)):
        home = make_municipality(slug)
        plan = make_plan(home, make_committee(home), measures=measures)
        second_goal(plan, measures)
        coordinator = coordinator_of(home)
        coordinator.get(address(plan))
        with CaptureQueriesContext(connection) as asked:
            assert coordinator.get(address(plan)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_a_large_plan_opens_its_goals_one_at_a_time(
    granvik: tuple[Plan, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, coordinator = granvik
    monkeypatch.setattr(page, "FOLDS_OVER", 2)
    goal, measure = Goal.objects.get(), Measure.objects.earliest("pk")
    folded = coordinator.get(address(plan)).content.decode()
    assert "Åtgärd 1 i granvik" not in folded
    assert "3 åtgärder" in folded
    for query in (f"?open=g{goal.pk}", f"?at=m{measure.pk}"):
        assert "Åtgärd 1 i granvik" in coordinator.get(address(plan, query)).content.decode()
    piece = coordinator.get(address(plan, f"?rows=g{goal.pk}"), headers=SCRIPT).content.decode()
    assert piece.startswith('<ol class="app-outline"')
    assert piece.count('class="app-node app-node--m"') == 3
    one = coordinator.get(address(plan, f"?row=m{measure.pk}"), headers=SCRIPT).content.decode()
    assert one.startswith(f'<li class="app-node app-node--m" id="m{measure.pk}">')


def test_who_else_is_here_is_told_for_a_minute(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    other = coordinator_of(plan.municipality, "Anna")
    measure = Measure.objects.earliest("pk")
    stamp = coordinator.post(address(plan, "presence/"), {}).json()["stamp"]
    answer = other.post(address(plan, "presence/"), {"code": f"m{measure.pk}"}).json()
    assert answer["others"] == ["Coordinator har redigeringen öppen"]
    told = coordinator.post(address(plan, "presence/"), {"stamp": stamp}).json()
    assert told == {"others": ["Anna ändrar 1.1.1"]}
    assert "Anna ändrar 1.1.1" in coordinator.get(address(plan)).content.decode()
    Presence.objects.update(seen_at="2026-01-01T12:00Z")
    assert coordinator.post(address(plan, "presence/"), {"stamp": stamp}).json() == {"others": []}
    coordinator.post(address(plan, "presence/"), {"gone": "1"})
    assert Presence.objects.count() == 1


@pytest.mark.parametrize(
    "place", ["", "presence/", "g{goal}/", "g{goal}/move/", "g{goal}/remove/", "add/?level=p", "m1x/", "x/", "g0/"]
)
def test_another_municipalitys_plan_does_not_exist(granvik: tuple[Plan, Client], place: str) -> None:
    plan, _ = granvik
    stranger = coordinator_of(make_municipality("annanstans"))
    where = address(plan, place.format(goal=Goal.objects.get().pk))
    assert stranger.post(where, {"title_sv": "x"}).status_code == 404
    assert stranger.get(where).status_code in (404, 405)
    assert Goal.objects.get().version == 1


def test_a_row_of_another_plan_is_not_found_in_this_one(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    elsewhere = make_municipality("annanstans")
    make_plan(elsewhere, make_committee(elsewhere))
    goal = Goal.objects.get(principle__plan__municipality=elsewhere)
    for rest in ("", "move/", "remove/", "indicators/"):
        assert coordinator.post(address(plan, f"g{goal.pk}/{rest}"), {"version": 1, "title_sv": "x"}).status_code == 404
