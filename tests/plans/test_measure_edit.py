"""The editor of one measure: every language side by side, and no edit lost."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from plans.models import Measure, Partner, Plan, PlanIndicator, Programme, Responsibility
from tests.factories import make_committee, make_indicator, make_municipality, make_plan, make_user
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


def address(measure: Measure, language: str = "sv") -> str:
    return f"/{language}/plans/{measure.goal.principle.plan.slug}/measures/{measure.pk}/"


def whole(measure: Measure, **changes: object) -> dict[str, object]:
    """Return what a browser without our script posts."""
    responsible = list(measure.responsibilities.all())
    leader = next((one.committee_id for one in responsible if one.is_leading), "")
    keys = [one.committee_id for one in responsible]
    form = {"title_sv": measure.title_sv, "title_fi": measure.title_fi, "committees": keys, "leader": leader}
    was = {"committees_was": ",".join(map(str, keys)), "leader_was": leader, "version": measure.version}
    return {**form, **was, **changes}


def typed(client: Client, measure: Measure, query: str = "", **changes: object) -> Any:
    """Send what our script sends: the changed fields."""
    version = changes.pop("version", 1)
    fields = ",".join(name for name in changes if not name.endswith("_was"))
    data = {"version": version, "_fields": fields, **changes}
    return client.post(address(measure) + query, data, headers={"X-Autosave": "1"})


def test_the_languages_stand_side_by_side(coordinator: Client, measure: Measure) -> None:
    page = coordinator.get(address(measure)).content.decode()
    for text in ("Åtgärd 1 i granvik", "Toimenpide 1", 'lang="sv"', 'lang="fi"', "1.1.1", "data-autosave", "1/1"):
        assert text in page
    assert 'name="title_da"' not in page


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "Texten saknas på det här språket"), ("fi", "Teksti puuttuu tällä kielellä"), ("da", "Teksten mangler")],
)
def test_a_missing_translation_is_marked_and_counted(
    coordinator: Client, measure: Measure, language: str, text: str
) -> None:
    measure.title_fi = ""
    measure.save()
    page = coordinator.get(address(measure, language)).content.decode()
    assert text in page
    assert "is-gap" in page
    assert "0/1" in page


def test_a_translation_older_than_the_main_text_is_marked(
    coordinator: Client, measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"title_sv": datetime.datetime(2026, 10, 14, 12), "title_fi": datetime.datetime(2026, 9, 1, 12)}
    monkeypatch.setattr("plans.measure_editor.last_changes", lambda *_: days)
    assert "ändrades 14.10.2026" in coordinator.get(address(measure)).content.decode()


def test_everything_is_saved_without_script(
    coordinator: Client, measure: Measure, granvik: Municipality, committee: Committee
) -> None:
    other = make_committee(granvik, "Tekniska nämnden")
    programme = Programme.objects.create(municipality=granvik, title_sv="Lape")
    changes = {
        "title_sv": "Ny text", "resources_fi": "Kaksi tointa", "programme_id": programme.pk, "first_year": "2024",
        "last_year": "2026", "committees": [committee.pk, other.pk], "leader": other.pk,
    }  # fmt: skip
    response = coordinator.post(address(measure), whole(measure, **changes))
    assert response.status_code == 302
    measure.refresh_from_db()
    assert (measure.title_sv, measure.resources_fi, measure.first_year) == ("Ny text", "Kaksi tointa", 2024)
    assert measure.programme == programme
    rows = Responsibility.objects.filter(measure=measure).values_list("committee_id", "is_leading")
    assert set(rows) == {(committee.pk, False), (other.pk, True)}


def test_a_field_is_saved_as_it_is_typed(coordinator: Client, measure: Measure) -> None:
    answer = typed(coordinator, measure, title_sv="Ny").json()
    measure.refresh_from_db()
    assert (measure.title_sv, measure.title_fi, measure.version) == ("Ny", "Toimenpide 1", 2)
    assert answer["version"] == 2
    assert answer["errors"] == {}
    assert not answer["clash"]
    assert answer["saved_at"].count(".") == 1


def test_two_tabs_on_different_fields_keep_both_and_tell_the_news(coordinator: Client, measure: Measure) -> None:
    typed(coordinator, measure, title_sv="Ny")
    answer = typed(coordinator, measure, title_fi="Uusi").json()
    measure.refresh_from_db()
    assert (measure.title_sv, measure.title_fi) == ("Ny", "Uusi")
    assert answer["changed"] == {"title_sv": "Ny"}


def test_two_tabs_on_different_fields_keep_both_without_script(coordinator: Client, measure: Measure) -> None:
    typed(coordinator, measure, title_sv="Ny")
    old = whole(measure, title_fi="Uusi", version=1)
    assert coordinator.post(address(measure), old).status_code == 302
    measure.refresh_from_db()
    assert (measure.title_sv, measure.title_fi) == ("Ny", "Uusi")


def test_a_late_autosave_never_overwrites_a_newer_one(coordinator: Client, measure: Measure) -> None:
    typed(coordinator, measure, title_sv="Nyare")
    late = typed(coordinator, measure, title_sv="Äldre")
    measure.refresh_from_db()
    assert measure.title_sv == "Nyare"
    assert late.status_code == 409
    assert late.json()["clash"]


def test_the_same_request_twice_changes_once(coordinator: Client, measure: Measure) -> None:
    assert typed(coordinator, measure, title_sv="Ny").json()["version"] == 2
    assert typed(coordinator, measure, title_sv="Ny").json()["version"] == 2


def test_two_people_on_the_same_field_choose_from_both_texts(coordinator: Client, measure: Measure) -> None:
    typed(coordinator, measure, title_sv="Deras text")
    response = coordinator.post(address(measure), whole(measure, version=1, title_sv="Min text", title_fi="Oma"))
    page = response.content.decode()
    assert response.status_code == 409
    for text in ("Deras text", "Min text", "<del>Deras</del>", "<ins>Min</ins>"):
        assert text in page
    measure.refresh_from_db()
    assert (measure.title_sv, measure.title_fi) == ("Deras text", "Oma")


@pytest.mark.parametrize(
    ("choice", "text"), [("mine", "Min text"), ("theirs", "Deras text"), ("both", "Deras och min")]
)
def test_what_is_chosen_on_the_merge_page_is_saved(
    coordinator: Client, measure: Measure, choice: str, text: str
) -> None:
    typed(coordinator, measure, title_sv="Deras text", title_fi="Uusi")
    chosen = {
        "version": 2, "_fields": "title_sv", "choose_title_sv": choice, "mine_title_sv": "Min text",
        "theirs_title_sv": "Deras text", "both_title_sv": "Deras och min",
    }  # fmt: skip
    assert coordinator.post(address(measure), chosen).status_code == 302
    measure.refresh_from_db()
    assert (measure.title_sv, measure.title_fi) == (text, "Uusi")


def test_two_people_who_add_a_committee_each_keep_both(
    coordinator: Client, measure: Measure, granvik: Municipality, committee: Committee
) -> None:
    one, other = make_committee(granvik, "A"), make_committee(granvik, "B")
    typed(coordinator, measure, committees=[committee.pk, one.pk], committees_was=str(committee.pk))
    typed(coordinator, measure, committees=[committee.pk, other.pk], committees_was=str(committee.pk))
    assert set(measure.committees.values_list("pk", flat=True)) == {committee.pk, one.pk, other.pk}


def test_a_committee_or_programme_of_another_municipality_is_refused(coordinator: Client, measure: Measure) -> None:
    ejdervik = make_municipality("ejdervik")
    foreign = make_committee(ejdervik)
    programme = Programme.objects.create(municipality=ejdervik, title_sv="X")
    answer = typed(
        coordinator, measure, committees=[foreign.pk], leader=foreign.pk, programme_id=programme.pk, title_sv="Ny"
    ).json()
    assert set(answer["errors"]) == {"committees", "leader", "programme_id"}
    measure.refresh_from_db()
    assert (measure.programme, measure.title_sv) == (None, "Ny")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title_sv", "a\x00b"), ("title_sv", "x" * 5001), ("first_year", "1" + "0" * 400), ("first_year", "-1"),
        ("first_year", "abc"), ("programme_id", "1" * 400), ("leader", "9" * 30), ("committees", "9" * 30),
    ],
)  # fmt: skip
def test_hostile_input_is_an_error_at_the_field(coordinator: Client, measure: Measure, field: str, text: str) -> None:
    answer = typed(coordinator, measure, **{field: text})
    assert answer.status_code == 200
    assert field in answer.json()["errors"]
    response = coordinator.post(address(measure), whole(measure, **{field: text}))
    assert response.status_code == 400
    assert "govuk-error-summary" in response.content.decode()
    measure.refresh_from_db()
    assert measure.version == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 400, "²"])
def test_a_forged_version_overwrites_nothing(coordinator: Client, measure: Measure, version: str) -> None:
    assert typed(coordinator, measure, version=version, title_sv="Ny").status_code == 409
    measure.refresh_from_db()
    assert measure.title_sv == "Åtgärd 1 i granvik"


def test_a_measure_needs_a_text_and_an_end_after_its_beginning(coordinator: Client, measure: Measure) -> None:
    assert "title_sv" in typed(coordinator, measure, title_sv="", title_fi="").json()["errors"]
    assert "last_year" in typed(coordinator, measure, first_year="2027", last_year="2024").json()["errors"]
    assert typed(coordinator, measure, title_fi="").json()["errors"] == {}


def test_fields_that_the_form_does_not_show_are_ignored(coordinator: Client, measure: Measure) -> None:
    typed(coordinator, measure, order="99", goal_id="1", title_da="Nej", title_sv="Ny")
    measure.refresh_from_db()
    assert (measure.order, measure.title_da, measure.title_sv) == (1, None, "Ny")


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


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_do_not_find_the_editor(
    measure: Measure, granvik: Municipality, committee: Committee, method: str
) -> None:
    ejdervik = make_municipality("ejdervik")
    people = [
        make_user("councillor", granvik),
        make_user("committee", granvik, committee), make_user("coordinator", ejdervik),
    ]  # fmt: skip
    for person in people:
        client = Client()
        client.force_login(person)
        assert getattr(client, method)(address(measure)).status_code == 404


def test_a_measure_is_not_found_under_another_plan(coordinator: Client, measure: Measure) -> None:
    assert coordinator.get(f"/sv/plans/nothing/measures/{measure.pk}/").status_code == 404


def test_partners_of_a_joint_plan_are_chosen(coordinator: Client, measure: Measure, plan: Plan) -> None:
    Partner.objects.create(plan=plan, municipality=make_municipality("ejdervik"))
    partner = Partner.objects.get(plan=plan, municipality__slug="ejdervik")
    assert "Ejdervik" in coordinator.get(address(measure)).content.decode()
    assert typed(coordinator, measure, partners=[partner.pk], partners_was="").json()["version"] == 2
    assert list(measure.partners.all()) == [partner]


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
