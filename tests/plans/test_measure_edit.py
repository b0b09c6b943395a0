"""The editor of one measure: every language side by side, and no edit lost."""

import datetime

import pytest
from django.test import Client

from plans.models import Measure, Partner, Plan, Programme, Responsibility
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.measure_cast import address, typed, whole
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
    days = {
        "title_sv": datetime.datetime(2026, 10, 14, 12, tzinfo=datetime.UTC),
        "title_fi": datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC),
    }
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
