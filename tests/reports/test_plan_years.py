"""The plan over the years: measures by state, goals by assessment, and what earlier plans said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from plans.models import Goal, Measure, Partner, Plan, Principle
from reports.models import Assessment, Progress, Round
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    return make_plan(home, make_committee(home), measures=2, breakdown=False)


@pytest.fixture
def coordinator(plan: Plan) -> User:
    return make_user("coordinator", plan.municipality)


@pytest.fixture
def councillor(plan: Plan) -> User:
    return make_user("councillor", plan.municipality)


def told(plan: Plan, year: int, state: str, grade: str = "", *, published: bool = True) -> Round:
    """Return a follow-up in which every measure has the state and every goal the grade."""
    opened = make_round(plan, year)
    Progress.objects.filter(part__round=opened).update(state=state)
    for goal in Goal.objects.filter(principle__plan=plan) if grade else ():
        Assessment.objects.create(round=opened, goal=goal, grade=grade)
    if published:
        Round.objects.filter(pk=opened.pk).update(status=Round.Status.PUBLISHED)
    return opened


def read(user: User | None, plan: Plan, more: str = "") -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(f"/sv/plans/{plan.slug}/?part=years{more}")
    assert response.status_code == 200
    return response.content.decode()


def test_each_measure_and_goal_has_a_mark_for_each_year(plan: Plan, councillor: User) -> None:
    told(plan, 2024, "delayed", "off_track")
    told(plan, 2025, "done", "on_track")
    page = read(councillor, plan)
    assert page.count('<td data-label="2024">') == page.count('<td data-label="2025">') == 3
    for word in ("Försenad", "Genomförd", "På rätt väg", "Åtgärd 2 i granvik", "Fritid åt alla"):
        assert word in page


def test_a_year_that_is_not_published_is_for_those_who_work(plan: Plan, coordinator: User, councillor: User) -> None:
    told(plan, 2025, "done")
    told(plan, 2026, "dropped", published=False)
    working, reading = read(coordinator, plan), read(councillor, plan)
    assert "inte publicerat" in working
    assert "2026" in working
    assert "2026" not in reading.partition("<main")[2]


def test_nothing_published_says_what_will_stand_here(plan: Plan, councillor: User) -> None:
    told(plan, 2026, "done", published=False)
    assert "Ingen uppföljning har publicerats än" in read(councillor, plan)


def test_committees_that_differ_are_counted_the_leading_ones_word_first(plan: Plan, coordinator: User) -> None:
    other = make_committee(plan.municipality, "Tekniska nämnden")
    measure = Measure.objects.of_plan(plan)[0]
    measure.responsibilities.create(committee=other)
    opened = told(plan, 2025, "done")
    Progress.objects.filter(part__round=opened, part__committee=other).update(state="delayed")
    page = read(coordinator, plan)
    assert page.index("Genomförd 1") < page.index("Försenad 1")


def earlier(plan: Plan) -> Plan:
    """Return a plan that this one continues, measure for measure."""
    with translation.override("sv"):
        before = Plan.objects.create(
            slug="granvik-2018-2022", municipality=plan.municipality, status="ended", title_sv="Förra planen",
            first_year=2018, last_year=2022, languages=["sv"],
        )  # fmt: skip
        Partner.objects.create(plan=before, municipality=plan.municipality)
        principle = Principle.objects.create(plan=before, order=1, title_sv="Vardag")
        goal = Goal.objects.create(principle=principle, order=1, title_sv="Fritid")
        Goal.objects.filter(principle__plan=plan).update(predecessor=goal)
        for measure in Measure.objects.of_plan(plan):
            old = Measure.objects.create(goal=goal, order=measure.order, title_sv="Förr")
            old.responsibilities.create(committee=measure.responsibilities.get().committee, is_leading=True)
            Measure.objects.filter(pk=measure.pk).update(predecessor=old)
    Plan.objects.filter(pk=plan.pk).update(predecessor=before)
    return before


def test_the_years_of_the_plan_before_stand_where_nodes_continue(plan: Plan, councillor: User) -> None:
    told(earlier(plan), 2022, "under_way", "partly")
    told(plan, 2024, "done")
    page = read(councillor, plan)
    assert page.count('<td data-label="2022">') == 3
    assert "Pågår" in page
    assert "Delvis" in page
    assert "tidigare plan" in page
    assert page.count('<tr><th scope="row">2022') == 0, "an earlier plan's year has no sum of this one"


def test_more_years_than_fit_are_one_click_away(plan: Plan, councillor: User) -> None:
    before = earlier(plan)
    for year in range(2018, 2023):
        told(before, year, "done")
    for year in range(2023, 2026):
        told(plan, year, "done")
    page = read(councillor, plan)
    assert 'data-label="2019"' not in page
    assert "Visa också 2 tidigare år" in page
    assert 'data-label="2018"' in read(councillor, plan, "&years=all")


def test_a_foreign_reader_finds_no_plan(plan: Plan) -> None:
    stranger = make_user("coordinator", make_municipality("annanstans"))
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/sv/plans/{plan.slug}/?part=years").status_code == 404


def queries(user: User, plan: Plan) -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/sv/plans/{plan.slug}/?part=years").status_code == 200
    return len(asked)


def test_the_page_asks_the_database_as_often_for_one_year_as_for_three(plan: Plan, coordinator: User) -> None:
    adopt(plan.partners.get())
    told(plan, 2023, "done", "partly")
    read(coordinator, plan)
    one = queries(coordinator, plan)
    told(plan, 2024, "done", "partly")
    told(plan, 2025, "done", "partly", published=False)
    assert queries(coordinator, plan) == one
