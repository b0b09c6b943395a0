"""Saving on the desk: as typed, without a script, two people at once, numbers as people write them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Value
from plans.models import PlanIndicator
from reports.models import CommitteePart, Progress, Round
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def last_year(cast: Cast, number: str) -> None:
    use = PlanIndicator.objects.get(measures=cast.measures[0])
    Value.objects.create(indicator=use.indicator, area=cast.plan.own_area, year=2025, number=Decimal(number))


def test_the_script_saves_one_field_and_gets_the_new_version(cast: Cast) -> None:
    reply = cast.save(script=True, text_sv="Vi började i mars")
    assert reply.status_code == 200
    assert reply.json()["version"] == 2
    assert reply.json()["errors"] == {}
    assert cast.progress.text_sv == "Vi började i mars"
    assert CommitteePart.objects.get(pk=cast.part.pk).status == "in_progress"


def test_the_script_saves_a_figure_and_gets_the_cells_version(cast: Cast) -> None:
    reply = cast.save(script=True, figure_total="1 234,5", version_total="0").json()
    assert reply["versions"] == {f"version-{cast.key()}": 1}
    assert Value.objects.get().number == Decimal("1234.5")
    assert Value.objects.get().entered_by == cast.member


def test_without_a_script_one_button_saves_all_and_goes_to_the_next(cast: Cast) -> None:
    reply = cast.save(state="done", text_sv="Klart", figure_total="12", missing_total="", figure_fi="", missing_fi="")
    assert reply.status_code == 302
    assert reply.headers["Location"].endswith(f"?open={cast.measures[1].pk}#m{cast.measures[1].pk}")
    assert (cast.progress.state, cast.progress.text_sv) == ("done", "Klart")
    assert Value.objects.get().number == 12


def test_after_the_last_measure_the_answers_are_checked(cast: Cast) -> None:
    cast.save(state="done", measure=cast.measures[1].pk)
    assert cast.save(state="done").headers["Location"].endswith("/submit/")


def test_twenty_identical_posts_make_one_record(cast: Cast) -> None:
    for _ in range(20):
        cast.save(state="done", text_sv="Klart", figure_total="12", version_total="0")
    assert cast.progress.version == 2
    assert Value.objects.count() == 1
    assert Value.objects.get().version == 1


def test_two_people_on_different_fields_keep_both(cast: Cast) -> None:
    cast.save(state="done", text_sv="", version=1)
    reply = cast.save(script=True, text_fi="Valmis", version=1).json()
    assert (cast.progress.state, cast.progress.text_fi) == ("done", "Valmis")
    assert reply["changed"]["state"] == ["done"]


def test_two_people_on_the_same_text_get_both_to_merge(cast: Cast) -> None:
    cast.save(text_sv="Kollegans ord", state="under_way")
    reply = cast.save(text_sv="Mina ord", state="", text_fi="Minun sanani")
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "Kollegans ord" in page
    assert "Mina ord" in page
    assert cast.measures[0].title_sv in page
    assert 'Vad gjordes <span class="meta">på svenska</span>' in page
    assert cast.progress.text_sv == "Kollegans ord"
    assert cast.save(script=True, text_sv="Mina ord").json()["clash"] is True
    version = cast.progress.version
    assert f'name="version" value="{version}"' in page
    assert 'name="state" value="under_way"' in page
    cast.save(version=version, text_sv="Bådas ord", state="under_way", text_fi="Minun sanani")
    assert (cast.progress.text_sv, cast.progress.text_fi) == ("Bådas ord", "Minun sanani")


def test_a_conflict_rolls_nothing_back_because_the_server_would_forget_its_plans(cast: Cast) -> None:
    cast.save(text_sv="Kollegans ord")
    with CaptureQueriesContext(connection) as queries:
        assert cast.save(script=True, text_sv="Mina ord").status_code == 409
    assert not [query["sql"] for query in queries if "ROLLBACK" in query["sql"]]


def test_two_people_on_the_same_figure_get_both(cast: Cast) -> None:
    cast.save(figure_total="12", version_total="0")
    reply = cast.save(figure_total="13", version_total="0")
    assert reply.status_code == 409
    assert f'name="version-{cast.key()}" value="1"' in reply.content.decode()
    assert Value.objects.get().number == 12
    assert cast.save(figure_total="13", version_total="1").status_code == 302
    assert Value.objects.get().number == 13


def test_a_form_with_a_figure_left_alone_keeps_the_colleagues_newer_one(cast: Cast) -> None:
    cast.save(figure_total="12", version_total="0")
    cast.save(figure_total="14", version_total="1")
    reply = cast.save(version=2, figure_total="12", version_total="1", text_sv="Annat")
    assert reply.status_code == 302
    assert Value.objects.get().number == 14


def test_a_cleared_figure_is_gone_and_an_older_page_does_not_bring_it_back(cast: Cast) -> None:
    cast.save(figure_total="12", version_total="0")
    cast.save(figure_total="", missing_total="", version_total="1")
    assert not Value.objects.exists()
    cast.save(figure_total="20", version_total="0")
    assert Value.objects.get().version == 2
    assert cast.save(figure_total="30", version_total="1").status_code == 409


def test_zero_a_reason_and_nothing_are_three_things(cast: Cast) -> None:
    cast.save(figure_total="0", figure_fi="", missing_fi="suppressed", figure_sv="", missing_sv="")
    finnish = Value.objects.get(category__key="fi")
    assert Value.objects.get(category=None).number == 0
    assert (finnish.number, finnish.missing) == (None, "suppressed")
    assert not Value.objects.filter(category__key="sv").exists()


def test_a_figure_replaces_the_reason_and_the_reason_the_figure(cast: Cast) -> None:
    cast.save(script=True, missing_total="not_collected")
    cast.save(script=True, figure_total="7", version_total="1")
    assert (Value.objects.get().number, Value.objects.get().missing) == (Decimal(7), "")
    cast.save(script=True, missing_total="not_available", version_total="2")
    assert (Value.objects.get().number, Value.objects.get().missing) == (None, "not_available")


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("sv", "1 234,5", "1234.5"), ("fi", "12,5 %", "12.5"), ("da", "1.234,5", "1234.5"), ("da", "1.234", "1234")],
)
def test_numbers_are_read_as_the_language_writes_them(cast: Cast, language: str, text: str, number: str) -> None:
    assert cast.save(language=language, figure_total=text).status_code == 302
    assert Value.objects.get().number == Decimal(number)


@pytest.mark.parametrize(
    "text", ["tolv", "1.234", "9" * 401, "1e400", "12\x00", "١٢", "\u202e12", "=1+1", "1 2 3", "nan"]
)
def test_what_is_no_number_is_refused_at_the_cell_and_kept_as_typed(cast: Cast, text: str) -> None:
    reply = cast.save(state="done", figure_total=text, figure_fi="5")
    assert reply.status_code == 400
    assert f'id="error-{cast.key()}" data-error-for="figure-{cast.key()}">' in reply.content.decode()
    assert [value.number for value in Value.objects.all()] == [5]
    assert cast.progress.state == "done"
    errors = cast.save(script=True, version=2, figure_total=text).json()["errors"]
    assert list(errors) == [f"figure-{cast.key()}"]


@pytest.mark.parametrize(
    "fields",
    [
        {"text_sv": "a\x00b"}, {"text_sv": "x" * 20001}, {"state": "finished"}, {"proposal": "x"},
        {"missing_total": "because"}, {"figure_total": "1", "missing_total": "not_collected"},
    ],
)  # fmt: skip
def test_hostile_input_is_refused_at_its_field(cast: Cast, fields: dict[str, Any]) -> None:
    assert cast.save(**fields).status_code == 400
    assert list(cast.save(script=True, **fields).json()["errors"])
    assert cast.progress.text_sv in ("", None)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_form_without_our_version_is_refused(cast: Cast, version: str) -> None:
    assert cast.save(version=version, state="done").status_code == 400
    assert cast.progress.state == ""


def test_fields_that_the_form_does_not_have_are_ignored(cast: Cast) -> None:
    cast.save(state="done", return_reason="x", part_id="7", status="accepted")
    cast.client.post(
        f"/sv/follow-up/parts/{cast.part.pk}/measures/{cast.measures[0].pk}/",
        {"version": 2, "figure-999999-total": "5", "figure-1-999999": "5"},
    )
    assert cast.progress.return_reason == ""
    assert not Value.objects.exists()


def test_another_committees_figure_cannot_be_written(cast: Cast) -> None:
    other = make_cast(slug="annanstans")
    cast.client.post(
        f"/sv/follow-up/parts/{cast.part.pk}/measures/{cast.measures[0].pk}/",
        {"version": 1, f"figure-{other.key()}": "5"},
    )
    assert not Value.objects.exists()
    assert cast.save(measure=other.measures[0].pk, state="done").status_code == 404


def test_a_doubtful_figure_is_saved_and_asked_about(cast: Cast) -> None:
    last_year(cast, "910")
    reply = cast.save(script=True, figure_total="9100").json()
    assert "tio gånger" in reply["questions"][cast.key()]
    assert Value.objects.get(year=2026).number == 9100
    assert cast.save(figure_total="9 200", version_total="1").headers["Location"].endswith(f"#m{cast.measures[0].pk}")
    assert "tio gånger" in cast.page(f"?open={cast.measures[0].pk}").content.decode()


def test_yes_it_is_right_is_kept_until_the_figure_changes(cast: Cast) -> None:
    last_year(cast, "910")
    cast.save(figure_total="9100")
    reply = cast.save(script=True, sure_total="1", version_total="1").json()
    assert reply["questions"][cast.key()] == ""
    assert "tio gånger" in Value.objects.get(year=2026).note
    cast.save(script=True, figure_total="9200", version_total=str(Value.objects.get(year=2026).version))
    assert Value.objects.get(year=2026).note == ""


def test_a_reason_counts_only_for_a_change_or_an_end(cast: Cast) -> None:
    cast.save(proposal="change", reason="Mer tid behövs")
    assert cast.progress.reason == "Mer tid behövs"
    cast.save(version=2, proposal="continue", reason="Mer tid behövs")
    assert cast.progress.reason == ""


@pytest.mark.parametrize("closed", ["submitted", "accepted", "frozen"])
def test_a_part_that_is_no_longer_open_refuses_saves(cast: Cast, closed: str) -> None:
    part = CommitteePart.objects.select_related("round").get(pk=cast.part.pk)
    if closed == "frozen":
        Round.objects.filter(pk=part.round_id).update(status="published")
    else:
        part.submit(by=cast.member, meeting_on=datetime.date(2026, 11, 1), section="§ 1")
    if closed == "accepted":
        part.accept(by=cast.member)
    reply = cast.save(state="done", text_sv="För sent", figure_total="5")
    assert reply.status_code == 409
    assert "inte längre ändras" in reply.content.decode()
    assert "För sent" in reply.content.decode()
    answer = cast.save(script=True, state="done")
    assert answer.status_code == 409
    assert answer.json()["redirect"]
    assert Progress.objects.filter(part=part, state="").count() == 2
    assert not Value.objects.exists()


def test_saving_asks_the_database_a_constant_number_of_times(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(11):
        assert cast.save(script=True, text_sv="Kort").status_code == 200
