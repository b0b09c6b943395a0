"""An invited party reads the plan, writes in place and hands in its statement."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans import consulting
from plans.models import Consultation, Invitation, Measure, Statement
from tests.factories import make_committee, make_municipality, make_user
from tests.plans.consultation_cast import Cast, in_days, make_consultation, state_about

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pace() -> None:
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    return make_consultation()


def typed(client: Client, address: str, fields: dict[str, str]) -> Any:
    changed = [name for name in fields if not name.startswith("version")]
    return client.post(address, {"version": "1", "_fields": ",".join(changed), **fields}, headers={"X-Autosave": "1"})


def test_the_link_shows_this_plan_and_nothing_else(client: Client, cast: Cast) -> None:
    make_consultation(slug="annanstans")
    answer = client.get(cast.link)
    body = answer.content.decode()
    assert "Åtgärd 1 i granvik" in body
    assert "Läs hela planen." in body
    for hidden in ("annanstans", "hem@skola.example", "Bildningsnämnden (fi)", "/plans/", "/reports/"):
        assert hidden not in body.lower() if hidden == "annanstans" else hidden not in body
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_texts_are_saved_as_typed_and_handed_in(client: Client, cast: Cast) -> None:
    key = cast.measure()
    first = typed(client, cast.link, {key: "Bra", f"version-{key}": "0"})
    assert first.json()["versions"] == {f"version-{key}": 1}
    second = typed(client, cast.link, {key: "Bra åtgärd", f"version-{key}": "1"})
    assert second.json()["versions"] == {f"version-{key}": 2}
    assert "Bra åtgärd" in client.get(f"{cast.link}sign/").content.decode()
    assert not Statement.objects.submitted().exists()
    told = {"signed_as": "Ordförande", "signed_by": "", "written_in": "sv"}
    for _ in range(20):
        assert client.post(f"{cast.link}sign/", told).status_code == 302
    assert [one.submitted_text for one in Statement.objects.submitted()] == ["Bra åtgärd"]
    typed(client, cast.link, {key: "Ändrad", f"version-{key}": str(Statement.objects.get().version)})
    assert "Ni har ändrat det efteråt" in client.get(cast.link).content.decode()
    assert Statement.objects.get().submitted_text == "Bra åtgärd"


def test_everything_works_without_the_script(client: Client, cast: Cast) -> None:
    key = cast.measure()
    told = {"plan": "Hela planen\r\när bra", key: "", "version-plan": "0", f"version-{key}": "0", "act": "sign"}
    assert client.post(cast.link, told)["Location"] == f"{cast.link}sign/"
    assert Statement.objects.get().text == "Hela planen\när bra"
    client.post(cast.link, told | {"version-plan": "1"})
    assert Statement.objects.get().version == 1
    assert "Skriv i vilken funktion" in client.post(f"{cast.link}sign/", {"written_in": "sv"}).content.decode()


def test_the_committees_members_write_on_one_statement_and_lose_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.member)
    address = f"/sv/statements/{cast.committee.pk}/"
    key = cast.measure()
    typed(client, address, {"plan": "Den enas", "version-plan": "0"})
    other = typed(client, address, {key: "Den andras", f"version-{key}": "0", "version-plan": "0"})
    assert other.json()["changed"] == {"plan": "Den enas"}
    clash = typed(client, address, {"plan": "Samtidigt", "version-plan": "0"})
    assert clash.status_code == 409
    assert clash.json()["clash"] is True
    compare = client.post(address, {"plan": "Samtidigt", "version-plan": "0"})
    body = compare.content.decode()
    assert compare.status_code == 409
    assert "Den enas" in body
    assert "Samtidigt" in body
    client.post(address, {"plan": "Båda", "version-plan": "1"})
    assert Statement.objects.get(about="plan").text == "Båda"


def test_colleagues_outside_the_committee_and_withdrawn_parties_find_nothing(client: Client, cast: Cast) -> None:
    address = f"/sv/statements/{cast.committee.pk}/"
    other = make_committee(cast.plan.municipality, "Annan nämnd")
    for user in (make_user("committee", cast.plan.municipality, other, name="annan"), cast.coordinator):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.force_login(cast.member)
    assert client.get(address).status_code == 200
    assert client.get(f"/sv/statements/{cast.organisation.pk}/").status_code == 404
    Invitation.objects.update(withdrawn_at=cast.consultation.opened_at)
    assert client.get(address).status_code == 404
    assert client.get(cast.link).status_code == 404


def test_another_municipalitys_coordinator_states_signed_in(client: Client, cast: Cast) -> None:
    neighbour = make_municipality("grannby")
    invitation = cast.consultation.invitations.create(kind="municipality", municipality=neighbour, language="sv")
    client.force_login(make_user("coordinator", neighbour))
    assert client.get(f"/sv/statements/{invitation.pk}/").status_code == 200
    assert client.get(f"/sv/plans/{cast.plan.slug}/").status_code == 404


def test_after_the_last_day_nothing_is_changed_and_the_text_is_told(client: Client, cast: Cast) -> None:
    state_about(cast.organisation, {"plan": "Före"})
    Consultation.objects.update(due_on=in_days(-1))
    late = typed(client, cast.link, {"plan": "Efter", "version-plan": "2"})
    assert late.json()["redirect"] == cast.link
    assert client.post(f"{cast.link}sign/", {"signed_as": "X", "written_in": "sv"}).status_code == 302
    assert Statement.objects.get().text == "Före"
    body = client.get(cast.link).content.decode()
    assert "Remissen har avslutats" in body
    assert "Före" in body
    assert "<textarea" not in body


def test_a_statement_is_taken_back_until_the_last_day(client: Client, cast: Cast) -> None:
    state_about(cast.organisation, {"plan": "Hastigt skrivet"})
    client.post(cast.link, {"act": "take_back"})
    assert not Statement.objects.submitted().exists()
    assert Statement.objects.get().text == "Hastigt skrivet"
    assert Invitation.objects.get(pk=cast.organisation.pk).signed_by == ""


def test_the_party_reads_the_text_of_the_day_it_opened(client: Client, cast: Cast) -> None:
    measure = Measure.objects.get()
    measure.title_sv = "Nyare text"
    measure.save()
    assert "Nyare text" not in client.get(cast.link).content.decode()


def test_links_expire_and_guesses_find_nothing(client: Client, cast: Cast) -> None:
    for guess in ("x", "a" * 43, "%00", "å" * 500):
        answer = client.get(f"/sv/consultation/{guess}/")
        assert answer.status_code == 404
    assert "Länken fungerar inte" in client.get(f"/sv/consultation/{'a' * 43}/").content.decode()
    Consultation.objects.update(due_on=in_days(-366))
    assert client.get(cast.link).status_code == 404


def test_hostile_texts_are_refused_at_their_box_and_kept(client: Client, cast: Cast) -> None:
    key = cast.measure()
    for hostile in ("\x00nul", "x" * 10_001):
        answer = client.post(cast.link, {key: hostile, "plan": "Detta sparas", "measure-99": "okänd"})
        assert answer.status_code == 400
        assert f'id="{key}-error"' in answer.content.decode()
        told = typed(client, cast.link, {key: hostile})
        assert key in told.json()["errors"]
    assert list(Statement.objects.values_list("text", flat=True)) == ["Detta sparas"]
    client.post(cast.link, {"plan": "<script>alert(1)</script>", "version-plan": "1"})
    assert "<script>alert" not in client.get(cast.link).content.decode()


def test_a_link_that_posts_without_end_is_slowed_down(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plans.views.party.MOST_POSTS", 3)
    statuses = [typed(client, cast.link, {"plan": str(number)}).status_code for number in range(8)]
    assert 429 in statuses
    assert client.get(cast.link).status_code == 200


def test_the_page_asks_a_constant_number_of_times(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for measures, slug in ((1, "ett"), (3, "tre")):
        cast = make_consultation(measures=measures, slug=slug)
        state_about(cast.organisation, {"plan": "x", cast.measure(): "y"})
        with django_assert_max_num_queries(3):
            client.get(cast.link)


def test_nobody_sees_the_answers_before_they_are_shown(client: Client, cast: Cast) -> None:
    state_about(cast.organisation, {"plan": "Hur går det?"})
    Statement.objects.update(outcome="noted", answer_sv="Hemligt tills vidare")
    consulting.end(cast.consultation)
    assert "Hemligt tills vidare" not in client.get(cast.link).content.decode()
    consulting.show_answers(cast.consultation)
    assert "Hemligt tills vidare" in client.get(cast.link).content.decode()
    assert json.loads(Consultation.objects.get().content)["plan"]["id"] == cast.plan.pk
