"""A new plan from an empty page, and its settings."""

import pytest
from django.test import Client
from django.utils import timezone

from plans.models import Measure, Partner, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Area, Membership, Municipality

pytestmark = pytest.mark.django_db
TOLD = {"title_sv": "Välfärdsplan", "first_year": "2027", "last_year": "2030", "languages": "sv,fi"}


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def client(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik))


def settings_of(plan: Plan, **changes: object) -> dict[str, object]:
    told = {"title_sv": plan.title_sv, "title_fi": plan.title_fi, "first_year": 2023, "last_year": 2027}
    return {"version": plan.version, **told, "languages": ",".join(plan.languages), **changes}


def test_a_plan_begins_with_its_title_years_and_languages(client: Client, granvik: Municipality) -> None:
    response = client.post("/sv/plans/new/", TOLD)
    plan = Plan.objects.get()
    assert response["Location"] == f"/sv/plans/{plan.slug}/edit/"
    assert (plan.slug, plan.title_sv, plan.languages, plan.status) == (
        "granvik-2027-2030", "Välfärdsplan", ["sv", "fi"], "draft",
    )  # fmt: skip
    assert Partner.objects.get().municipality == granvik
    assert "Vad som också hör till planen" in client.get(response["Location"]).content.decode()


def test_the_empty_form_proposes_the_next_years_and_the_municipalitys_languages(client: Client) -> None:
    page = client.get("/sv/plans/new/").content.decode()
    assert f'value="{timezone.localdate().year + 1}"' in page
    assert page.index('value="sv,fi"') < page.index('value="fi,sv"')
    assert 'name="title_da"' not in page


def test_twenty_identical_posts_make_one_plan(client: Client) -> None:
    for _ in range(20):
        client.post("/sv/plans/new/", TOLD)
    assert Plan.objects.count() == 1


def test_another_plan_for_the_same_years_has_an_address_of_its_own(client: Client) -> None:
    client.post("/sv/plans/new/", TOLD)
    client.post("/sv/plans/new/", {**TOLD, "title_sv": "En annan plan"})
    assert sorted(Plan.objects.values_list("slug", flat=True)) == ["granvik-2027-2030", "granvik-2027-2030-2"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"title_sv": ""}, "Skriv vad planen heter"),
        ({"last_year": "2026"}, "sluta innan den börjar"),
        ({"last_year": "2099"}, "kontrollera åren"),
        ({"first_year": ""}, "fyra siffror"),
        ({"first_year": "1e400"}, "first_year"),
        ({"title_sv": "a\x00b"}, "title_sv"),
        ({"title_sv": "x" * 301}, "title_sv"),
        ({"languages": "xx"}, "languages"),
        ({"languages": ""}, "languages"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client: Client, changes: dict[str, str], text: str) -> None:
    response = client.post("/sv/plans/new/", {**TOLD, **changes})
    assert response.status_code == 400
    page = response.content.decode()
    assert text in page
    assert "Något behöver rättas" in page
    assert not Plan.objects.exists()


def test_a_coordinator_of_two_chooses_who_leads(client: Client, granvik: Municipality) -> None:
    other = make_municipality("annanstans")
    foreign = make_municipality("okand")
    user = granvik.memberships.get().user
    Membership.objects.create(user=user, municipality=other, role="coordinator")
    assert client.post("/sv/plans/new/", {**TOLD, "municipality": foreign.pk}).status_code == 400
    client.post("/sv/plans/new/", {**TOLD, "municipality": other.pk})
    assert Plan.objects.get().municipality == other


def test_the_lists_lead_to_a_new_plan(client: Client) -> None:
    for page in ("plans", "work"):
        assert "/sv/plans/new/" in client.get(f"/sv/{page}/").content.decode()


def test_others_make_no_plans(granvik: Municipality) -> None:
    client = Client()
    client.force_login(make_user("councillor", granvik))
    assert client.post("/sv/plans/new/", TOLD).status_code == 404
    assert "/plans/new/" not in client.get("/sv/plans/").content.decode()


