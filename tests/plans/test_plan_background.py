"""Sources and contacts of a plan: lists that are added to, edited, deleted and brought back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Contact, Plan, Source
from tests.factories import make_committee, make_municipality, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def address(plan: Plan, query: str = "") -> str:
    return f"/sv/plans/{plan.slug}/background/{query}"


def typed(client: Client, plan: Plan, source: Source, **changes: object) -> Any:
    """Send what our script sends: the changed fields."""
    data = {"version": changes.pop("version", source.version), "_fields": ",".join(changes), **changes}
    return client.post(address(plan, f"?list=sources&row={source.pk}"), data, headers={"X-Autosave": "1"})


SOURCE = {"act": "add", "title_sv": "Skolhälsa", "title_fi": "", "kind": "survey", "year": "2025", "link": "thl.fi/x"}


def test_a_source_is_added_once_however_often_the_button_is_hit(coordinator: Client, plan: Plan) -> None:
    for _ in range(5):
        assert coordinator.post(address(plan, "?list=sources"), SOURCE).status_code == 302
    found = Source.objects.get()
    assert (found.title_sv, found.kind, found.year, found.link) == ("Skolhälsa", "survey", 2025, "https://thl.fi/x")  # type: ignore[attr-defined]
    page = coordinator.get(address(plan)).content.decode()
    assert "Skolhälsa" in page
    assert "saknas på finska" in page


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title_sv", ""), ("title_sv", "a\x00b"), ("title_sv", "x" * 301), ("year", "1" + "0" * 400),
        ("kind", "gossip"), ("link", "javascript:alert(1)"), ("link", "ftp://thl.fi/"), ("link", "file:///etc/passwd"),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_said_at_its_field(coordinator: Client, plan: Plan, field: str, text: str) -> None:
    response = coordinator.post(address(plan, "?list=sources"), {**SOURCE, field: text})
    assert response.status_code == 400
    page = response.content.decode()
    assert "govuk-error-summary" in page
    assert f'id="sources_{field}_error"' in page
    assert not Source.objects.exists()


def test_a_row_is_saved_as_it_is_typed_and_a_late_save_never_wins(coordinator: Client, plan: Plan) -> None:
    source = plan.sources.create(kind="survey", title_sv="Enkät")
    answer = typed(coordinator, plan, source, title_sv="Ny enkät").json()
    assert (answer["version"], answer["errors"], answer["clash"]) == (2, {}, False)
    assert typed(coordinator, plan, source, version=1, title_sv="Gammal").status_code == 409
    assert typed(coordinator, plan, source, version=1, year="2024").json()["changed"] == {"title_sv": "Ny enkät"}
    source.refresh_from_db()
    assert (source.title_sv, source.year) == ("Ny enkät", 2024)  # type: ignore[attr-defined]


def test_two_people_who_change_the_same_text_choose_from_both(coordinator: Client, plan: Plan) -> None:
    source = plan.sources.create(kind="survey", title_sv="Enkät")
    typed(coordinator, plan, source, title_sv="Deras text")
    whole = {"version": 1, "title_sv": "Min text", "title_fi": "", "kind": "survey", "year": "", "link": ""}
    response = coordinator.post(address(plan, f"?list=sources&row={source.pk}"), whole)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Deras text" in page
    assert "Min text" in page
    assert "<ins>Min</ins>" in page


def test_a_deleted_row_comes_back_as_it_was(coordinator: Client, plan: Plan) -> None:
    contact = plan.contacts.create(function_sv="Koordinator", function_fi="Koordinaattori", sector_sv="Bildning")
    row = address(plan, f"?list=contacts&row={contact.pk}")
    for _ in range(2):
        gone = coordinator.post(row, {"act": "remove"})
    assert not Contact.objects.exists()
    assert gone.status_code == 302
    page = coordinator.get(address(plan, f"?list=contacts&removed={contact.pk}")).content.decode()
    assert "Koordinator" in page
    assert "Ångra" in page
    for _ in range(2):
        assert coordinator.post(row, {"act": "restore"}).status_code == 302
    back = Contact.objects.get()
    assert (back.pk, back.function_sv, back.function_fi, back.sector_sv) == (  # type: ignore[attr-defined]
        contact.pk, "Koordinator", "Koordinaattori", "Bildning"
    )  # fmt: skip
    assert "Ångra" not in coordinator.get(address(plan, f"?list=contacts&removed={contact.pk}")).content.decode()


def test_a_row_deleted_again_after_it_came_back_comes_back_as_it_was_last(coordinator: Client, plan: Plan) -> None:
    source = plan.sources.create(kind="survey", title_sv="Enkät")
    row = address(plan, f"?list=sources&row={source.pk}")
    coordinator.post(row, {"act": "remove"})
    coordinator.post(row, {"act": "restore"})
    source.refresh_from_db()
    typed(coordinator, plan, source, title_sv="Bättre enkät")
    coordinator.post(row, {"act": "remove"})
    coordinator.post(row, {"act": "restore"})
    assert Source.objects.get().title_sv == "Bättre enkät"  # type: ignore[attr-defined]


def test_rows_of_another_plan_are_neither_edited_deleted_nor_brought_back(coordinator: Client, plan: Plan) -> None:
    elsewhere = make_municipality("annanstans")
    other = make_plan(elsewhere, make_committee(elsewhere))
    foreign = other.sources.create(kind="survey", title_sv="Deras")
    gone = other.sources.create(kind="survey", title_sv="Borttagen")
    key = gone.pk
    gone.delete()
    assert typed(coordinator, plan, foreign, title_sv="Ny").status_code == 404
    for query in (f"?list=sources&row={foreign.pk}", f"?list=sources&row={key}", "?list=sources&row=x"):
        coordinator.post(address(plan, query), {"act": "remove"})
        coordinator.post(address(plan, query), {"act": "restore"})
    assert [one.title_sv for one in Source.objects.all()] == ["Deras"]  # type: ignore[attr-defined]
    assert coordinator.post(address(plan, "?list=nothing"), SOURCE).status_code == 404
    own = plan.sources.create(kind="survey", title_sv="Utan ordning")
    moved = coordinator.post(address(plan, f"?list=sources&row={own.pk}"), {"act": "move", "place": "1"})
    assert moved.status_code == 404
    own.delete()
    assert coordinator.get(address(other)).status_code == 404


def test_the_page_asks_the_database_as_often_with_one_row_as_with_three(coordinator: Client, plan: Plan) -> None:
    counts: list[int] = []
    for _ in range(2):
        for number in range(1 if not counts else 2):
            plan.sources.create(kind="survey", title_sv=f"Enkät {len(counts)}{number}")
            plan.contacts.create(function_sv=f"Rektor {len(counts)}{number}").delete()
        coordinator.get(address(plan))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(address(plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]
