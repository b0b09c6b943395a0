"""The page of an indicator: who sees which figures, where they come from, and what was corrected."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Category, Indicator, Value
from plans.models import Plan, PlanIndicator
from reports.models import Edition, Publication, Round
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Area, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    plan = make_plan(home, make_committee(home))
    adopt(plan.partners.get())
    return plan


@pytest.fixture
def use(plan: Plan) -> PlanIndicator:
    return plan.plan_indicators.get()


@pytest.fixture
def coordinator(plan: Plan) -> User:
    return make_user("coordinator", plan.municipality)


@pytest.fixture
def councillor(plan: Plan) -> User:
    return make_user("councillor", plan.municipality)


def write(
    use: PlanIndicator, year: int, number: int | None, group: str = "", area: Area | None = None, **more: object
) -> Value:
    category = Category.objects.get(key=group) if group else None
    reason = "" if number is not None else Value.Missing.NOT_COLLECTED
    return Value.objects.create(
        indicator=use.indicator, area=area or use.plan.own_area, year=year, category=category,
        number=None if number is None else Decimal(number), missing=reason, **more,
    )  # fmt: skip


def correct(value: Value, number: int) -> None:
    value.number = Decimal(number)
    value.save()


def publish(plan: Plan, year: int, days: int) -> None:
    """Let the report of a year be published some days from now."""
    moment = timezone.now() + datetime.timedelta(days)
    asked = make_round(plan, year)
    Round.objects.filter(pk=asked.pk).update(status=Round.Status.PUBLISHED)
    edition = Edition.objects.create(round=asked, number=1, content="{}", sha256="x", frozen_at=timezone.now())
    Publication.objects.create(edition=edition, published_at=moment)


def address(use: PlanIndicator) -> str:
    return f"/sv/plans/{use.plan.slug}/indicators/{use.pk}/follow-up/"


def read(user: User | None, use: PlanIndicator) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address(use))
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def test_chart_table_target_baseline_source_and_measures(use: PlanIndicator, councillor: User) -> None:
    write(use, 2022, 100)
    write(use, 2023, None)
    write(use, 2024, 140, producer="THL", licence="CC BY 4.0", source_address="https://sotkanet.fi/")
    page = read(councillor, use)
    for text in ("<svg", "target 200".replace("target", "mål"), "100 (2022)", "saknas", "THL", "https://sotkanet.fi/",
                 "Bildningsnämnden", "1.1.1", "Åtgärd 1 i granvik"):  # fmt: skip
        assert text in page, text


def test_the_plans_table_and_indicators_lead_here(use: PlanIndicator, councillor: User) -> None:
    client = Client()
    client.force_login(councillor)
    for part in ("table", "indicators"):
        assert f'href="{address(use)}"' in client.get(f"/sv/plans/{use.plan.slug}/?part={part}").content.decode()


def test_small_counts_and_what_would_give_them_away_are_for_the_committee_and_the_coordinator(
    use: PlanIndicator, coordinator: User, councillor: User
) -> None:
    write(use, 2024, 1057)
    for group, number in {"fi": 1003, "sv": 51, "other": 3}.items():
        write(use, 2024, number, group)
    inside, outside = read(coordinator, use), read(councillor, use)
    assert '<td class="num" data-label="2024">3</td>' in inside
    for hidden in (">3<", ">51<", " 3;", ": 3."):
        assert hidden not in outside, hidden
    assert "skyddat" in outside


def test_a_committee_member_who_does_not_enter_the_figures_sees_what_others_see(use: PlanIndicator) -> None:
    other = make_committee(use.plan.municipality, "Tekniska nämnden")
    outsider = make_user("committee", use.plan.municipality, other, name="teknisk")
    insider = make_user("committee", use.plan.municipality, use.reporters.get().committee)
    write(use, 2024, 4)
    assert '<td class="num" data-label="Siffra">4</td>' in read(insider, use)
    assert '<td class="num" data-label="Siffra">4</td>' not in read(outsider, use)


def test_a_year_that_is_not_published_is_for_those_who_work(
    use: PlanIndicator, coordinator: User, councillor: User
) -> None:
    make_round(use.plan, 2026)
    write(use, 2025, 100)
    write(use, 2026, 777)
    assert "777" in read(coordinator, use)
    assert "777" not in read(councillor, use)


def test_the_country_and_other_municipalities_stand_beside(use: PlanIndicator, councillor: User) -> None:
    country = Area.objects.create(kind="country", country="FI", name_sv="Hela landet")
    for year in (2023, 2024):
        write(use, year, 100 + year - 2000)
        write(use, year, 5000, area=country, producer="THL")
    page = read(councillor, use)
    assert page.count("Hela landet") >= 2
    assert "5\u202f000" in page


def test_a_correction_tells_old_new_and_when_and_who_only_to_those_who_work(
    use: PlanIndicator, coordinator: User, councillor: User
) -> None:
    value = write(use, 2024, 100, entered_by=coordinator)
    correct(value, 90)
    inside, outside = read(coordinator, use), read(councillor, use)
    corrected = '<del class="app-was">100</del> → <b>90</b>'
    assert corrected in inside
    assert corrected in outside
    section = outside.partition('id="corrections"')[2]
    assert str(coordinator) in inside.partition('id="corrections"')[2]
    assert str(coordinator) not in section


@pytest.mark.parametrize("days", [1, -1])
def test_what_was_typed_before_publication_is_no_correction_to_readers(
    use: PlanIndicator, coordinator: User, councillor: User, days: int
) -> None:
    correct(write(use, 2025, 150), 160)
    publish(use.plan, 2025, days)
    assert "<del" in read(coordinator, use)
    assert ("<del" in read(councillor, use)) == (days < 0)


def test_a_count_that_once_was_small_is_not_told_by_its_correction(use: PlanIndicator, councillor: User) -> None:
    total, part = write(use, 2024, 20), write(use, 2024, 3, "fi")
    correct(part, 30)
    correct(total, 50)
    page = read(councillor, use)
    assert page.count('<del class="app-was">') == 2
    for text in (">3<", ">20<"):
        assert text not in page


def test_an_indicator_of_a_draft_or_another_plan_does_not_exist(
    plan: Plan, use: PlanIndicator, councillor: User
) -> None:
    client = Client()
    client.force_login(councillor)
    added = PlanIndicator.objects.create(plan=plan, indicator=copied(use))
    assert client.get(address(added)).status_code == 404, "it is in the working text only"
    foreign = make_municipality("annanstans")
    client.force_login(make_user("coordinator", foreign))
    assert client.get(address(use)).status_code == 404
    assert Client().get(address(use)).status_code == 404


def copied(use: PlanIndicator) -> Indicator:
    one = use.indicator
    one.pk, one.name_sv = None, "Ny mätare"
    one._state.adding = True
    one.save()
    return one


def test_an_indicator_without_figures_says_so(use: PlanIndicator, councillor: User) -> None:
    page = read(councillor, use)
    assert "<svg" not in page.partition("<aside")[0].replace('<svg class="i"', "")
    assert "Det finns inga siffror för landet" in page


def test_the_page_asks_the_database_as_often_for_one_year_as_for_three(use: PlanIndicator, coordinator: User) -> None:
    client = Client()
    client.force_login(coordinator)
    counts = []
    for year in (2022, 2023, 2024, 2025):
        value = write(use, year, 100, entered_by=coordinator)
        for group in ("fi", "sv", "other"):
            write(use, year, 40, group)
        correct(value, 120)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(use))
        counts.append(len(queries))
    assert counts[1] == counts[3]
