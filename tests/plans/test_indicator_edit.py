"""Indicators in the plan's table: found or made, described, taken away and brought back."""

from typing import Any

import pytest
from django.test import Client

from indicators.models import Dimension, Indicator, Value
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Removal, Reporter
from tests.factories import make_committee, make_indicator, make_municipality
from tests.plans.editing import SCRIPT, address, coordinator_of, make_granvik
from welfareplans.organisations.models import Committee

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> tuple[Plan, Client]:
    return make_granvik()


def place(plan: Plan, use: PlanIndicator, rest: str = "") -> str:
    """Return the address of an indicator under its first measure."""
    return address(plan, f"i{use.pk}-m{use.measures.earliest('pk').pk}/{rest}").replace("/edit/", "/indicators/")


def typed(client: Client, where: str, version: int = 1, **fields: object) -> Any:
    names = ",".join(name for name in fields if not name.endswith("_was"))
    return client.post(where, {"version": version, "_fields": names, **fields}, headers={"X-Autosave": "1"}).json()


def test_one_survey_is_found_by_its_words_and_serves_two_measures(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    first, second = Measure.objects.order_by("pk")[:2]
    use = first.plan_indicators.get()
    where = address(plan, f"m{second.pk}/indicators/")
    assert "Mätare 1" in coordinator.get(where + "?q=mÄTare 1").content.decode()
    assert "Mätare 1" not in coordinator.get(where + "?q=enkät").content.decode()
    assert "Ingen mätare har de här orden" in coordinator.get(where + "?q=enkät").content.decode()
    for _ in range(3):
        answer = coordinator.post(where, {"indicator": use.indicator_id}, headers=SCRIPT).json()
    assert answer["code"] == f"m{second.pk}"
    assert set(use.measures.all()) == {first, second}
    assert PlanIndicator.objects.count() == 3


def test_an_indicator_of_the_municipality_that_the_plan_does_not_use_is_found(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    old = Indicator.objects.create(municipality=plan.municipality, name_sv="Hobbyenkäten")
    goal = Goal.objects.get()
    where = address(plan, f"g{goal.pk}/indicators/")
    assert "Hobbyenkäten" not in coordinator.get(where).content.decode()
    assert "Hobbyenkäten" in coordinator.get(where + "?q=enkät").content.decode()
    assert coordinator.post(where, {"indicator": old.pk}).status_code == 302
    assert PlanIndicator.objects.get(goals=goal).indicator == old


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30, "foreign"])
def test_another_municipalitys_indicator_does_not_exist(granvik: tuple[Plan, Client], key: str) -> None:
    plan, coordinator = granvik
    foreign = Indicator.objects.create(municipality=make_municipality("annanstans"), name_sv="Deras enkät")
    where = address(plan, f"g{Goal.objects.get().pk}/indicators/")
    assert "Deras" not in coordinator.get(where + "?q=enkät").content.decode()
    sent = {"indicator": foreign.pk if key == "foreign" else key}
    assert coordinator.post(where, sent).status_code == 404


