"""The committee's desk: who sees it, what it shows, and how often it asks the database."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Category, Value
from plans.models import Goal, PlanIndicator, Reporter
from reports.models import CommitteePart, Progress
from tests.factories import make_committee, make_indicator, make_municipality, make_round, make_user
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def value(cast: Cast, year: int, number: str, category: str | None = None, measure: int = 0) -> Value:
    use = PlanIndicator.objects.get(measures=cast.measures[measure])
    return Value.objects.create(
        indicator=use.indicator, area=cast.plan.own_area, year=year, number=Decimal(number),
        category=Category.objects.get(key=category) if category else None,
    )  # fmt: skip


def test_a_member_sees_the_first_unfilled_measure_open(cast: Cast) -> None:
    page = cast.page().content.decode()
    assert "0 av 2" in page
    assert 'name="state"' in page
    assert page.count('class="is-open"') == 1
    assert f'<li id="m{cast.measures[0].pk}" class="is-open">' in page


def test_each_measure_opens_by_its_own_address(cast: Cast) -> None:
    second = cast.measures[1].pk
    assert f'<li id="m{second}" class="is-open">' in cast.page(f"?open={second}").content.decode()
    assert 'class="is-open"' not in cast.page("?open=none").content.decode()


def test_a_text_in_another_language_is_marked_by_its_name_and_plain_in_a_sentence(cast: Cast) -> None:
    PlanIndicator.objects.update(target=Decimal(780), target_year=2027)
    page = cast.page(language="da").content.decode()
    assert '<span class="app-mark">(på svensk)</span>' in page
    assert "&lt;span" not in page
    assert "780\N{NO-BREAK SPACE}barn (2027)" in page
    submit = cast.client.get(f"/da/follow-up/parts/{cast.part.pk}/submit/").content.decode()
    assert "&lt;span" not in submit
    assert "Tal mangler: " in submit


def test_a_row_is_fetched_alone(cast: Cast) -> None:
    second = cast.measures[1].pk
    row = cast.page(f"?open={second}&row={second}").content.decode()
    assert row.startswith(f'<li id="m{second}"')
    assert "<html" not in row


@pytest.mark.parametrize("wanted", ["x", "99999999999999999999", "%00", "f1", ""])
def test_a_strange_place_to_open_opens_nothing(cast: Cast, wanted: str) -> None:
    assert cast.page(f"?open={wanted}").status_code == 200
    assert cast.page(f"?open={wanted}&row={wanted}").status_code == 200


@pytest.mark.parametrize("role", ["coordinator", "councillor", "foreign", "colleague"])
def test_the_desk_does_not_exist_for_others(cast: Cast, role: str) -> None:
    municipality = cast.committee.municipality
    if role == "foreign":
        elsewhere = make_municipality("annanstans")
        user = make_user("committee", elsewhere, make_committee(elsewhere))
    elif role == "colleague":
        user = make_user("committee", municipality, make_committee(municipality, "Tekniska nämnden"), name="teknik")
    else:
        user = make_user(role, municipality)
    cast.client.force_login(user)
    assert cast.page().status_code == 404
    assert cast.save(state="done").status_code == 404
    assert cast.client.get(f"/sv/follow-up/parts/{cast.part.pk}/submit/").status_code == 404
    assert cast.progress.state == ""


def test_last_years_answer_and_figures_stand_beside(cast: Cast) -> None:
    before = make_round(cast.plan, 2025)
    Progress.objects.filter(part__round=before, measure=cast.measures[0]).update(state="delayed", text_sv="I fjol sent")
    value(cast, 2024, "90")
    value(cast, 2025, "1234.5")
    page = cast.page().content.decode()
    assert "Förra gången, 2025" in page
    assert "I fjol sent" in page
    assert "1\u202f234,5" in page
    assert "app-spark" in page
    assert "målvärde minst 200" in page


def test_a_figure_of_two_measures_is_asked_at_the_first(cast: Cast) -> None:
    PlanIndicator.objects.get(measures=cast.measures[0]).measures.add(cast.measures[1])
    page = cast.page(f"?open={cast.measures[1].pk}").content.decode()
    assert f'name="figure-{cast.key("total")}"' not in page
    assert "siffran efterfrågas vid åtgärd 1.1.1" in page


def test_a_figure_of_a_goal_is_asked_at_the_end(cast: Cast) -> None:
    use = make_indicator(cast.plan, 9)
    use.goals.add(Goal.objects.get())
    reporter = Reporter.objects.create(plan_indicator=use, area=cast.plan.own_area, committee=cast.committee)
    assert "Övriga siffror" in cast.page().content.decode()
    assert f'name="figure-{reporter.pk}-total"' in cast.page(f"?open=f{reporter.pk}").content.decode()
    address = f"/sv/follow-up/parts/{cast.part.pk}/values/{use.pk}/"
    reply = cast.client.post(address, {"version": 0, f"figure-{reporter.pk}-total": "12"})
    assert reply.status_code == 302
    assert Value.objects.get().number == 12
    assert cast.client.get(address).status_code == 302


def test_a_returned_measure_shows_the_reason_at_its_place(cast: Cast) -> None:
    cast.part.submit(by=cast.member, meeting_on=datetime.date(2026, 11, 1), section="§ 1")
    row = cast.progress
    row.state, row.return_reason = "done", "Fördelningen saknas"
    row.save()
    part = CommitteePart.objects.get(pk=cast.part.pk)
    part.return_to_committee(reason="Läs igenom", by=cast.member)
    page = cast.page().content.decode()
    assert "Läs igenom" in page
    assert "Fördelningen saknas" in page
    assert "Returnerad" in page
    assert f'<li id="m{cast.measures[0].pk}" class="is-open">' in page
    CommitteePart.objects.filter(pk=part.pk).update(returned_at=timezone.now() - datetime.timedelta(minutes=5))
    cast.save(version=2, text_sv="Nu med fördelning")
    page = cast.page().content.decode()
    assert "Returnerad" not in page
    assert "Fördelningen saknas" in page


def test_a_submitted_part_is_read_and_not_written(cast: Cast) -> None:
    cast.save(state="done", text_sv="Klart nu", figure_total="12")
    part = CommitteePart.objects.select_related("round").get(pk=cast.part.pk)
    part.submit(by=cast.member, meeting_on=datetime.date(2026, 11, 1), section="§ 1")
    page = cast.page(f"?open={cast.measures[0].pk}").content.decode()
    assert "Svaren är inlämnade." in page
    assert "Klart nu" in page
    assert 'name="text_sv"' not in page
    assert 'name="figure' not in page


def test_opening_the_desk_is_noted_once_a_minute(cast: Cast) -> None:
    cast.page()
    first = CommitteePart.objects.get(pk=cast.part.pk)
    assert first.opened_at is not None
    assert first.version == cast.part.version
    cast.page()
    assert CommitteePart.objects.get(pk=cast.part.pk).opened_at == first.opened_at


def test_the_desk_asks_the_database_as_often_for_three_measures_as_for_one() -> None:
    counts = []
    for slug, measures in (("liten", 1), ("stor", 3)):
        cast = make_cast(measures=measures, slug=slug)
        value(cast, 2025, "5")
        cast.page()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert cast.page().status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_somebody_who_is_not_signed_in_is_asked_to(cast: Cast) -> None:
    assert "/account/login/" in Client().get(f"/sv/follow-up/parts/{cast.part.pk}/").headers["Location"]


def test_a_plan_in_danish_writes_numbers_in_danish() -> None:
    cast = make_cast(slug="havnby", languages=("da",))
    value(cast, 2025, "1234.5")
    page = cast.page(language="da").content.decode()
    assert "1.234,5" in page
    assert "Hvor langt er I nået?" in page


def test_the_next_measure_comes_without_a_page_load_and_the_done_one_closes(cast: Cast) -> None:
    first, second = cast.measures
    cast.save(state="done")
    rows = cast.page(f"?after={first.pk}").content.decode()
    assert "<html" not in rows
    assert f'<li id="m{first.pk}" hx-swap-oob="true">' in rows
    assert f'<li id="m{second.pk}" class="is-open" hx-swap-oob="true" data-arrived>' in rows
    cast.save(measure=second.pk, state="done")
    reply = cast.page(f"?after={second.pk}")
    assert (reply.status_code, reply["HX-Redirect"]) == (204, f"/sv/follow-up/parts/{cast.part.pk}/submit/")


@pytest.mark.parametrize("done", ["x", "٣", "9" * 30, "-1", "%00"])
def test_a_strange_measure_that_is_done_does_no_harm(cast: Cast, done: str) -> None:
    assert cast.page(f"?after={done}").status_code in (200, 204)
