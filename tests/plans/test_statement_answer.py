"""The coordinator reads the statements by part of the plan, answers each and marks what changed."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans import consulting
from plans.models import Consultation, Measure, Statement
from plans.passages import changed_facts, has_changed, passages
from plans.stating import save_drafts
from tests.plans.consultation_cast import Cast, make_consultation, state_about
from welfareplans.organisations.mail import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Client) -> Cast:
    cast = make_consultation()
    state_about(cast.organisation, {cast.measure(): "Lägg till fritidsklubbar", "plan": "Bra plan"})
    consulting.end(cast.consultation)
    client.force_login(cast.coordinator)
    return cast


def answer_page(cast: Cast, about: str) -> str:
    return f"{cast.page}statements/{Statement.objects.get(about=about).pk}/"


def posted(about: str, **fields: str) -> dict[str, str]:
    version = str(Statement.objects.get(about=about).version)
    return {"version": version, "outcome": "", "changed": "", "answer_sv": "", "answer_fi": "", **fields}


def test_statements_stand_by_part_of_the_plan_and_drafts_are_not_shown(client: Client, cast: Cast) -> None:
    page = client.get(f"{cast.page}statements/").content.decode()
    assert page.index("Planen som helhet") < page.index("Åtgärd 1 i granvik")
    assert "0 av 2 utlåtanden är besvarade." in page
    Consultation.objects.update(ended_at=None)
    save_drafts(cast.committee, {"plan": "Bara ett utkast"}, {})
    assert "Bara ett utkast" not in client.get(f"{cast.page}statements/").content.decode()


def test_an_answer_says_what_changed_and_leads_to_the_next(client: Client, cast: Cast) -> None:
    address = answer_page(cast, cast.measure())
    told = posted(cast.measure(), outcome="changed", answer_sv="Klubbarna lades till", next="1")
    assert client.post(address, told)["Location"] == answer_page(cast, "plan")
    statement = Statement.objects.get(about=cast.measure())
    assert statement.changed == cast.measure()
    assert statement.is_answered
    assert "Klubbarna lades till" in client.get(f"{cast.page}statements/").content.decode()
    assert "Klubbarna" not in client.get(f"{cast.page}statements/?show=open").content.decode()


def test_no_change_needs_a_reason_and_no_outcome_is_no_answer(client: Client, cast: Cast) -> None:
    address = answer_page(cast, "plan")
    silent = client.post(address, posted("plan", outcome="not_changed"))
    assert silent.status_code == 400
    assert "Skriv varför det inte ledde till en ändring." in silent.content.decode()
    without = client.post(address, posted("plan", answer_sv="Tack"))
    assert "Välj vad utlåtandet ledde till." in without.content.decode()
    assert "Tack" in without.content.decode()
    typed = posted("plan", outcome="not_changed") | {"_fields": "outcome"}
    assert client.post(address, typed, headers={"X-Autosave": "1"}).json()["errors"] == {}
    assert not Statement.objects.get(about="plan").is_answered
    typed = posted("plan", answer_fi="Perustelu") | {"_fields": "answer_fi"}
    client.post(address, typed, headers={"X-Autosave": "1"})
    assert Statement.objects.get(about="plan").is_answered


def test_what_changed_since_the_statement_is_marked_and_shown_to_the_party(client: Client, cast: Cast) -> None:
    measure = Measure.objects.get()
    measure.title_sv = "Åtgärd 1 med klubbar"
    measure.save()
    page = client.get(f"{cast.page}statements/").content.decode()
    assert page.count("Ändrat sedan remissen öppnades") == 1
    assert "<ins>med klubbar</ins>" in client.get(answer_page(cast, cast.measure())).content.decode()
    client.post(answer_page(cast, cast.measure()), posted(cast.measure(), outcome="changed"))
    client.post(f"{cast.page}answers/show/")
    assert list(Mail.objects.values_list("subject", flat=True)) == ["Lausuntoonne on vastattu: Suunnitelma 2023–2027"]
    party = Client().get(cast.link).content.decode()
    assert "Ändrade planen" in party
    assert "<ins>med klubbar</ins>" in party
    key = cast.measure()
    measure.delete()
    assert "Finns inte längre i planen" in client.get(f"{cast.page}statements/").content.decode()
    assert client.get(answer_page(cast, key)).status_code == 200
    assert Client().get(cast.link).status_code == 200


def test_answers_cannot_be_shown_while_statements_can_be_changed(client: Client) -> None:
    cast = make_consultation()
    client.force_login(cast.coordinator)
    assert client.post(f"{cast.page}answers/show/").status_code == 409
    assert not Consultation.objects.get().is_answered


@pytest.mark.parametrize("value", ["approved", "measure-99999", "\x00", "x" * 50])
def test_hostile_choices_are_refused_at_their_field(client: Client, cast: Cast, value: str) -> None:
    for field in ("outcome", "changed"):
        told = posted("plan", outcome="noted") | {field: value}
        assert client.post(answer_page(cast, "plan"), told).status_code == 400
    assert Statement.objects.get(about="plan").outcome == ""


def test_two_coordinators_answer_at_once_and_choose(client: Client, cast: Cast) -> None:
    told = posted("plan", outcome="noted", answer_sv="Mitt svar")
    row = Statement.objects.get(about="plan")
    row.outcome, row.answer_sv = "noted", "Kollegans svar"
    row.save()
    answer = client.post(answer_page(cast, "plan"), told)
    assert answer.status_code == 409
    assert "Kollegans svar" in answer.content.decode()
    assert "Mitt svar" in answer.content.decode()


def test_the_signers_name_is_for_the_coordinator_only(client: Client, cast: Cast) -> None:
    assert "Nora Namn" in client.get(answer_page(cast, "plan")).content.decode()
    assert "Nora Namn" not in Client().get(cast.link).content.decode()


def test_the_page_asks_a_constant_number_of_times(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for about in ("chapter-1", None, None):
        with django_assert_max_num_queries(25) as counted:
            client.get(f"{cast.page}statements/")
        counts.append(len(counted))
        Statement.objects.create(
            invitation=cast.committee, about=about or f"goal-{len(counts)}", text="x", submitted_text="x"
        )
        cast.committee.submitted_at, cast.committee.signed_as = cast.consultation.opened_at, "x"
        cast.committee.save()
    assert len(set(counts)) == 1


def test_moving_a_part_is_no_change_of_it(cast: Cast) -> None:
    content = {
        "plan": {"title": {"sv": "Plan"}, "first_year": 2023, "last_year": 2027}, "chapters": [], "committees": [],
        "programmes": [], "indicators": [],
        "principles": [{"id": 1, "title": {"sv": "A"}, "goals": []}, {"id": 2, "title": {"sv": "B"}, "goals": []}],
    }  # fmt: skip
    before = passages(content)  # type: ignore[arg-type]
    content["principles"].reverse()  # type: ignore[attr-defined]
    after = {one.key: one for one in passages(content)}  # type: ignore[arg-type]
    assert not any(has_changed(one, after[one.key]) for one in before)
    assert changed_facts(before[0], before[1])[0][0] == "title"
