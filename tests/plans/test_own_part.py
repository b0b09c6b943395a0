"""A partner's coordinator on a measure of the common core: own committees and who enters the own figures, no more."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.forms.measure import MeasureForm
from plans.models import Measure, Partner, Plan, PlanIndicator, Reporter, Responsibility
from tests.factories import make_committee, make_indicator, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Committee, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return Measure.objects.get()


@pytest.fixture
def ejdervik(plan: Plan) -> Municipality:
    home = make_municipality("ejdervik")
    Partner.objects.create(plan=plan, municipality=home)
    return home


@pytest.fixture
def board(ejdervik: Municipality) -> Committee:
    return make_committee(ejdervik, "Skolnämnden")


@pytest.fixture
def partner(ejdervik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", ejdervik))
    return client


def address(measure: Measure, query: str = "") -> str:
    return f"/sv/plans/{measure.goal.principle.plan.slug}/measures/{measure.pk}/{query}"


def typed(client: Client, measure: Measure, query: str = "", **changes: object) -> Any:
    fields = ",".join(name for name in changes if not name.endswith("_was"))
    data = {"version": 1, "_fields": fields, **changes}
    return client.post(address(measure, query), data, headers={"X-Autosave": "1"})


def named(measure: Measure) -> set[str]:
    return {str(one.committee.name_sv) for one in measure.responsibilities.all()}


def test_the_page_says_why_only_the_own_part_is_edited(partner: Client, measure: Measure, board: Committee) -> None:
    page = partner.get(address(measure)).content.decode()
    assert "Åtgärden hör till planens gemensamma del, som koordinatorn i Granvik redigerar." in page
    assert "Skolnämnden" in page
    assert "Bildningsnämnden (Granvik)" in page
    assert 'name="title_sv"' not in page
    assert 'name="target"' not in page


def test_own_committees_are_added_and_removed_and_others_stay(
    partner: Client, measure: Measure, board: Committee
) -> None:
    assert typed(partner, measure, committees=[board.pk], committees_was="").json()["version"] == 2
    assert named(measure) == {"Bildningsnämnden", "Skolnämnden"}
    assert Responsibility.objects.get(is_leading=True).committee.name_sv == "Bildningsnämnden"
    assert partner.post(address(measure), {"version": 2, "committees_was": board.pk}).status_code == 302
    assert named(measure) == {"Bildningsnämnden"}


def test_nothing_else_of_the_measure_is_changed_by_posting_it(
    partner: Client, measure: Measure, board: Committee
) -> None:
    theirs = measure.responsibilities.get().committee_id
    posted: dict[str, Any] = {"title_sv": "Kapad", "leader": board.pk, "leader_was": theirs, "last_year": "2024"}
    typed(partner, measure, **posted)
    partner.post(address(measure), {"version": 1, "committees_was": theirs, **posted})
    use = PlanIndicator.objects.get()
    partner.post(address(measure, f"?indicator={use.pk}"), {"version": 1, "target": "7"})
    measure.refresh_from_db()
    use.refresh_from_db()
    assert measure.title_sv == "Åtgärd 1 i granvik"
    assert measure.last_year is None
    assert use.target == 200
    assert named(measure) == {"Bildningsnämnden"}


@pytest.mark.parametrize("what", ["foreign", "9999999", "x", "9" * 400])
def test_a_committee_that_is_not_the_own_is_refused(
    partner: Client, measure: Measure, board: Committee, what: str
) -> None:
    key = make_committee(make_municipality("annanstans")).pk if what == "foreign" else what
    answer = typed(partner, measure, committees=[key], committees_was="")
    assert "committees" in answer.json()["errors"]
    assert partner.post(address(measure), {"version": 1, "committees": [key]}).status_code == 400
    assert named(measure) == {"Bildningsnämnden"}


def test_the_partner_says_who_enters_its_figures(
    partner: Client, measure: Measure, board: Committee, ejdervik: Municipality
) -> None:
    use = PlanIndicator.objects.get()
    query = f"?reporter={use.pk}"
    assert "Vem som fyller i siffrorna för Ejdervik" in partner.get(address(measure)).content.decode()
    for _ in range(2):
        assert typed(partner, measure, query, reporter=board.pk, reporter_was="").status_code == 200
    assert Reporter.objects.get(area=ejdervik.area).committee == board
    assert Reporter.objects.filter(plan_indicator=use).count() == 2
    assert typed(partner, measure, query, reporter="", reporter_was=board.pk).status_code == 200
    assert Reporter.objects.filter(plan_indicator=use).count() == 1
    for wrong in ("", "x", "9" * 400, make_indicator(measure.goal.principle.plan, 5).pk):
        assert typed(partner, measure, f"?reporter={wrong}", reporter=board.pk).status_code == 404


def test_another_partners_local_addition_is_not_found(partner: Client, measure: Measure, plan: Plan) -> None:
    other = Partner.objects.create(plan=plan, municipality=make_municipality("tallvarp"))
    measure.owner = other
    measure.save()
    assert partner.get(address(measure)).status_code == 404


def test_a_local_addition_has_the_own_committees_to_choose_from(
    partner: Client, measure: Measure, ejdervik: Municipality, board: Committee
) -> None:
    measure.responsibilities.all().delete()
    measure.owner = Partner.objects.get(municipality=ejdervik)
    measure.save()
    page = partner.get(address(measure)).content.decode()
    assert 'name="title_sv"' in page
    assert 'name="partners"' not in page
    assert MeasureForm(measure).fields["committees"].choices == [(str(board.pk), "Skolnämnden")]  # type: ignore[attr-defined]


def test_the_number_of_queries_does_not_grow_with_the_indicators(
    partner: Client, measure: Measure, board: Committee
) -> None:
    counts = []
    partner.get(address(measure))
    for more in (0, 2):
        for number in range(more):
            make_indicator(measure.goal.principle.plan, 5 + number).measures.add(measure)
        with CaptureQueriesContext(connection) as queries:
            partner.get(address(measure))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18
