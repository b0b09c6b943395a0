"""Why something is proposed is written in the writer's language; who reads and writes in which never mixes them up."""

import pytest
from django.http import HttpResponse

from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def write_reason(cast: Cast, language: str, version: int, text: str) -> HttpResponse:
    answer: HttpResponse = cast.save(script=True, language=language, version=version, reason=text)
    return answer


def test_a_reason_in_another_language_is_no_conflict_for_who_did_not_read_it(cast: Cast) -> None:
    write_reason(cast, "sv", 1, "Svenska skäl")
    write_reason(cast, "fi", 2, "Suomeksi")
    cast.save(script=True, language="sv", version=3, text_sv="En text")
    assert write_reason(cast, "sv", 3, "Nya skäl").status_code == 200
    row = cast.progress
    assert (row.reason_sv, row.reason_fi) == ("Nya skäl", "Suomeksi")


def test_a_reason_that_a_colleague_changed_is_asked_about_though_another_language_reads_the_same(cast: Cast) -> None:
    write_reason(cast, "sv", 1, "Svenska skäl")
    write_reason(cast, "fi", 2, "Samma")
    assert write_reason(cast, "sv", 3, "Samma").status_code == 200
    assert write_reason(cast, "sv", 3, "Mitt").status_code == 409
    assert cast.progress.reason_sv == "Samma"


def test_a_reason_read_in_another_language_and_left_alone_is_not_copied(cast: Cast) -> None:
    write_reason(cast, "sv", 1, "Svenska skäl")
    cast.save(language="fi", version=2, state="done", reason="Svenska skäl")
    row = cast.progress
    assert (row.state, row.reason_sv, row.reason_fi) == ("done", "Svenska skäl", None)
