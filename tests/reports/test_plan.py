"""The page of a plan."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Category, Indicator, Value
from plans.models import Chapter, Measure, Plan, PlanIndicator, Programme, Responsibility
from reports.models import Progress, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def committee(granvik: Municipality) -> Committee:
    return make_committee(granvik)


@pytest.fixture
def plan(granvik: Municipality, committee: Committee) -> Plan:
    return make_plan(granvik, committee, measures=3)


@pytest.fixture
def coordinator(granvik: Municipality) -> User:
    return make_user("coordinator", granvik)


@pytest.fixture
def councillor(granvik: Municipality) -> User:
    return make_user("councillor", granvik)


def read(user: User | None, address: str) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def tell(opened: Round, state: str, number: int = 0) -> None:
    """Report the state of one measure."""
    measure = Measure.objects.of_plan(opened.plan)[number]
    Progress.objects.filter(part__round=opened, measure=measure).update(state=state)


def write_value(plan: Plan, number: str | None, year: int = 2025, category: Category | None = None) -> None:
    use = PlanIndicator.objects.filter(plan=plan).order_by("order")[0]
    missing = "" if number is not None else Value.Missing.NOT_COLLECTED
    Value.objects.create(
        indicator=use.indicator, area=plan.own_area, year=year, category=category, missing=missing,
        number=None if number is None else Decimal(number),
    )  # fmt: skip


def test_coordinator_sees_numbers_committees_states_figures_and_edit_links(plan: Plan, coordinator: User) -> None:
    tell(make_round(plan), "under_way")
    write_value(plan, "1284")
    page = read(coordinator, f"/sv/plans/{plan.slug}/")
    measure = Measure.objects.of_plan(plan)[0]
    for text in (
        "1.1.3",
        "Bildningsnämnden",
        "Pågår",
        "1\u202f284",
        "200",
        f"/sv/plans/{plan.slug}/measures/{measure.pk}/",
    ):
        assert text in page
    assert "<details" in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "Inte rapporterad ännu"), ("fi", "Ei vielä raportoitu"), ("da", "Ikke rapporteret")]
)
def test_the_page_speaks_the_readers_language(plan: Plan, coordinator: User, language: str, text: str) -> None:
    assert text in read(coordinator, f"/{language}/plans/{plan.slug}/")


def test_a_text_missing_in_the_readers_language_is_marked(plan: Plan, coordinator: User) -> None:
    assert '<span lang="sv">Åtgärd 1 i granvik</span>' in read(coordinator, f"/da/plans/{plan.slug}/")


def test_markup_in_a_text_is_shown_as_text(plan: Plan, coordinator: User, committee: Committee) -> None:
    measure = Measure.objects.of_plan(plan)[0]
    measure.title_sv = "<script>x</script>"
    measure.save()
    committee.name_sv = "<b>N</b>"
    committee.save()
    for language in ("sv", "da"):
        page = read(coordinator, f"/{language}/plans/{plan.slug}/?q=<script>")
        assert "<script>x" not in page
        assert "<b>N" not in page


def test_the_newest_round_with_a_state_counts(plan: Plan, coordinator: User) -> None:
    tell(make_round(plan, 2024), "delayed")
    tell(make_round(plan, 2025), "done")
    make_round(plan, 2026)
    page = read(coordinator, f"/sv/plans/{plan.slug}/")
    assert "app-state--done" in page
    assert "Försenad</span>" not in page


def test_councillor_sees_no_state_or_figure_before_the_report_is_published(plan: Plan, councillor: User) -> None:
    opened = make_round(plan, 2026)
    tell(opened, "done")
    write_value(plan, "777", 2026)
    address = f"/sv/plans/{plan.slug}/"
    assert "777" not in read(councillor, address)
    assert "Genomförd</span>" not in read(councillor, address)
    opened.status = Round.Status.PUBLISHED
    opened.save()
    assert "777" in read(councillor, address)
    assert "Genomförd</span>" in read(councillor, address)


def test_committees_that_disagree_are_both_named(plan: Plan, granvik: Municipality, coordinator: User) -> None:
    other = make_committee(granvik, "Tekniska nämnden")
    Responsibility.objects.create(measure=Measure.objects.of_plan(plan)[0], committee=other)
    opened = make_round(plan)
    tell(opened, "done")
    Progress.objects.filter(part__committee=other).update(state="delayed")
    page = read(coordinator, f"/sv/plans/{plan.slug}/")
    assert page.index("Genomförd</span>") < page.index("Försenad</span>")
    assert page.count("Tekniska nämnden") == 3


def test_a_small_count_is_withheld_from_councillors_only(plan: Plan, coordinator: User, councillor: User) -> None:
    write_value(plan, "3")
    page = read(councillor, f"/sv/plans/{plan.slug}/")
    assert "skyddat" in page
    assert "2025: 3 barn" not in page.replace("\u00a0", " ")
    assert "2025: 3 barn" in read(coordinator, f"/sv/plans/{plan.slug}/").replace("\u00a0", " ")


def test_a_small_count_of_things_is_shown_to_councillors(plan: Plan, councillor: User) -> None:
    Indicator.objects.update(counts_people=False)
    PlanIndicator.objects.update(baseline=2)
    write_value(plan, "3")
    page = read(councillor, f"/sv/plans/{plan.slug}/").replace("\u00a0", " ")
    assert "skyddat" not in page
    assert "2025: 3 barn" in page
    assert "2 (2022)" in read(councillor, f"/sv/plans/{plan.slug}/?part=indicators")


@pytest.mark.parametrize("counts_people", [True, False])
def test_a_share_of_few_is_withheld_from_councillors_when_it_is_of_people(
    plan: Plan, councillor: User, counts_people: bool
) -> None:
    Indicator.objects.update(kind="share", counts_people=counts_people)
    write_value(plan, "50")
    Value.objects.update(numerator=2, denominator=4)
    page = read(councillor, f"/sv/plans/{plan.slug}/").replace("\u00a0", " ")
    assert ("skyddat" in page, "2025: 50 %" in page) == (counts_people, not counts_people)


def test_a_total_that_gives_a_category_away_is_withheld_too(plan: Plan, councillor: User) -> None:
    write_value(plan, "6")
    for category in Category.objects.filter(key__in=["fi", "sv"]):
        write_value(plan, "3", category=category)
    assert "2025: 6 barn" not in read(councillor, f"/sv/plans/{plan.slug}/").replace("\u00a0", " ")


def test_filters_narrow_the_table(plan: Plan, granvik: Municipality, coordinator: User) -> None:
    measures = list(Measure.objects.of_plan(plan))
    other = make_committee(granvik, "Tekniska nämnden")
    Responsibility.objects.create(measure=measures[1], committee=other)
    measures[2].programme = Programme.objects.create(municipality=granvik, title_sv="Lape")
    measures[2].save()
    tell(make_round(plan), "done")
    address = f"/sv/plans/{plan.slug}/"
    for query, shown in (
        (f"committee={other.pk}", 1), (f"programme={measures[2].programme_id}", 1), ("state=done", 0),
        ("state=none", 2), ("q=ÅTGÄRD 2", 1), ("committee=987654321987654321987654321", None), ("state=%00", None),
    ):  # fmt: skip
        page = read(coordinator, f"{address}?{query}")
        assert [f"Åtgärd {number} i" in page for number in (1, 2, 3)].count(True) == ({0: 1, None: 0}.get(shown, shown))


@pytest.mark.parametrize("part", ["text", "timetable", "theory", "programmes", "indicators", "background", "nothing"])
def test_every_part_of_the_page_opens_for_everyone_in_scope(plan: Plan, councillor: User, part: str) -> None:
    Chapter.objects.create(plan=plan, key="purpose", order=1, title_sv="Syfte", body_sv="Rad ett\n\n<i>två")
    plan.milestones.create(title_sv="Enkät", starts_on=datetime.date(2026, 3, 1))
    plan.sources.create(kind="survey", title_sv="Skolhälsa", year=2023)
    page = read(councillor, f"/sv/plans/{plan.slug}/?part={part}")
    assert "<i>två" not in page


def test_indicators_to_be_specified_are_listed_with_committee_and_day(
    plan: Plan, committee: Committee, councillor: User
) -> None:
    use = PlanIndicator.objects.filter(plan=plan)[0]
    use.is_to_be_specified, use.specified_by, use.specified_due = True, committee, datetime.date(2027, 3, 31)
    use.save()
    page = read(councillor, f"/sv/plans/{plan.slug}/?part=indicators")
    assert "Mätare som ska preciseras" in page
    assert "31.3.2027" in page


def test_the_municipalitys_own_words_for_the_levels_are_used(plan: Plan, coordinator: User) -> None:
    plan.principle_label_sv = "fokusområde"  # type: ignore[attr-defined]
    plan.save()
    assert "Fokusområde 1" in read(coordinator, f"/sv/plans/{plan.slug}/")


def test_a_plan_without_measures_says_what_the_page_is_for(granvik: Municipality, coordinator: User) -> None:
    plan = make_plan(granvik, make_committee(granvik), measures=0)
    assert "Planen är ännu tom: så här går ni vidare" in read(coordinator, f"/sv/plans/{plan.slug}/")
    assert "Planen har inga åtgärder ännu" in read(make_user("councillor", granvik), f"/sv/plans/{plan.slug}/")


def test_who_sees_a_plan(plan: Plan, granvik: Municipality, councillor: User, client: Client) -> None:
    address = f"/sv/plans/{plan.slug}/"
    assert client.get(address).status_code == 404
    client.force_login(make_user("coordinator", make_municipality("ejdervik")))
    assert client.get(address).status_code == 404
    plan.status = Plan.Status.DRAFT
    plan.save()
    client.force_login(councillor)
    assert client.get(address).status_code == 404


def test_the_public_reads_an_adopted_plan_of_an_open_municipality(plan: Plan, granvik: Municipality) -> None:
    granvik.is_public = True
    granvik.save()
    page = read(None, f"/sv/plans/{plan.slug}/")
    assert "Åtgärd 1 i granvik" in page
    assert "/measures/" not in page


def count_queries(user: User, address: str) -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("role", ["coordinator", "councillor"])
@pytest.mark.parametrize("part", ["table", "indicators", "theory", "timetable"])
def test_the_number_of_queries_does_not_grow_with_the_plan(role: str, part: str) -> None:
    counts = []
    for measures, slug in ((1, "granvik"), (3, "ejdervik")):
        municipality = make_municipality(slug)
        plan = make_plan(municipality, make_committee(municipality), measures=measures)
        for number in range(measures):
            plan.milestones.create(title_sv=f"Steg {number}", starts_on=datetime.date(2026, 3, 1))
        opened = make_round(plan, 2025)
        for number in range(measures):
            tell(opened, "done", number)
        opened.status = Round.Status.PUBLISHED
        opened.save()
        counts.append(count_queries(make_user(role, municipality), f"/sv/plans/{plan.slug}/?part={part}"))
    assert counts[0] == counts[1] <= 15
