"""Checking the answers and handing them in."""

import datetime

import pytest
from django.utils import timezone

from reports.models import CommitteePart
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def hand_in(cast: Cast, **fields: str):  # type: ignore[no-untyped-def]
    data = {"meeting_on": "2026-11-10", "section": "§ 12", "comment": ""} | fields
    return cast.client.post(f"/sv/follow-up/parts/{cast.part.pk}/submit/", data)


def fill_in(cast: Cast) -> None:
    for measure in cast.measures:
        cast.save(measure=measure.pk, state="done", text_sv="Klart och bra")


def part(cast: Cast) -> CommitteePart:
    return CommitteePart.objects.get(pk=cast.part.pk)


def test_every_answer_and_what_is_missing_is_shown_with_a_way_back(cast: Cast) -> None:
    cast.save(state="done", text_sv="Klart och bra", figure_fi="7")
    page = cast.client.get(f"/sv/follow-up/parts/{cast.part.pk}/submit/").content.decode()
    assert "Klart och bra" in page
    assert "Siffra saknas: Mätare 1" in page
    assert f"?open={cast.measures[1].pk}#m{cast.measures[1].pk}" in page
    assert "3 uppgifter saknas" in page


def test_a_full_part_is_handed_in_with_meeting_and_section(cast: Cast) -> None:
    fill_in(cast)
    assert hand_in(cast, comment="Enhälligt").status_code == 302
    now = part(cast)
    assert (now.status, now.meeting_on, now.section) == ("submitted", datetime.date(2026, 11, 10), "§ 12")
    assert now.comment == "Enhälligt"
    page = cast.client.get(f"/sv/follow-up/parts/{cast.part.pk}/submit/").content.decode()
    assert "Koordinatorn läser svaren härnäst" in page
    assert "<form" not in page.split("<main")[1]


def test_a_double_click_hands_in_once(cast: Cast) -> None:
    fill_in(cast)
    hand_in(cast)
    first = part(cast)
    assert hand_in(cast, section="§ 99").status_code == 302
    assert (part(cast).version, part(cast).section) == (first.version, "§ 12")


def test_missing_measures_need_a_reason_in_the_comment(cast: Cast) -> None:
    cast.save(state="done")
    assert hand_in(cast).status_code == 400
    assert part(cast).status == "in_progress"
    assert hand_in(cast, comment="Åtgärden har inte börjat hos oss").status_code == 302
    assert part(cast).status == "submitted"


@pytest.mark.parametrize(
    "fields",
    [
        {"meeting_on": "tomorrow"}, {"meeting_on": ""}, {"meeting_on": "x"}, {"meeting_on": "0001-01-01"},
        {"section": ""}, {"section": "x" * 51}, {"comment": "a\x00"}, {"comment": "x" * 5001},
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused_and_kept(cast: Cast, fields: dict[str, str]) -> None:
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    fill_in(cast)
    given = {name: tomorrow if text == "tomorrow" else text for name, text in fields.items()}
    assert hand_in(cast, **given).status_code == 400
    assert part(cast).status == "in_progress"


def test_the_date_may_be_written_as_people_write_it(cast: Cast) -> None:
    fill_in(cast)
    assert hand_in(cast, meeting_on="10.11.2026").status_code == 302
    assert part(cast).meeting_on == datetime.date(2026, 11, 10)
