"""The coordinator sees what each committee will be asked, and takes something out of it for a year."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.models import Measure, Plan, PlanIndicator
from reports.content import edition_content
from reports.counting import filled
from reports.desk.figures import asked_figures
from reports.document.book import Book
from reports.document.goals import principle_parts
from reports.models import CommitteePart, NotAsked, Round
from reports.partner_cut import cut_to_partner
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.reports.round_cast import signed_in
from welfareplans.organisations.models import Committee

pytestmark = pytest.mark.django_db
ADDRESS = "/sv/plans/granvik-2023-2027/follow-up/new/"
DATES = {"year": "2026", "opens_on": "2026-12-01", "due_on": "2027-01-31"}


@pytest.fixture
def plan() -> Plan:
    """Return a plan of two measures with one figure each, of one committee; another has a share in the first."""
    granvik = make_municipality()
    found = make_plan(granvik, make_committee(granvik), measures=2)
    Measure.objects.first().responsibilities.create(committee=make_committee(granvik, "Fritidsnämnden"))  # type: ignore[union-attr]
    return found


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    return signed_in(make_user("coordinator", plan.municipality))


def keys() -> tuple[int, str, str]:
    """Return the first committee, and the keys of the first measure and figure."""
    measure, use = Measure.objects.order_by("order")[0], PlanIndicator.objects.order_by("order")[0]
    return Committee.objects.order_by("pk")[0].pk, f"m{measure.pk}", f"i{use.pk}"


def test_the_page_shows_what_each_committee_will_be_asked(coordinator: Client) -> None:
    page = coordinator.get(ADDRESS).content.decode()
    for words in ("Bildningsnämnden", "Fritidsnämnden", "1.1.1 Åtgärd 1 i granvik", "Mätare 2", "Åtgärder: 2"):
        assert words in page


def test_what_is_taken_out_is_not_asked_and_stands_in_the_report_with_the_reason(
    plan: Plan, coordinator: Client
) -> None:
    committee, measure, figure = keys()
    told = {
        f"measures-{committee}": [measure],
        f"figures-{committee}": [figure],
        f"why-{committee}-sv": "Vartannat år.",
    }
    assert coordinator.post(ADDRESS, DATES | told).status_code == 302
    opened = Round.objects.select_related("plan__municipality__area", "plan__area").get()
    part = CommitteePart.objects.select_related("round__plan__municipality").get(committee=committee)
    assert part.progress.count() == 1
    assert [one.use for one in asked_figures(part)] == [PlanIndicator.objects.order_by("order")[1].pk]
    counts = filled([part])[part.pk]
    assert (counts.measures, counts.figures) == (1, 1)
    page = coordinator.get(f"/sv/follow-up/{opened.pk}/").content.decode()
    assert "2 efterfrågas inte i år" in page
    assert "Vartannat år." in page
    whole = edition_content(opened, number=1, frozen_at=None, draft=True)
    rows = principle_parts(Book(whole, "sv"))[0].goals[0]
    said = [(row.committee.text, row.state.word, [one.text for one in row.text]) for row in rows.measures]
    assert ("Bildningsnämnden", "Frågades inte i år", ["Vartannat år."]) in said
    assert any("efterfrågades inte i år" in remark and "Vartannat år." in remark for remark in rows.remarks)
    assert len(cut_to_partner(whole, "granvik")["not_asked"]) == 2


def test_a_committee_that_is_asked_nothing_has_no_part(coordinator: Client) -> None:
    other = Committee.objects.order_by("pk")[1].pk
    _first, measure, _figure = keys()
    told = {f"measures-{other}": [measure], f"why-{other}-fi": "Ei tänä vuonna."}
    assert coordinator.post(ADDRESS, DATES | told).status_code == 302
    assert CommitteePart.objects.count() == 1
    assert NotAsked.objects.get().reason_fi == "Ei tänä vuonna."


def test_a_reason_is_asked_for_and_what_was_ticked_is_kept(coordinator: Client) -> None:
    committee, measure, _figure = keys()
    answer = coordinator.post(ADDRESS, DATES | {f"measures-{committee}": [measure]})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Ange varför något inte efterfrågas i år" in page
    assert "checked" in page
    assert not Round.objects.exists()


@pytest.mark.parametrize("wrong", ["m999999", "i0", "x", "m1\x00", "9" * 400])
def test_what_the_committee_is_not_asked_anyway_cannot_be_taken_out(coordinator: Client, wrong: str) -> None:
    committee, _measure, _figure = keys()
    told = {f"measures-{committee}": [wrong], f"why-{committee}-sv": "Nej"}
    assert coordinator.post(ADDRESS, DATES | told).status_code == 400
    assert not Round.objects.exists()


def test_another_committees_measure_or_a_foreign_one_is_not_taken_out(plan: Plan, coordinator: Client) -> None:
    elsewhere = make_municipality("annanstans")
    foreign = make_committee(elsewhere)
    make_plan(elsewhere, foreign)
    theirs = Measure.objects.get(goal__principle__plan__municipality=elsewhere)
    committee, _measure, _figure = keys()
    told = {f"measures-{foreign.pk}": [f"m{theirs.pk}"], f"why-{foreign.pk}-sv": "Nej"}
    assert coordinator.post(ADDRESS, DATES | told).status_code == 302
    assert not NotAsked.objects.exists()
    assert CommitteePart.objects.get(committee=committee).progress.count() == 2


@pytest.mark.parametrize("measures", [1, 3])
def test_the_page_asks_as_much_for_three_measures_as_for_one(
    measures: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    granvik = make_municipality()
    committees = [make_committee(granvik, f"Nämnd {number}") for number in range(measures)]
    plan = make_plan(granvik, committees[0], measures=measures)
    for committee, measure in zip(committees[1:], Measure.objects.of_plan(plan)[1:], strict=False):
        measure.responsibilities.create(committee=committee)
    browser = signed_in(make_user("coordinator", granvik))
    with django_assert_max_num_queries(17):
        browser.get(ADDRESS)
