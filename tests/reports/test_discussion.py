"""The discussion about a measure: who writes and reads it, and when it ends."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import Comment, CommitteePart
from tests.factories import make_committee, make_municipality, make_user
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", cast.committee.municipality, name="Carita"))
    return client


def say(cast: Cast, text: str, client: Client | None = None, once: str = "", *, script: bool = True) -> Any:
    address = f"/sv/follow-up/parts/{cast.part.pk}/measures/{cast.measures[0].pk}/comments/"
    data = {"comment": text, "once": once or str(uuid.uuid4())}
    return (client or cast.client).post(address, data, headers={"HX-Request": "true"} if script else {})


def test_the_coordinator_asks_and_the_committee_answers(cast: Cast, coordinator: Client) -> None:
    say(cast, "Hur räknade ni?", coordinator)
    page = cast.page("?open=none").content.decode()
    assert "1 ny kommentar" in page
    page = cast.page(f"?open={cast.measures[0].pk}").content.decode()
    assert "Hur räknade ni?" in page
    assert "Carita</b>, koordinator" in page
    assert "1 ny kommentar" not in cast.page("?open=none").content.decode()
    assert "Per skola" in say(cast, "Per skola").content.decode()
    read = coordinator.get(f"/sv/follow-up/parts/{cast.part.pk}/judge/").content.decode()
    assert "Per skola" in read
    assert 'class="is-new"' in read
    assert 'class="is-new"' not in coordinator.get(f"/sv/follow-up/parts/{cast.part.pk}/judge/").content.decode()
    assert "Sett av Carita" in cast.page(f"?open={cast.measures[0].pk}").content.decode()


def test_a_double_click_writes_once(cast: Cast) -> None:
    once = str(uuid.uuid4())
    for _ in range(20):
        say(cast, "En gång", once=once)
    assert Comment.objects.get().text == "En gång"


def test_a_comment_is_text_and_nothing_else(cast: Cast) -> None:
    page = say(cast, "<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "a\x00b"])
def test_what_is_no_comment_is_refused_and_kept_in_its_box(cast: Cast, text: str) -> None:
    reply = say(cast, text)
    assert reply.status_code == 200
    assert 'role="alert"' in reply.content.decode()
    assert say(cast, text, script=False).status_code == 400
    assert not Comment.objects.exists()


def test_an_old_key_is_refused(cast: Cast) -> None:
    assert say(cast, "Hej", once="x").status_code == 200
    assert not Comment.objects.exists()


def test_an_accepted_part_is_no_longer_discussed(cast: Cast, coordinator: Client) -> None:
    say(cast, "Före")
    CommitteePart.objects.filter(pk=cast.part.pk).update(status="submitted", meeting_on="2026-11-01")
    say(cast, "Inlämnad")
    CommitteePart.objects.filter(pk=cast.part.pk).update(status="accepted")
    for client in (cast.client, coordinator):
        assert "godkänd" in say(cast, "Efter", client).content.decode()
    assert list(Comment.objects.values_list("text", flat=True)) == ["Före", "Inlämnad"]
    page = cast.page(f"?open={cast.measures[0].pk}").content.decode()
    assert "Före" in page
    assert 'name="comment"' not in page


@pytest.mark.parametrize("role", ["councillor", "foreign", "colleague"])
def test_the_discussion_does_not_exist_for_others(cast: Cast, role: str) -> None:
    home = cast.committee.municipality
    if role == "foreign":
        user = make_user("coordinator", make_municipality("annanstans"))
    else:
        other = make_committee(home, "Tekniska nämnden") if role == "colleague" else None
        user = make_user("committee" if other else role, home, other, name=role)
    client = Client()
    client.force_login(user)
    assert say(cast, "Jag", client).status_code == 404
    assert not Comment.objects.exists()


def test_without_the_script_a_comment_leads_back_to_its_place(cast: Cast, coordinator: Client) -> None:
    assert say(cast, "Hej", script=False)["Location"].endswith(f"#m{cast.measures[0].pk}")
    assert f"/judge/#m{cast.progress.pk}" in say(cast, "Hej", coordinator, script=False)["Location"]


def test_many_comments_take_no_more_queries_than_one(cast: Cast) -> None:
    cast.page()
    counts = []
    for _ in range(2):
        for _ in range(3):
            say(cast, "Hej")
        with CaptureQueriesContext(connection) as queries:
            cast.page()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
