"""A coordinator brings a changed table into a plan that exists."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle, Removal, Responsibility
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.tables import HEADINGS, Rows, xlsx
from welfareplans.organisations.models import Municipality

pytestmark = pytest.mark.django_db
# What make_plan writes, as a table.
SAME = ["Vardag", "Fritid åt alla", "Åtgärd 1 i granvik", "Bildningsnämnden", "Mätare 1"]
SECOND = [None, None, "Åtgärd 2 i granvik", "Bildningsnämnden", "Mätare 2"]


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def plan(granvik: Municipality) -> Plan:
    return make_plan(granvik, make_committee(granvik), measures=2, status="draft")


@pytest.fixture
def client(granvik: Municipality) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return client


class Importing:
    """One table on its way into one plan."""

    def __init__(self, client: Client, plan: Plan, rows: Rows) -> None:
        self.client, self.address = client, f"/sv/plans/{plan.slug}/import/"
        file = SimpleUploadedFile("plan.xlsx", xlsx([HEADINGS, *rows]))
        answer = client.post(self.address, {"act": "read", "file": file})
        self.page = str(answer.headers["Location"])

    def look(self) -> str:
        """Return the page."""
        answer = self.client.get(self.page)
        if answer.context and "basis" in answer.context:
            self.basis = answer.context["basis"]
        return answer.content.decode()

    def write(self, **more: str) -> int:
        """Write what was looked at; return the status."""
        told = {"act": "write", "draft": self.page.partition("draft=")[2], "basis": self.basis, **more}
        answer = self.client.post(self.address, told)
        self.refused = answer.content.decode()
        return answer.status_code


def test_a_table_that_says_the_same_changes_nothing(client: Client, plan: Plan) -> None:
    before = list(Measure.objects.values("pk", "version", "order"))
    importing = Importing(client, plan, [SAME, SECOND])
    assert "Ingenting: planen säger redan det som står i tabellen." in importing.look()
    assert importing.write() == 302
    assert list(Measure.objects.values("pk", "version", "order")) == before
    assert PlanIndicator.objects.count() == 2


def test_what_is_new_and_what_differs_is_shown_and_written_and_the_other_language_stays(
    client: Client, plan: Plan
) -> None:
    changed = [
        "Vardag",
        "Fritid åt alla barn",
        "Åtgärd 1 i granvik",
        "Tekniska nämnden\nBildningsnämnden",
        "Mätare 1\nNy mätare",
    ]
    importing = Importing(client, plan, [changed, SECOND, [None, "Nytt mål", "Ny åtgärd", None, "Mätare 2"]])
    page = importing.look()
    assert '<ins><span class="govuk-visually-hidden">tillagt: </span>barn</ins>' in page
    assert "</span>Tekniska nämnden,</ins> Bildningsnämnden" in page
    assert importing.write() == 302
    goal = Goal.objects.get(title_sv="Fritid åt alla barn")
    assert goal.title_fi == "Vapaa-aika kaikille"
    measure = Measure.objects.get(title_sv="Åtgärd 1 i granvik")
    leading = Responsibility.objects.get(measure=measure, is_leading=True)
    assert leading.committee.name_sv == "Tekniska nämnden"
    assert measure.plan_indicators.count() == 2
    added = Measure.objects.get(title_sv="Ny åtgärd")
    assert added.goal.title_sv == "Nytt mål"
    assert added.plan_indicators.get().indicator.name_sv == "Mätare 2"
    assert (Goal.objects.count(), Measure.objects.count()) == (2, 3)


def test_what_is_missing_stays_unless_it_is_said_that_it_shall_go(client: Client, plan: Plan) -> None:
    importing = Importing(client, plan, [SAME])
    assert "Åtgärd 2 i granvik" in importing.look()
    assert importing.write() == 302
    assert Measure.objects.count() == 2
    importing = Importing(client, plan, [SAME])
    importing.look()
    assert importing.write(removes="on") == 302
    assert Measure.objects.count() == 1
    assert Removal.objects.get().words["sv"] == "Åtgärd 2 i granvik"


def test_a_changed_order_is_written(client: Client, plan: Plan) -> None:
    importing = Importing(client, plan, [["Vardag", "Fritid åt alla", *SECOND[2:]], [None, None, *SAME[2:]]])
    importing.look()
    assert importing.write() == 302
    assert [one.title_sv for one in Measure.objects.of_plan(plan)] == ["Åtgärd 2 i granvik", "Åtgärd 1 i granvik"]


def test_nothing_is_written_when_the_plan_was_changed_after_the_look(client: Client, plan: Plan) -> None:
    importing = Importing(client, plan, [["Vardag", "Fritid åt alla barn", *SAME[2:]], SECOND])
    importing.look()
    goal = Goal.objects.get()
    goal.title_sv = "Fritid åt var och en"
    goal.save()
    assert importing.write() == 409
    assert "Planen har ändrats sedan du tittade" in importing.refused
    assert "Fritid åt var och en" in importing.refused
    goal.refresh_from_db()
    assert goal.title_sv == "Fritid åt var och en"


def test_a_similar_text_is_a_guess_that_can_be_refused(client: Client, plan: Plan) -> None:
    importing = Importing(client, plan, [["Vardag", "Fritid åt alla", "Åtgärd 1 i hela granvik", None, None], SECOND])
    page = importing.look()
    assert "Åtgärd 1 i hela granvik" in page
    name = page.partition('name="apart" value="')[2].partition('"')[0]
    columns = {f"column_{n}": f"{what}:sv" for n, what in enumerate(
        ["principle", "goal", "measure", "committees", "indicators"]
    )}  # fmt: skip
    draft = importing.page.partition("draft=")[2]
    client.post(importing.address, {"act": "choose", "draft": draft, "apart": name, **columns})
    importing.look()
    assert importing.write() == 302
    assert Measure.objects.count() == 3


def test_clicking_twice_writes_once(client: Client, plan: Plan) -> None:
    importing = Importing(client, plan, [SAME, SECOND, [None, None, "Ny åtgärd", None, "Ny mätare"]])
    importing.look()
    assert [importing.write() for _click in range(3)] == [302, 302, 302]
    assert Measure.objects.count() == 3


def test_a_partners_coordinator_adds_what_is_its_own_and_leaves_the_common_core(client: Client, plan: Plan) -> None:
    ejdervik = make_municipality("ejdervik")
    partner = Partner.objects.create(plan=plan, municipality=ejdervik)
    theirs = Client()
    theirs.force_login(make_user("coordinator", ejdervik))
    importing = Importing(theirs, plan, [
        ["Vardag", "Fritid åt alla", "Åtgärd 1 i Ejdervik", None, None], [None, None, "Lokal lekplats", None, None],
    ])  # fmt: skip
    assert "En annan kommuns, lämnas som den är" in importing.look()
    assert importing.write(removes="on") == 302
    assert Measure.objects.get(title_sv="Lokal lekplats").owner == partner
    assert Measure.objects.filter(owner=None).count() == 2
    assert Measure.objects.filter(title_sv="Åtgärd 1 i granvik").exists()


def test_others_do_not_find_the_page(plan: Plan, granvik: Municipality) -> None:
    for role, place in (("councillor", granvik), ("coordinator", make_municipality("x"))):
        other = Client()
        other.force_login(make_user(role, place))
        assert other.get(f"/sv/plans/{plan.slug}/import/").status_code == 404
        assert other.post(f"/sv/plans/{plan.slug}/import/", {"act": "write"}).status_code == 404
    assert Principle.objects.count() == 1
