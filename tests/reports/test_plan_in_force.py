"""Which text a reader of the plan's page reads: the working text, or the revision in force at home."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Chapter, Measure, Partner, Plan, PlanIndicator
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db
PARTS = ("table", "text", "timetable", "theory", "programmes", "indicators", "background")


@pytest.fixture
def plan() -> Plan:
    home = make_municipality(is_public=True)
    made = make_plan(home, make_committee(home), measures=3)
    made.milestones.create(title_sv="Remissen", starts_on="2026-03-01")
    made.sources.create(kind="survey", title_sv="Enkäten")
    Chapter.objects.create(plan=made, key="purpose", order=1, title_sv="Syfte", body_sv="<p>Varför</p>")
    for slug in ("ejdervik", "tallvarp"):
        Partner.objects.create(plan=made, municipality=make_municipality(slug))
    for slug in ("granvik", "ejdervik"):
        adopt(made.partners.get(municipality__slug=slug))
    amend("Ny lydelse")
    return made


def amend(text: str) -> None:
    measure = Measure.objects.order_by("order")[0]
    measure.title_sv = text
    measure.save()


def reader(plan: Plan, role: str, slug: str = "granvik") -> Client:
    client = Client()
    if role:
        home = plan.partners.get(municipality__slug=slug).municipality
        client.force_login(make_user(role, home, make_committee(home) if role == "committee" else None))
    return client


def page(client: Client, plan: Plan, query: str = "") -> str:
    return client.get(f"/sv/plans/{plan.slug}/{query}").content.decode()


@pytest.mark.parametrize(
    ("role", "text"),
    [("", "Åtgärd 1"), ("councillor", "Åtgärd 1"), ("committee", "Ny lydelse"), ("coordinator", "Ny lydelse")],
)
def test_councillors_and_the_public_read_what_is_in_force(plan: Plan, role: str, text: str) -> None:
    shown = page(reader(plan, role), plan)
    assert text in shown
    assert ("Ny lydelse" in shown) == (text == "Ny lydelse")
    assert ("Ändring bereds: 1 ändring" in shown) == (role == "coordinator")


@pytest.mark.parametrize("role", ["committee", "coordinator"])
def test_those_who_work_with_the_plan_switch_to_what_is_in_force(plan: Plan, role: str) -> None:
    shown = page(reader(plan, role), plan, "?revision=1")
    assert "Ny lydelse" not in shown
    assert "Åtgärd 1 i granvik" in shown
    assert "/measures/" not in shown


@pytest.mark.parametrize("query", ["?revision=working", "?revision=7", "?revision=%00", f"?revision={'9' * 400}"])
def test_the_working_text_is_not_to_be_had_by_its_address(plan: Plan, query: str) -> None:
    assert "Ny lydelse" not in page(reader(plan, "councillor"), plan, query)


def test_each_municipality_reads_its_own_revision(plan: Plan) -> None:
    adopt(plan.partners.get(municipality__slug="ejdervik"))
    assert "Ny lydelse" in page(reader(plan, "councillor", "ejdervik"), plan)
    assert "Ny lydelse" not in page(reader(plan, "councillor", "granvik"), plan)
    assert "Ny lydelse" not in page(Client(), plan)
    amending = Client()
    amending.force_login(User.objects.get(email="councillor@ejdervik.example"))
    old = page(amending, plan, "?revision=1")
    assert "version 2 är i kraft" in old
    assert "Ny lydelse" not in old


def test_where_the_council_has_not_decided_the_page_says_so(plan: Plan) -> None:
    shown = page(reader(plan, "councillor", "tallvarp"), plan)
    assert "Fullmäktige i Tallvarp har inte godkänt planen ännu." in shown
    assert "Detta är version 1" in shown


@pytest.mark.parametrize("part", PARTS)
def test_every_part_says_the_same_from_a_revision_as_from_the_working_text(plan: Plan, part: str) -> None:
    adopt(plan.partners.get(municipality__slug="granvik"))
    client = reader(plan, "committee")
    working, adopted = (
        page(client, plan, f"?part={part}{revision}").split("</nav>")[-1] for revision in ("", "&revision=2")
    )
    assert (
        adopted.replace("revision=2&amp;", "").replace('<input type="hidden" name="revision" value="2">', "").split()
        == working.split()
    )


def test_an_indicator_that_the_plan_uses_no_more_is_shown_in_the_revision(plan: Plan) -> None:
    PlanIndicator.objects.order_by("order")[0].delete()
    assert "Mätare 1" in page(Client(), plan)
    assert "Mätare 1" not in page(reader(plan, "coordinator"), plan)


@pytest.mark.parametrize("role", ["", "coordinator"])
@pytest.mark.parametrize("measures", [1, 3])
def test_the_page_asks_the_database_a_constant_number_of_times(
    plan: Plan, role: str, measures: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]],
) -> None:  # fmt: skip
    Measure.objects.exclude(pk__in=[one.pk for one in Measure.objects.of_plan(plan)[:measures]]).delete()
    client = reader(plan, role)
    page(client, plan)
    with django_assert_num_queries(12 if role else 8):
        page(client, plan)
