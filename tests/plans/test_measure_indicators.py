"""The indicators in the editor of one measure: baseline, target, who specifies them, whether they count people."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from plans.models import Measure, Partner, Plan, PlanIndicator
from tests.factories import make_committee, make_indicator, make_municipality, make_plan, make_user
from tests.plans.measure_cast import address, typed
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def committee(granvik: Municipality) -> Committee:
    return make_committee(granvik)


@pytest.fixture
def plan(granvik: Municipality, committee: Committee) -> Plan:
    return make_plan(granvik, committee)


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return Measure.objects.get(goal__principle__plan=plan)


@pytest.fixture
def coordinator(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


def test_baseline_and_target_are_edited_as_people_write_them(coordinator: Client, measure: Measure) -> None:
    use = PlanIndicator.objects.get(measures=measure)
    answer = typed(coordinator, measure, f"?indicator={use.pk}", baseline="1 234,5", target="12,5 %").json()
    assert (answer["errors"], answer["version"]) == ({}, 2)
    use.refresh_from_db()
    assert (use.baseline, use.target, use.target_year) == (Decimal("1234.5"), Decimal("12.5"), 2027)
    assert "1\u202f234,5" in coordinator.get(address(measure)).content.decode()


def test_an_indicator_to_be_specified_gets_a_committee_and_a_day(
    coordinator: Client, measure: Measure, committee: Committee
) -> None:
    use = PlanIndicator.objects.get(measures=measure)
    changes = {"is_to_be_specified": "on", "specified_by_id": committee.pk, "specified_due": "31.3.2027"}
    assert typed(coordinator, measure, f"?indicator={use.pk}", **changes).json()["errors"] == {}
    use.refresh_from_db()
    assert (use.is_to_be_specified, use.specified_by, use.specified_due) == (
        True, committee, datetime.date(2027, 3, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text"), [("baseline", "1" * 401), ("baseline", "x"), ("target", "1\x00"), ("specified_due", "31.2.2027")]
)
def test_a_figure_that_is_none_is_refused(coordinator: Client, measure: Measure, field: str, text: str) -> None:
    use = PlanIndicator.objects.get(measures=measure)
    assert field in typed(coordinator, measure, f"?indicator={use.pk}", **{field: text}).json()["errors"]
    posted = coordinator.post(f"{address(measure)}?indicator={use.pk}", {"version": 1, field: text})
    assert posted.status_code == 400


def test_a_baseline_needs_its_year(coordinator: Client, measure: Measure) -> None:
    use = PlanIndicator.objects.get(measures=measure)
    assert "baseline_year" in typed(coordinator, measure, f"?indicator={use.pk}", baseline_year="").json()["errors"]


def test_the_indicator_of_another_measure_does_not_exist_here(coordinator: Client, measure: Measure) -> None:
    other = make_indicator(measure.goal.principle.plan, 9)
    for key in (other.pk, "x", "9" * 400):
        assert typed(coordinator, measure, f"?indicator={key}", baseline="1").status_code == 404


def test_the_coordinator_says_that_an_indicator_counts_things(coordinator: Client, measure: Measure) -> None:
    indicator = Indicator.objects.get()
    page = coordinator.get(address(measure)).content.decode()
    assert f'id="c{indicator.pk}_counts_people"' in page
    assert f'aria-describedby="c{indicator.pk}_counts_people_helptext"' in page
    assert "Räknar personer" in page
    answer = typed(coordinator, measure, f"?counting={indicator.pk}", counts_people="").json()
    assert (answer["errors"], answer["version"], answer["clash"]) == ({}, 2, False)
    indicator.refresh_from_db()
    assert not indicator.counts_people
    assert [event.counts_people for event in indicator.events.order_by("pgh_id")] == [True, False]  # type: ignore[attr-defined]


def test_whether_people_are_counted_is_saved_without_script(coordinator: Client, measure: Measure) -> None:
    where = f"{address(measure)}?counting={Indicator.objects.get().pk}"
    for box, version in (({}, 1), ({"counts_people": "on"}, 2)):
        assert coordinator.post(where, {"version": version, **box}).status_code == 302
        assert Indicator.objects.get().counts_people is bool(box)


def test_an_outdated_tick_overwrites_nothing(coordinator: Client, measure: Measure) -> None:
    where = f"{address(measure)}?counting={Indicator.objects.get().pk}"
    coordinator.post(where, {"version": 1})
    late = coordinator.post(where, {"version": 77, "counts_people": "on"})
    assert late.status_code == 409
    page = late.content.decode()
    assert ">ja</small>" in page
    assert ">nej</small>" in page
    assert not Indicator.objects.get().counts_people
    assert coordinator.post(where, {"version": 1, "counts_people": "on"}).status_code == 302
    assert not Indicator.objects.get().counts_people


@pytest.mark.parametrize(("kind", "decimals"), [("yes_no", 0), ("narrative", 0), ("number", 1)])
def test_it_is_not_asked_of_figures_that_count_nothing(
    coordinator: Client, measure: Measure, kind: str, decimals: int
) -> None:
    Indicator.objects.update(kind=kind, decimals=decimals)
    assert "Räknar personer" not in coordinator.get(address(measure)).content.decode()


def test_a_partners_coordinator_sees_but_cannot_change_what_another_municipalitys_indicator_counts(
    measure: Measure, plan: Plan
) -> None:
    ejdervik = make_municipality("ejdervik")
    measure.owner = Partner.objects.create(plan=plan, municipality=ejdervik)
    measure.save()
    indicator, partner = Indicator.objects.get(), Client()
    partner.force_login(make_user("coordinator", ejdervik))
    page = partner.get(address(measure)).content.decode()
    assert "Räknar personer: ja." in page
    assert "Ägare till mätaren: Granvik" in page
    assert 'name="counts_people"' not in page
    assert typed(partner, measure, f"?counting={indicator.pk}", counts_people="").status_code == 404
    assert partner.post(f"{address(measure)}?counting={indicator.pk}", {"version": 1}).status_code == 404
    typed(partner, measure, f"?indicator={PlanIndicator.objects.get().pk}", counts_people="", target="7")
    indicator.refresh_from_db()
    assert (indicator.counts_people, indicator.version) == (True, 1)


def test_what_the_indicator_of_another_measure_counts_is_not_changed_here(
    coordinator: Client, measure: Measure
) -> None:
    other = make_indicator(measure.goal.principle.plan, 9)
    for key in (other.indicator_id, "", "x", "9" * 400):
        assert typed(coordinator, measure, f"?counting={key}", counts_people="").status_code == 404


def test_a_box_that_somebody_else_ticked_is_told_as_a_tick(coordinator: Client, measure: Measure) -> None:
    query = f"?indicator={PlanIndicator.objects.get().pk}"
    typed(coordinator, measure, query, is_to_be_specified="on")
    assert typed(coordinator, measure, query, target="7").json()["changed"] == {"is_to_be_specified": ["on"]}
    typed(coordinator, measure, query, version=3, is_to_be_specified="")
    assert typed(coordinator, measure, query, version=3, target="8").json()["changed"] == {"is_to_be_specified": []}


def test_the_number_of_queries_does_not_grow_with_the_indicators(coordinator: Client, measure: Measure) -> None:
    counts = []
    coordinator.get(address(measure))
    for more in (0, 2):
        for number in range(more):
            make_indicator(measure.goal.principle.plan, 5 + number).measures.add(measure)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(address(measure))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
