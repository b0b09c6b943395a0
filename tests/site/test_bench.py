"""./dev bench measures what it says it does."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from plans.models import Measure
from plans.tables.reading import read_table
from tests.factories import make_municipality
from welfareplans.bench import import_one, write_table
from welfareplans.bench_form import FirstForm
from welfareplans.bench_pages import COORDINATOR, Missing, Page, measure, typed
from welfareplans.organisations.models import User

FORM = """
<form method="post" action="/sv/account/logout/"><input name="gone" value="1"></form>
<form method="get" action="/search/"><input name="q" value="1"></form>
<form method="post" action=""><input type="hidden" name="version" value="3">
<input type="radio" name="state" value="done"><input type="radio" name="state" value="under_way" checked>
<textarea name="text_sv">
Två rader</textarea><textarea name="text_fi"></textarea>
<select name="proposal"><option value="change">x</option><option value="end" selected>y</option></select></form>
<form method="post" action="/other/"><input name="other" value="1"></form>
"""


def test_first_form_of_a_page_is_sent_back_as_a_browser_would() -> None:
    form = FirstForm(FORM)
    assert form.action == ""
    assert form.fields == [
        ("version", "3"), ("state", "under_way"), ("text_sv", "Två rader"), ("text_fi", ""), ("proposal", "end"),
    ]  # fmt: skip


def test_saving_sends_one_written_field_with_the_versions_as_the_pages_script_does() -> None:
    sent = typed(FirstForm(FORM).fields)
    assert [name for name, _value in sent] == ["version", "_fields", "text_sv"]
    assert dict(sent)["_fields"] == "text_sv"
    assert dict(sent)["text_sv"] != "Två rader"
    with pytest.raises(Missing, match="no text"):
        typed([("version", "3")])


def test_generated_table_has_a_measure_a_row(tmp_path: Path) -> None:
    table = read_table(write_table(tmp_path / "plan.xlsx", 42), ["sv"])
    assert len(table.rows) == 42
    assert table.warnings == []
    assert len({row.goal["sv"] for row in table.rows}) == 11


@pytest.mark.django_db
def test_an_import_is_measured_from_upload_to_plan(tmp_path: Path) -> None:
    make_municipality("bench", ("sv",))
    figures = import_one(str(write_table(tmp_path / "plan.xlsx", 5)))
    assert set(figures) == {"seconds", "rss_mb", "reading", "preview", "writing"}
    assert Measure.objects.count() == 5


@pytest.mark.django_db
def test_headers_tell_server_time_and_queries_only_when_measuring(client: Client, settings: Settings) -> None:
    assert "X-Queries" not in client.get("/sv/").headers
    settings.MIDDLEWARE = ["welfareplans.timing.TimingMiddleware", *settings.MIDDLEWARE]
    answer = Client().get("/sv/account/login/")
    assert float(answer.headers["Server-Timing"].removeprefix("app;dur=")) > 0
    assert int(answer.headers["X-Queries"]) == 0


@pytest.mark.django_db(transaction=True)
def test_page_is_measured_through_its_visitors_eyes(live_server: LiveServer) -> None:
    User.objects.create_user(email=COORDINATOR)
    port = int(live_server.url.rpartition(":")[2])
    figures = measure(Page(COORDINATOR, "account", list), port)
    assert set(figures) == {"ms", "p95_ms", "queries", "bytes"}
    assert figures["bytes"] > 500
    with pytest.raises(Missing, match="not found"):
        measure(Page(None, "no_such_page", list), port)
