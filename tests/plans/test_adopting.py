"""What the councils adopt: one text for all, never changed, and what is amended afterwards."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction

from plans.adopting import TextChanged, correct, keep_adopted_texts, newest, register
from plans.canonical import plan_text
from plans.in_force import plan_standings
from plans.models import Decision, Goal, Measure, Partner, Plan, PlanIndicator, Revision
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.canonical_json import fingerprint
from welfareplans.organisations.versions import NotAllowed

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 12, 15)


@pytest.fixture
def plan() -> Plan:
    home = make_municipality()
    made = make_plan(home, make_committee(home), status="draft")
    Partner.objects.create(plan=made, municipality=make_municipality("ejdervik"))
    return made


def both(plan: Plan) -> tuple[Partner, Partner]:
    one, other = plan.partners.order_by("pk")
    return one, other


def rewrite(text: str = "Fritid nära åt alla") -> None:
    goal = Goal.objects.get()
    goal.title_sv = text
    goal.save()


def test_the_first_decision_makes_the_revision_and_the_second_council_adopts_the_same(plan: Plan) -> None:
    first, second = (adopt(partner) for partner in both(plan))
    assert first.revision == second.revision == plan.revisions.get()
    kept = plan.revisions.get()
    assert (kept.number, kept.content, kept.sha256) == (1, plan_text(plan), fingerprint(plan_text(plan)))
    plan.refresh_from_db()
    assert plan.status == Plan.Status.ADOPTED


def test_an_amendment_is_the_next_revision_and_the_other_council_keeps_the_old_one(plan: Plan) -> None:
    one, other = both(plan)
    adopt(one), adopt(other)
    rewrite()
    amended = adopt(one)
    assert amended.revision
    assert (amended.revision.number, amended.revision.reason) == (2, "Ändras")
    assert amended.revision.previous_sha256 == plan.revisions.get(number=1).sha256
    assert [standing.revision for standing in plan_standings(plan)] == [2, 1]
    register(plan, partner=other, on=DAY, section="§ 3", revision=2, by=None)
    assert [standing.revision for standing in plan_standings(plan)] == [2, 2]


def test_an_amendment_needs_a_reason(plan: Plan) -> None:
    one, _other = both(plan)
    adopt(one)
    rewrite()
    with pytest.raises(NotAllowed):
        register(plan, partner=one, on=DAY, section="§ 3", by=None)


def test_a_text_that_changed_after_it_was_read_is_not_adopted_by_mistake(plan: Plan) -> None:
    one, other = both(plan)
    seen = fingerprint(plan_text(plan))
    adopt(one)
    rewrite()
    with pytest.raises(TextChanged):
        register(plan, partner=other, on=DAY, section="§ 3", by=None, seen=seen, reason="x")
    assert other.decisions.count() == 0
    register(plan, partner=other, on=DAY, section="§ 3", by=None, revision=1)
    assert other.decisions.get().revision == plan.revisions.get()


def test_registering_again_puts_the_decision_right(plan: Plan) -> None:
    one, _other = both(plan)
    adopt(one)
    adopt(one, on=DAY, section="§ 99")
    assert (one.decisions.get().decided_on, one.decisions.get().section) == (DAY, "§ 99")
    assert plan.revisions.count() == 1


def test_who_enters_the_figures_and_what_a_committee_is_called_amend_nothing(plan: Plan) -> None:
    adopt(both(plan)[0])
    committee = plan.municipality.committees.get()
    committee.name_sv = "Nya nämnden"
    committee.save()
    PlanIndicator.objects.get().reporters.all().delete()
    adopt(both(plan)[1])
    assert plan.revisions.count() == 1


def test_words_are_corrected_without_a_decision_and_openly(plan: Plan) -> None:
    one, other = both(plan)
    adopt(one)
    user = make_user("coordinator", plan.municipality)
    with pytest.raises(NotAllowed):
        correct(plan, by=user, reason="Stavfel", seen=fingerprint(plan_text(plan)))
    rewrite("Fritid åt  alla barn")
    made = correct(plan, by=user, reason="Stavfel", seen=fingerprint(plan_text(plan)))
    assert (made.number, made.kind, made.made_by) == (2, Revision.Kind.CORRECTION, user)
    assert [standing.revision for standing in plan_standings(plan)] == [2, None]
    register(plan, partner=other, on=DAY, section="§ 3", revision=1, by=None)
    assert [standing.revision for standing in plan_standings(plan)] == [2, 2]


def test_more_than_words_cannot_be_corrected(plan: Plan) -> None:
    adopt(both(plan)[0])
    measure = Measure.objects.get()
    measure.last_year = 2025
    measure.save()
    user = make_user("coordinator", plan.municipality)
    with pytest.raises(NotAllowed):
        correct(plan, by=user, reason="Stavfel", seen=fingerprint(plan_text(plan)))


@pytest.mark.parametrize("act", ["UPDATE plans_revision SET content = 'x'", "DELETE FROM plans_revision"])
def test_the_database_refuses_to_change_a_revision(plan: Plan, act: str) -> None:
    adopt(both(plan)[0])
    Decision.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert plan.revisions.get().content == plan_text(plan)


def test_nothing_is_adopted_after_the_plan_has_ended(plan: Plan) -> None:
    adopt(both(plan)[0])
    plan.refresh_from_db()
    plan.end(on=DAY, reason="Ny plan")
    with pytest.raises(NotAllowed):
        adopt(both(plan)[1])


def test_decisions_from_before_revisions_were_kept_get_the_text_of_the_day(plan: Plan) -> None:
    Decision.objects.create(partner=both(plan)[0], decided_on=DAY, section="§ 1")
    assert (keep_adopted_texts(), keep_adopted_texts()) == (1, 0)
    kept = newest(plan)
    assert kept
    assert (kept.content, kept.decisions.get().section) == (plan_text(plan), "§ 1")


@pytest.mark.django_db(transaction=True)
def test_two_councils_registered_at_once_make_one_revision(plan: Plan) -> None:
    def register_one(partner: Partner) -> int:
        try:
            return adopt(partner).revision_id or 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(register_one, [*both(plan)] * 4))
    assert len(set(made)) == 1
    assert (plan.revisions.count(), Decision.objects.count()) == (1, 2)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE plans_revision CASCADE")
