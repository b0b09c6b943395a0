"""How long answers take is learned from earlier parts; the next step is said to coordinators."""

import datetime

import pytest

from reports.models import CommitteePart, Round
from reports.pace import SHORTEST, USUAL, WEIGHT, pace_of, usual_pace
from tests.reports.round_cast import MEETING, make_round_cast, signed_in

pytestmark = pytest.mark.django_db


def saves(*seconds: int) -> list[tuple[int, datetime.datetime]]:
    """Return saves of one measure after the other, so many seconds after the first."""
    start = datetime.datetime(2026, 1, 14, 18, tzinfo=datetime.UTC)
    return [(number, start + datetime.timedelta(seconds=one)) for number, one in enumerate(seconds)]


@pytest.mark.parametrize(
    ("times", "pace"),
    [
        ((0, 100, 180, 300), 100),
        ((0, 100, 7200, 7300), 67),
        ((0, 1, 2, 3), SHORTEST),
        ((0, 60), None),
        ((0, 7200, 14400), None),
        ((), None),
    ],
)
def test_the_time_between_saves_is_what_an_answer_takes_and_a_break_is_not_work(
    times: tuple[int, ...], pace: int | None
) -> None:
    assert pace_of(saves(*times)) == pace


def test_the_usual_gives_way_to_what_committees_took() -> None:
    cast = make_round_cast()
    home = cast.round.plan.municipality_id
    assert usual_pace([home]) == {home: USUAL}
    for number in range(2 * WEIGHT):
        committee = cast.round.plan.municipality.committees.create(name_sv=f"Nämnd {number}")
        CommitteePart.objects.create(round=cast.round, committee=committee, seconds_per_answer=200 + number)
    assert usual_pace([home])[home] >= 200


def test_handing_in_keeps_the_pace_and_a_coordinator_is_told_what_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    # One transaction has one time, so the moments cannot be told apart here.
    monkeypatch.setattr("reports.pace.pace_of", lambda saved: 10 * len({measure for measure, _when in saved}))
    cast = make_round_cast(measures=3)
    for row in cast.part.progress.all():
        row.state = "done"
        row.save()
    signed_in(cast.member).post(
        f"/fi/follow-up/parts/{cast.part.pk}/submit/", {"meeting_on": MEETING.replace(year=2026), "section": "§ 4"}
    )
    assert cast.part_now().seconds_per_answer == 30
    browser = signed_in(cast.coordinator)
    assert "Granska 1 del</a>" in browser.get("/sv/work/").content.decode()
    cast.part_now().accept(by=cast.coordinator)
    assert "Bedöm 1 mål</a>" in browser.get("/sv/work/").content.decode()
    goal = cast.part.progress.all()[0].measure.goal
    cast.round.assessments.create(goal=goal, grade="on_track")
    assert "/freeze/" in browser.get("/sv/work/").content.decode()


def test_a_coordinator_is_told_to_remind_when_the_day_is_near() -> None:
    cast = make_round_cast()
    browser = signed_in(cast.coordinator)
    cast.due_in(60)
    assert "Inget i uppföljningen väntar på dig." in browser.get("/sv/work/").content.decode()
    cast.due_in(5)
    assert "Påminn 1 nämnd</a>" in browser.get("/sv/work/").content.decode()
    Round.objects.update(status="compiling")
    assert "Bedöm 1 mål</a>" in browser.get("/sv/work/").content.decode()
