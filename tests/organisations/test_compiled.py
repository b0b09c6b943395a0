"""Queries whose SQL is built once: they answer as the querysets that they come from."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest
from django.db.models import Count, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from plans.models import Partner, Removal
from reports.desk.figures import asked_figures, figures_of
from reports.models import CommitteePart, Progress, Round
from tests.reports.desk_cast import Cast, make_cast
from welfareplans.organisations.compiled import Compiled

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=3)


def test_one_number_and_several_find_the_rows_of_the_queryset(cast: Cast) -> None:
    rows = Compiled(Progress, lambda part, measures: Progress.objects.filter(part=part, measure__in=measures))
    keys = [measure.pk for measure in cast.measures]
    for some in (keys[:1], keys[:2], keys[1:]):
        found = rows.rows(part=cast.part.pk, measures=some)
        assert sorted(row["measure_id"] for row in found) == some
    assert rows.rows(part=cast.part.pk + 1, measures=keys) == []
    first = rows.first(part=cast.part.pk, measures=keys[:1])
    assert first == cast.progress
    assert first is not None
    assert not first.get_deferred_fields()


def test_a_column_that_was_not_asked_for_is_read_later(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]]
) -> None:
    rows = Compiled(CommitteePart, lambda pk: CommitteePart.objects.filter(pk=pk).only("round_id", "status"))
    part = rows.first(pk=cast.part.pk)
    assert part is not None
    with django_assert_num_queries(1):
        assert (part.status, part.round_id, part.committee_id) == (
            "not_started", cast.part.round_id, cast.committee.pk
        )  # fmt: skip


def test_what_depends_on_the_day_is_built_anew_the_next_day(cast: Cast) -> None:
    seen = Compiled(Partner, lambda plan: Partner.objects.filter(plan=plan).taking_part())
    Partner.objects.filter(plan=cast.plan).update(left_on=datetime.date(2026, 3, 2))
    for day, count in ((1, 1), (2, 0), (1, 1)):
        with patch("django.utils.timezone.localdate", return_value=datetime.date(2026, 3, day)):
            assert len(seen.rows(plan=cast.plan.pk)) == count


def test_objects_have_what_the_queryset_names(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]]
) -> None:
    def build(pk: int) -> QuerySet[CommitteePart]:
        rows = CommitteePart.objects.filter(pk=pk).select_related("round__plan", "last_acted")
        return rows.only("round__year", "round__plan__languages", "last_acted__name").annotate(asked=Count("progress"))

    rows = Compiled(CommitteePart, build)
    with django_assert_num_queries(1):
        part = rows.first(pk=cast.part.pk)
        assert part is not None
        assert (part.round.year, part.round.plan.languages) == (2026, ["sv", "fi"])
        assert part.last_acted is None
        assert vars(part)["asked"] == 3


def test_a_column_becomes_the_value_of_its_field(cast: Cast) -> None:
    Removal.objects.create(plan=cast.plan, code="m1", words={"sv": "Åtgärd"}, rows=[{"pk": 1}])
    found = Compiled(Removal, lambda plan: Removal.objects.filter(plan=plan)).first(plan=cast.plan.pk)
    assert found is not None
    assert (found.words, found.rows) == ({"sv": "Åtgärd"}, [{"pk": 1}])


def test_a_number_that_the_orm_would_leave_out_is_an_error(cast: Cast) -> None:
    lost = Compiled(Round, lambda until: Round.objects.filter(year__lte=until))
    with pytest.raises(ValueError, match="lost a number"):
        lost.rows(until=2026)
    kept = Compiled(Round, lambda until: Round.objects.filter(year__lte=Value(until)))
    assert [row["id"] for row in kept.rows(until=cast.part.round.year)] == [cast.part.round_id]
    assert kept.rows(until=cast.part.round.year - 1) == []


def test_the_shapes_that_are_kept_are_few(cast: Cast) -> None:
    rows = Compiled(Progress, lambda measures: Progress.objects.filter(measure__in=measures))
    for count in range(1, 120):
        rows.rows(measures=range(count))
    assert len(rows.made) <= 50


def test_a_number_that_no_row_can_have_finds_nothing(cast: Cast) -> None:
    rows = Compiled(Progress, lambda measure: Progress.objects.filter(measure=measure))
    assert rows.rows(measure=10**40) == []


def test_a_form_far_out_of_range_is_not_found_and_not_an_error(cast: Cast) -> None:
    for part, measure in ((10**30, cast.measures[0].pk), (cast.part.pk, 10**30)):
        address = f"/sv/follow-up/parts/{part}/measures/{measure}/"
        assert cast.client.post(address, {"version": 1, "text_sv": "x"}).status_code == 404


def test_the_figures_of_a_save_are_those_of_the_page(cast: Cast) -> None:
    part = CommitteePart.objects.select_related("round__plan").get(pk=cast.part.pk)
    figures = asked_figures(part)
    assert figures
    assert figures_of(part, [figure.pk for figure in figures]) == figures
    assert figures_of(part, []) == []