def test_a_new_indicator_is_made_once_with_everything_about_it(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    measure, committee = Measure.objects.earliest("pk"), Committee.objects.get()
    told = {
        "name_sv": "Unga som sover bra", "name_fi": "", "unit_sv": "%", "kind": "share", "better": "up",
        "reporter": committee.pk, "dimensions": [Dimension.objects.get().pk], "is_to_be_specified": "on",
        "specified_by_id": committee.pk, "specified_due": "30.4.2027",
    }  # fmt: skip
    for _ in range(20):
        assert coordinator.post(address(plan, f"m{measure.pk}/indicators/"), told, headers=SCRIPT).status_code == 200
    use = PlanIndicator.objects.get(indicator__name_sv="Unga som sover bra")
    assert (use.indicator.kind, use.indicator.municipality) == ("share", plan.municipality)
    assert use.indicator.dimensions.count() == 1
    assert (use.is_to_be_specified, use.specified_by, str(use.specified_due)) == (True, committee, "2027-04-30")
    assert Reporter.objects.get(plan_indicator=use).committee == committee
    assert measure in use.measures.all()


def test_a_new_indicator_without_a_name_is_refused_with_what_was_written(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    told = {"name_sv": "\0", "unit_sv": "barn i byn", "kind": "number", "better": "up", "specified_due": "snart"}
    answer = coordinator.post(address(plan, f"m{Measure.objects.earliest('pk').pk}/indicators/"), told)
    assert answer.status_code == 400
    assert "barn i byn" in answer.content.decode()
    assert Indicator.objects.count() == 3


def test_baseline_target_and_who_reports_are_saved_as_typed(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    use = PlanIndicator.objects.earliest("pk")
    other = make_committee(plan.municipality, "Tekniska nämnden")
    where = place(plan, use) + "?part=use"
    assert typed(coordinator, where, target="1 234,5")["errors"] == {}
    assert "target" in typed(coordinator, where, 2, target="många")["errors"]
    typed(coordinator, where, 2, reporter=other.pk, reporter_was=Committee.objects.earliest("pk").pk)
    use.refresh_from_db()
    assert str(use.target) == "1234.500000"
    assert use.reporters.get().committee == other
    page = coordinator.get(place(plan, use)).content.decode()
    assert '234,5" ' in page


def test_unit_kind_and_breakdowns_are_saved_as_typed(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    use = PlanIndicator.objects.earliest("pk")
    old = Dimension.objects.get()
    new = Dimension.objects.create(key="kon", name_sv="Kön")
    where = place(plan, use) + "?part=description"
    assert typed(coordinator, where, unit_fi="nuorta", kind="share")["errors"] == {}
    typed(coordinator, where, 2, dimensions=[new.pk], dimensions_was=old.pk)
    use.indicator.refresh_from_db()
    assert (use.indicator.unit_fi, use.indicator.kind) == ("nuorta", "share")  # type: ignore[attr-defined]
    assert list(use.indicator.dimensions.all()) == [new]


def test_the_kind_stays_once_figures_are_there(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    use = PlanIndicator.objects.earliest("pk")
    Value.objects.create(indicator=use.indicator, area=plan.own_area, year=2024, number=7)
    answer = typed(coordinator, place(plan, use) + "?part=description", kind="yes_no")
    assert "Skapa en ny mätare" in answer["errors"]["kind"]
    use.indicator.refresh_from_db()
    assert use.indicator.kind == "number"


def test_a_partner_sees_what_it_may_not_change(granvik: tuple[Plan, Client]) -> None:
    plan, _ = granvik
    neighbour = make_municipality("nabo")
    Partner.objects.create(plan=plan, municipality=neighbour)
    partner = coordinator_of(neighbour)
    use = PlanIndicator.objects.earliest("pk")
    page = partner.get(address(plan)).content.decode()
    assert "Mätare 1" in page
    assert "data-row" not in page
    assert partner.get(place(plan, use)).status_code == 404
    for part in ("", "?part=use", "?part=description"):
        assert partner.post(place(plan, use) + part, {"version": 1, "name_sv": "Vårt"}).status_code == 404
    goal = Goal.objects.get()
    added = partner.post(address(plan, f"add/?at=g{goal.pk}&level=m"), {"title_sv": "Vår egen"}, headers=SCRIPT)
    assert added.status_code == 200
    own = Measure.objects.get(title_sv="Vår egen")
    assert own.owner is not None
    assert own.owner.municipality == neighbour
    assert "Nabo" in partner.get(address(plan)).content.decode()


def test_an_indicator_taken_from_one_measure_stays_with_the_other(granvik: tuple[Plan, Client]) -> None:
    plan, coordinator = granvik
    use = PlanIndicator.objects.earliest("pk")
    first, second = Measure.objects.order_by("pk")[:2]
    use.measures.add(second)
    where = address(plan, f"i{use.pk}-m{second.pk}/remove/").replace("/edit/", "/indicators/")
    assert "Mätare 1" in coordinator.get(where).content.decode()
    for _ in range(2):
        assert coordinator.post(where).status_code == 302
    assert list(use.measures.all()) == [first]
    coordinator.post(address(plan, f"removed/{Removal.objects.get().pk}/"))
    assert set(use.measures.all()) == {first, second}


def test_an_indicator_taken_from_its_last_measure_leaves_the_plan_and_keeps_its_figures(
    granvik: tuple[Plan, Client],
) -> None:
    plan, coordinator = granvik
    use = make_indicator(plan, 9)
    use.measures.add(Measure.objects.earliest("pk"))
    Value.objects.create(indicator=use.indicator, area=plan.own_area, year=2024, number=7)
    coordinator.post(place(plan, use, "remove/"), headers=SCRIPT)
    assert not PlanIndicator.objects.filter(pk=use.pk).exists()
    assert use.indicator.values.count() == 1
    coordinator.post(address(plan, f"removed/{Removal.objects.get().pk}/"))
    again = PlanIndicator.objects.get(pk=use.pk)
    assert (int(again.baseline or 0), again.target_year, again.measures.count()) == (100, 2027, 1)
