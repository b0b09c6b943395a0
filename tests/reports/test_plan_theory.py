"""The parts of the plan's page that are drawn: timetable and theory of change."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from plans.models import Chapter, Measure, Partner, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik), measures=3)


def read(user: User, plan: Plan, part: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/sv/plans/{plan.slug}/?part={part}").content.decode()


def test_the_theory_of_change_shows_the_chain_and_its_gaps_to_those_who_mend_them(plan: Plan) -> None:
    Chapter.objects.create(plan=plan, key="theory_of_change", order=1, title_sv="Teori", body_sv="Vi tror att …")
    first, second, _third = Measure.objects.of_plan(plan)
    first.resources_sv, first.expected_result_fi = "En koordinator", "Kaikki mukana <b>"
    first.save()
    page = read(make_user("coordinator", plan.municipality), plan, "theory")
    for text in ("Vi tror att", "En koordinator", "2 åtgärder saknar resurser", f"/measures/{second.pk}/"):
        assert text in page
    assert '<span lang="fi">Kaikki mukana &lt;b&gt;</span>' in page
    public = read(make_user("councillor", plan.municipality), plan, "theory")
    assert "Inga resurser har nämnts" in public
    assert "/measures/" not in public
    assert "2 åtgärder saknar resurser" not in public


def test_what_only_the_table_mends_leads_to_its_row_in_the_editor(plan: Plan) -> None:
    measure = Measure.objects.of_plan(plan)[0]
    measure.plan_indicators.clear()
    measure.goal.principle.goals.create(order=2, title_sv="Lugn i skolan")
    bare = measure.goal.principle.goals.get(order=2)
    page = read(make_user("coordinator", plan.municipality), plan, "theory")
    for row, goal in ((f"m{measure.pk}", measure.goal_id), (f"g{bare.pk}", bare.pk)):
        assert f'href="/sv/plans/{plan.slug}/edit/?open=g{goal}#{row}"' in page
    assert "/edit/" not in read(make_user("councillor", plan.municipality), plan, "theory")


def test_what_a_partner_that_left_had_added_is_not_in_the_chain(plan: Plan) -> None:
    left = Partner.objects.create(
        plan=plan, municipality=make_municipality("sund"), left_on=timezone.localdate() - datetime.timedelta(1)
    )
    measure = Measure.objects.of_plan(plan)[1]
    measure.owner = left
    measure.save()
    page = read(make_user("coordinator", plan.municipality), plan, "theory")
    assert "1.1.2 Åtgärd 2" not in page
    assert "1.1.3 Åtgärd 3" in page


def test_a_plan_without_goals_says_what_the_page_is_for(plan: Plan) -> None:
    plan.principles.all().delete()
    assert "Här ritas vägen från resurser till mål" in read(make_user("councillor", plan.municipality), plan, "theory")


def test_the_timetable_tells_what_was_never_marked_as_done(plan: Plan) -> None:
    today = timezone.localdate()
    for title, days in (("Glömd", -9), ("I dag", 0), ("Kommande", 9)):
        plan.milestones.create(title_sv=title, starts_on=today + datetime.timedelta(days))
    page = read(make_user("councillor", plan.municipality), plan, "timetable")
    for word in ("Inte markerad som klar", "Pågår", "Kommande", 'class="wide"', 'class="narrow"'):
        assert word in page
    assert "/timetable/" not in page