def test_settings_change_title_years_and_words(client: Client, plan: Plan) -> None:
    told = settings_of(plan, title_fi="Uusi", last_year=2028, principle_label_sv="Fokusområde")
    assert client.post(f"/sv/plans/{plan.slug}/settings/", told).status_code == 302
    plan.refresh_from_db()
    assert (plan.title_fi, plan.last_year, plan.slug) == ("Uusi", 2028, "granvik-2023-2027")
    assert "Fokusområde" in client.get(f"/sv/plans/{plan.slug}/").content.decode()


def test_a_language_is_taken_away_and_comes_back_with_its_texts(client: Client, plan: Plan) -> None:
    address = f"/sv/plans/{plan.slug}/settings/"
    client.post(address, settings_of(plan, languages="sv"))
    plan.refresh_from_db()
    assert plan.languages == ["sv"]
    assert "Toimenpide 1" not in client.get(f"/sv/plans/{plan.slug}/languages/").content.decode()
    client.post(address, {**settings_of(plan), "languages": "fi,sv,da"})
    plan.refresh_from_db()
    assert plan.languages == ["fi", "sv", "da"]
    assert Measure.objects.get().title_fi == "Toimenpide 1"
    assert "Toimenpide 1" in client.get(f"/sv/plans/{plan.slug}/languages/?into=da").content.decode()


def test_the_plans_own_area_is_a_partners_or_a_region(client: Client, plan: Plan) -> None:
    region = Area.objects.create(kind="region", country="FI", code="7", name_sv="Österbotten")
    foreign = make_municipality("annanstans").area
    address = f"/sv/plans/{plan.slug}/settings/"
    assert client.post(address, settings_of(plan, area_id=foreign.pk)).status_code == 400
    assert client.post(address, settings_of(plan, area_id=region.pk)).status_code == 302
    plan.refresh_from_db()
    assert plan.own_area == region


def test_two_people_change_different_settings_and_both_stand(client: Client, plan: Plan) -> None:
    address, read = f"/sv/plans/{plan.slug}/settings/", settings_of(plan)
    client.post(address, {**read, "title_sv": "En"})
    assert client.post(address, {**read, "last_year": 2029}).status_code == 302
    plan.refresh_from_db()
    assert (plan.title_sv, plan.last_year) == ("En", 2029)


def test_two_people_change_the_languages_and_choose(client: Client, plan: Plan) -> None:
    address, read = f"/sv/plans/{plan.slug}/settings/", settings_of(plan)
    client.post(address, {**read, "languages": "fi,sv"})
    page = client.post(address, {**read, "languages": "sv,fi,da"})
    assert page.status_code == 409
    assert "Svenska, Suomi, Dansk" in page.content.decode()
    plan.refresh_from_db()
    chosen = {"choose_languages": "mine", "mine_languages": "sv,fi,da", "_fields": "languages"}
    response = client.post(address, {**settings_of(plan), **chosen})
    assert response.status_code == 302
    plan.refresh_from_db()
    assert plan.languages == ["sv", "fi", "da"]


def test_a_partner_reads_who_changes_the_settings(plan: Plan) -> None:
    partner = make_municipality("annanstans")
    Partner.objects.create(plan=plan, municipality=partner)
    client = Client()
    client.force_login(make_user("coordinator", partner))
    address = f"/sv/plans/{plan.slug}/settings/"
    assert "Granvik leder den gemensamma planen" in client.get(address).content.decode()
    assert client.post(address, settings_of(plan, title_sv="Kapad")).status_code == 404
    client.post(f"/sv/plans/{plan.slug}/languages/", {f"plan-{plan.pk}-title_sv": "Kapad"})
    plan.refresh_from_db()
    assert plan.title_sv == "Välfärdsplan"


def test_a_plan_cannot_lose_its_title(client: Client, plan: Plan) -> None:
    response = client.post(f"/sv/plans/{plan.slug}/settings/", settings_of(plan, title_sv="", title_fi=""))
    assert response.status_code == 400
    assert "Skriv vad planen heter" in response.content.decode()
