"""The demo: what `load_demo` writes, and where it refuses."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from indicators.models import Indicator, Value
from plans.canonical import plan_text
from plans.comparing import alike, compare
from plans.models import Measure, Plan, PlanIndicator
from reports.demo import load_demo
from reports.models import Assessment, CommitteePart, Edition, Progress, Round
from tests.factories import make_municipality
from welfareplans.organisations.models import Membership, Municipality, User

pytestmark = pytest.mark.django_db
Run = Callable[[], dict[str, object]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], settings: Settings) -> Run:
    settings.DEMO = True

    def call() -> dict[str, object]:
        call_command("load_demo")
        answer: dict[str, object] = json.loads(capsys.readouterr().out)
        return answer

    return call


def test_demo_loads_once(run: Run) -> None:
    assert run() == {"plans": 3, "loaded": True}
    assert run() == {"loaded": False}
    assert Plan.objects.count() == 3


def test_demo_loads_fast_because_it_asks_the_database_seldom(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]],
) -> None:
    with django_assert_max_num_queries(980):
        load_demo()


def test_demo_tells_counts_of_things_from_counts_of_people() -> None:
    load_demo()
    counts = dict(Indicator.objects.values_list("name_sv", "counts_people"))
    assert counts["Ungdomsrådets förslag och utlåtanden"] is False
    assert counts["Barn i språkdusch"] is True


def test_demo_is_refused_where_it_was_not_asked_for(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1") as refusal:
        call_command("load_demo")
    assert refusal.value.returncode == 2
    assert not Municipality.objects.exists()


def test_an_installation_with_a_municipality_is_left_alone(run: Run) -> None:
    make_municipality("elsewhere")
    assert run() == {"loaded": False}
    assert not User.objects.exists()


def test_plan_stands_in_the_order_and_the_languages_that_were_written() -> None:
    load_demo()
    plan = Plan.objects.get(slug="granvik-2023-2027")
    first = Measure.objects.of_plan(plan)[0]
    assert plan.status == Plan.Status.ADOPTED
    assert first.title_sv == "Varje skola erbjuder minst två avgiftsfria hobbygrupper i veckan"
    assert first.title_fi == "Jokainen koulu tarjoaa viikoittain vähintään kaksi maksutonta harrastusryhmää"
    assert Measure.objects.of_plan(plan).count() == 42
    assert PlanIndicator.objects.filter(plan=plan, is_to_be_specified=True).count() == 2


def test_three_councils_of_the_joint_plan_have_adopted_one_text_and_the_fourth_has_not() -> None:
    load_demo()
    plan = Plan.objects.get(slug="skargarden-2023-2027")
    assert plan.revisions.get().decisions.exclude(section="").count() == 3
    assert plan.partners.get(decisions=None).municipality.slug == "salgrynna"
    assert plan.own_area.kind == "region"


def test_one_plan_has_an_amended_goal_and_what_is_adopted_is_what_is_worked_on() -> None:
    load_demo()
    first, second = Plan.objects.get(slug="granvik-2023-2027").revisions.order_by("number")
    (change,) = compare(json.loads(first.content), json.loads(second.content))
    assert (change.level, change.after, second.decisions.get().section) == ("goal", "2.1", "§ 112")
    for plan in Plan.objects.all():
        assert alike(plan.revisions.latest("number").content, plan_text(plan))


def test_finished_rounds_are_accepted_and_the_newest_is_open() -> None:
    load_demo()
    past = Round.objects.exclude(year=2026)
    assert [one.status for one in past] == [Round.Status.HANDLED] * 9
    assert set(CommitteePart.objects.filter(round__in=past).values_list("status", flat=True)) == {"accepted"}
    assert not Progress.objects.filter(part__round__in=past, state="").exists()
    assert Assessment.objects.filter(round__plan__slug="granvik-2023-2027").count() == 36
    now = CommitteePart.objects.filter(round__year=2026).exclude(status="not_started")
    assert [(part.committee.name_sv, part.status) for part in now] == [("Bildningsnämnden", "in_progress")]
    assert Progress.objects.filter(part__in=now).exclude(state="").count() == 3


def test_figures_carry_zero_and_each_reason_for_none() -> None:
    load_demo()
    assert Value.objects.filter(number=0).exists()
    assert set(Value.objects.exclude(missing="").values_list("missing", flat=True)) == set(Value.Missing.values)
    assert not Value.objects.filter(area__kind="country", producer="").exists()


def test_everyone_of_the_demo_can_sign_in_and_has_one_role() -> None:
    load_demo()
    people = User.objects.filter(is_superuser=False)
    assert people.count() == 23
    assert all(user.check_password("demo") for user in people[:2])
    assert Membership.objects.count() == 23
    assert User.objects.get(is_superuser=True).email == "admin@demo.example"


def test_strangers_see_the_adopted_plans_of_the_demo() -> None:
    load_demo()
    assert Plan.objects.visible_to(AnonymousUser()).count() == 3


def test_each_finished_round_has_one_published_edition_with_the_date_of_its_year() -> None:
    load_demo()
    editions = Edition.objects.visible_to(AnonymousUser())
    assert editions.count() == 9
    newest = editions.filter(round__plan__slug="granvik-2023-2027", round__year=2025).get()
    content = json.loads(newest.content)
    assert content["edition"]["frozen_on"] == "2026-02-12"
    assert set(content["summary"]) == {"sv", "fi"}
