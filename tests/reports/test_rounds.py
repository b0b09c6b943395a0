"""The follow-ups of all plans on one page."""

import pytest
from pytest_django import DjangoAssertNumQueries

from plans.models import Responsibility
from reports.models import Round
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from tests.reports.round_cast import RoundCast, make_joint_cast, make_round_cast, signed_in
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db
ADDRESS = "/sv/follow-up/"


@pytest.fixture
def cast() -> RoundCast:
    return make_round_cast()


def test_the_coordinator_sees_committees_by_plans_with_the_way_on(cast: RoundCast) -> None:
    cast.hand_in()
    page = signed_in(cast.coordinator).get(ADDRESS).content.decode()
    for words in (
        "Bildningsnämnden",
        "Välfärdsplan",
        "31.1.2027",
        "Inlämnad",
        f"/follow-up/parts/{cast.part.pk}/judge/",
    ):
        assert words in page
    assert 'aria-current="page">Uppföljning' in page


def test_a_member_is_led_to_the_own_desk_and_turns_nothing_off(cast: RoundCast) -> None:
    browser = signed_in(cast.member)
    page = browser.get(ADDRESS).content.decode()
    assert f"/follow-up/parts/{cast.part.pk}/" in page
    assert "/judge/" not in page
    assert "Automatiska påminnelser" not in page
    home = cast.round.plan.municipality
    assert browser.post(ADDRESS, {"municipality": home.pk, "reminds": "off"}).status_code == 404
    assert Municipality.objects.get(pk=home.pk).reminds


def test_a_partner_judges_own_committees_and_reads_the_others() -> None:
    cast, partner, own = make_joint_cast()
    page = signed_in(partner).get(ADDRESS).content.decode()
    assert f"/parts/{own.pk}/judge/" in page
    assert f"/parts/{cast.part.pk}/judge/" not in page
    assert "Bildningsnämnden" in page


def test_committees_stand_by_their_names_in_the_readers_language() -> None:
    granvik = make_municipality()
    first_one, second_one = make_committee(granvik, "Åldersrådet"), make_committee(granvik, "Zonen")
    Committee.objects.filter(pk=first_one.pk).update(name_fi="Aluelautakunta")
    Committee.objects.filter(pk=second_one.pk).update(name_fi="Öljylautakunta")
    plan = make_plan(granvik, first_one, measures=2)
    Responsibility.objects.filter(measure__order=2).update(committee=second_one)
    make_round(plan)
    browser = signed_in(make_user("coordinator", granvik))
    for language, first, second in (("sv", "Zonen", "Åldersrådet"), ("fi", "Aluelautakunta", "Öljylautakunta")):
        page = browser.get(f"/{language}/follow-up/").content.decode()
        assert 0 < page.index(first) < page.index(second)


def test_a_plan_without_a_running_round_offers_to_repeat_the_last(cast: RoundCast) -> None:
    Round.objects.update(status="published")
    page = signed_in(cast.coordinator).get(ADDRESS).content.decode()
    assert "Upprepa den senaste uppföljningen nästa år" in page
    assert "2026: " in page


def test_councillors_and_strangers_find_nothing(cast: RoundCast) -> None:
    councillor = make_user("councillor", cast.round.plan.municipality)
    assert signed_in(councillor).get(ADDRESS).status_code == 404
    stranger = signed_in(make_user("coordinator", make_municipality("bort")))
    assert "granvik" not in stranger.get(ADDRESS).content.decode().lower()


@pytest.mark.parametrize("wrong", ["", "x", "9" * 400, "1\x00", "-1"])
def test_reminders_are_turned_off_by_the_own_coordinator_only(cast: RoundCast, wrong: str) -> None:
    browser, home = signed_in(cast.coordinator), cast.round.plan.municipality
    assert browser.post(ADDRESS, {"municipality": wrong, "reminds": "off"}).status_code == 404
    for _click in range(2):
        assert browser.post(ADDRESS, {"municipality": home.pk, "reminds": "off"}).status_code == 302
    assert not Municipality.objects.get(pk=home.pk).reminds


@pytest.mark.parametrize("plans", [1, 3])
def test_the_page_asks_as_much_for_three_plans_as_for_one(
    plans: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = None
    for number in range(plans):
        home = make_municipality(f"ort{number}")
        make_round(make_plan(home, make_committee(home), measures=plans))
        user = user or make_user("coordinator", home)
        user.memberships.get_or_create(municipality=home, role="coordinator")
    assert user
    browser = signed_in(user)
    with django_assert_max_num_queries(9):
        browser.get(ADDRESS)
