"""Translations that are older than their source, however the texts were written."""

import datetime

import pytest

from plans.models import Goal, Measure, TranslationCheck
from tests.plans.language_cast import Cast, make_cast

pytestmark = pytest.mark.django_db
MARK = "efter att den här översattes"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def save(cast: Cast, **texts: str) -> None:
    cast.measure.refresh_from_db()
    for name, text in texts.items():
        setattr(cast.measure, name, text)
    cast.measure.save()


def test_a_source_that_changed_marks_its_translation_and_shows_what(cast: Cast) -> None:
    save(cast, title_sv="Åtgärd 2 i granvik")
    page = cast.page("?show=changed")
    assert page.count(MARK) == 1
    assert "<del>1</del> <ins>2</ins>" in page
    today = datetime.date.today()
    assert f"{today.day}.{today.month}.{today.year}" in page


def test_translating_again_takes_the_mark_away(cast: Cast) -> None:
    save(cast, title_sv="Ny")
    save(cast, title_fi="Uusi")
    assert MARK not in cast.page()


def test_both_at_once_are_no_change_after_translation(cast: Cast) -> None:
    save(cast, title_sv="Ny", title_fi="Uusi")
    assert MARK not in cast.page()


def test_a_source_that_was_changed_back_is_no_change(cast: Cast) -> None:
    save(cast, title_sv="Ny")
    save(cast, title_sv="Åtgärd 1 i granvik")
    assert MARK not in cast.page()


def test_spaces_are_no_change(cast: Cast) -> None:
    save(cast, title_sv="Åtgärd  1 i\ngranvik")
    assert MARK not in cast.page()


def test_texts_written_past_the_forms_are_seen_too(cast: Cast) -> None:
    goal = cast.measure.goal
    made = Measure.objects.bulk_create([Measure(goal=goal, order=7, title_sv="Gammal", title_fi="Vanha")])[0]
    Measure.objects.filter(pk=made.pk).update(title_sv="Nyare")
    Goal.objects.filter(pk=goal.pk).update(title_sv="Annat mål")
    page = cast.page("?show=changed")
    assert page.count(MARK) == 2
    assert "<del>Gammal</del>" in page


def test_a_source_written_after_its_translation_counts_from_then(cast: Cast) -> None:
    save(cast, expected_result_fi="Enemmän")
    save(cast, expected_result_sv="Fler")
    assert MARK not in cast.page()
    save(cast, expected_result_sv="Många fler")
    assert MARK in cast.page()


def test_the_direction_can_be_turned(cast: Cast) -> None:
    save(cast, title_fi="Muutettu")
    assert MARK not in cast.page("?into=fi")
    assert MARK in cast.page("?into=sv")


def test_a_person_says_that_the_translation_is_still_right(cast: Cast) -> None:
    save(cast, title_sv="Ny")
    for _ in range(3):
        response = cast.posted({"right": f"measure-{cast.measure.pk}-title"}, version=2)
        assert response.status_code == 302
        assert response["Location"].endswith(f"#measure-{cast.measure.pk}-title")
    assert MARK not in cast.page()
    assert TranslationCheck.objects.count() == 1
    save(cast, title_sv="Ännu nyare")
    page = cast.page()
    assert MARK in page
    assert "<del>Ny</del> <ins>Ännu nyare</ins>" in page


def test_a_change_after_the_page_was_read_stays_marked(cast: Cast) -> None:
    save(cast, title_sv="Ny")
    save(cast, title_sv="Nyast")
    data = {"_fields": "", "right": f"measure-{cast.measure.pk}-title", f"v-measure-{cast.measure.pk}": 2}
    assert cast.client.post(cast.address, data).status_code == 302
    assert "<del>Ny</del> <ins>Nyast</ins>" in cast.page()


@pytest.mark.parametrize(
    "name", ["measure-999999-title", "measure-x-title", "measure-1-order", "plan", "nothing-1-title"]
)
def test_a_text_that_is_not_in_the_plan_cannot_be_found_right(cast: Cast, name: str) -> None:
    assert cast.client.post(cast.address, {"_fields": "", "right": name}).status_code == 404
