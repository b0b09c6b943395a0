"""A round is extended, closed, opened again for one committee, and repeated a year on."""

import datetime

import pytest
from django.utils import timezone

from reports.models import CommitteePart, Round, RoundStep
from reports.opening import open_round
from tests.factories import make_municipality, make_user
from tests.reports.round_cast import RoundCast, make_joint_cast, make_round_cast, signed_in
from welfareplans.organisations.mail import Mail

pytestmark = pytest.mark.django_db
LATER = "2090-02-28"
Status = CommitteePart.Status


@pytest.fixture
def cast() -> RoundCast:
    return make_round_cast()


def address(cast: RoundCast, act: str = "", language: str = "sv") -> str:
    return f"/{language}/follow-up/{cast.round.pk}/{act}"


def extend(cast: RoundCast, **fields: str) -> tuple[int, str]:
    told = {"version": str(cast.now().version), "due_on": LATER, "reason": "Mötet flyttades."} | fields
    answer = signed_in(cast.coordinator).post(address(cast, "extend/"), told)
    return answer.status_code, answer.content.decode()


def close(cast: RoundCast, **fields: str) -> tuple[int, str]:
    told = {"version": str(cast.now().version), "reason": ""} | fields
    answer = signed_in(cast.coordinator).post(address(cast, "close/"), told)
    return answer.status_code, answer.content.decode()


def test_an_extension_is_told_to_who_has_not_handed_in_and_kept_with_its_reason(cast: RoundCast) -> None:
    assert extend(cast)[0] == 302
    assert cast.now().due_on == datetime.date(2090, 2, 28)
    step = cast.now().steps.last()
    assert step
    assert (step.act, step.reason, step.taken_by_id) == ("extended", "Mötet flyttades.", cast.coordinator.pk)
    mail = Mail.objects.get()
    assert (mail.to, mail.language, mail.unsubscribe) == (cast.member.email, "fi", "")
    assert "28.2.2090" in mail.subject
    assert "Mötet flyttades." in mail.body
    assert f"/fi/follow-up/parts/{cast.part.pk}/" in mail.body
    page = signed_in(cast.coordinator).get(address(cast)).content.decode()
    assert "Förlängdes till 28.2.2090" in page
    assert "Mötet flyttades." in page


def test_a_double_click_extends_once(cast: RoundCast) -> None:
    version = str(cast.round.version)
    assert [extend(cast, version=version)[0] for _ in range(3)] == [302, 302, 302]
    assert RoundStep.objects.filter(act="extended").count() == 1
    assert Mail.objects.count() == 1


def test_who_handed_in_is_not_told_of_more_time(cast: RoundCast) -> None:
    cast.hand_in()
    assert extend(cast)[0] == 302
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due_on": "2027-01-30"}, "Den nya sista dagen ska vara senare"),
        ({"due_on": "31.2.2027"}, "datum"),
        ({"reason": " "}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
        ({"version": "9" * 400}, ""),
    ],
)
def test_an_extension_that_cannot_be_is_refused_in_words(cast: RoundCast, wrong: dict[str, str], words: str) -> None:
    status, page = extend(cast, **wrong)
    assert status == 400
    assert words in page
    assert cast.now().due_on == cast.round.due_on


def test_two_coordinators_do_not_overwrite_each_other(cast: RoundCast) -> None:
    old = str(cast.round.version)
    assert close(cast)[0] == 302
    status, page = extend(cast, version=old)
    assert status == 409
    assert "Mötet flyttades." in page
    assert cast.now().status == Round.Status.COMPILING


def test_closing_says_what_becomes_of_late_parts_and_closes_them(cast: RoundCast) -> None:
    page = signed_in(cast.coordinator).get(address(cast, "close/")).content.decode()
    assert "1 del har inte lämnats in:" in page
    assert "i rapporten står att nämnden inte har rapporterat" in page
    assert close(cast)[0] == 302
    assert not cast.part_now().is_open
    measure = cast.part.progress.get().measure_id
    saved = signed_in(cast.member).post(
        f"/fi/follow-up/parts/{cast.part.pk}/measures/{measure}/", {"version": "1", "state": "done"}
    )
    assert saved.status_code == 409
    assert cast.part.progress.get().state == ""


def test_who_is_late_reads_why_and_the_coordinator_is_offered_to_open_the_part(cast: RoundCast) -> None:
    Round.objects.update(due_on=LATER)
    assert "dagar kvar" in signed_in(cast.coordinator).get(address(cast)).content.decode()
    close(cast)
    work = signed_in(cast.member).get("/sv/work/").content.decode()
    assert "Uppföljningen stängdes innan ni hade lämnat in." in work
    assert "Se vad som lämnades in" not in work
    page = signed_in(cast.coordinator).get(address(cast)).content.decode()
    assert "Öppna på nytt" in page
    assert "dagar kvar" not in page
    cast.part_now().reopen(reason="Skriv ännu.", by=cast.coordinator)
    assert "Koordinatorn har öppnat er del på nytt." in signed_in(cast.member).get("/sv/work/").content.decode()
    desk = signed_in(cast.member).get(f"/sv/follow-up/parts/{cast.part.pk}/").content.decode()
    assert "Koordinatorn öppnade delen på nytt" in desk


def test_a_late_part_is_opened_again_with_a_logged_reason(cast: RoundCast) -> None:
    close(cast)
    judge = f"/sv/follow-up/parts/{cast.part.pk}/judge/"
    told = {"act": "reopen", "version": cast.part_now().version, "reason": "Sekreteraren var sjuk."}
    assert signed_in(cast.coordinator).post(judge, told).status_code == 302
    assert cast.part_now().is_open
    page = signed_in(cast.coordinator).get(judge).content.decode()
    assert "Öppnad på nytt" in page
    assert "Sekreteraren var sjuk." in page
    assert "Sekreteraren var sjuk." in Mail.objects.get().body
    cast.hand_in()
    assert cast.part_now().status == Status.SUBMITTED


def test_a_returned_part_stays_open_when_the_round_closes(cast: RoundCast) -> None:
    cast.hand_in()
    cast.part_now().return_to_committee(reason="Siffran saknas.", by=cast.coordinator)
    page = signed_in(cast.coordinator).get(address(cast, "close/")).content.decode()
    assert "hålls öppen tills nämnden lämnar in" in page
    close(cast)
    assert cast.part_now().is_open


def test_a_new_due_date_opens_a_closed_round(cast: RoundCast) -> None:
    close(cast)
    assert extend(cast)[0] == 302
    assert cast.part_now().is_open


def test_a_closed_round_is_not_closed_twice(cast: RoundCast) -> None:
    close(cast)
    assert close(cast)[0] == 409
    assert cast.now().steps.filter(act="closed").count() == 1


def test_only_the_lead_moves_the_due_date_of_a_joint_plan() -> None:
    cast, partner, _part = make_joint_cast()
    stranger = make_user("coordinator", make_municipality("annanstans"))
    for user in (partner, stranger, cast.member):
        for act in ("extend/", "close/"):
            assert signed_in(user).get(address(cast, act)).status_code == 404
            assert signed_in(user).post(address(cast, act), {"version": "1"}).status_code == 404
    assert cast.now().status == Round.Status.COLLECTING


def test_a_round_is_repeated_a_year_on_with_its_instructions(cast: RoundCast) -> None:
    today = timezone.localdate()
    last = open_round(
        cast.round.plan, year=cast.round.year + 1, opens_on=today, due_on=today + datetime.timedelta(days=60),
        instructions={"sv": "Svara kort."}, by=cast.coordinator,
    )  # fmt: skip
    plan = cast.round.plan
    plan.last_year = last.year + 1
    plan.save()
    page = signed_in(cast.coordinator).get(f"/sv/plans/{plan.slug}/follow-up/new/").content.decode()
    assert f'value="{last.year + 1}"' in page
    assert "Svara kort." in page
    assert f"{last.opens_on + datetime.timedelta(weeks=52)}" in page
    assert f"Ifylld enligt uppföljningen {last.year}" in page


def test_opening_tells_everybody_in_their_language_once(cast: RoundCast) -> None:
    plan = cast.round.plan
    told = {"year": "2027", "opens_on": "2027-11-01", "due_on": "2028-01-31", "instructions_fi": "Vastatkaa lyhyesti."}
    browser = signed_in(cast.coordinator)
    for _click in range(2):
        assert browser.post(f"/sv/plans/{plan.slug}/follow-up/new/", told).status_code == 302
    mail = Mail.objects.get()
    assert mail.subject == "Vuosiseuranta 2027 on auki, viimeistään 31.1.2028: Bildningsnämnden (fi)"
    assert "Vastatkaa lyhyesti." in mail.body
    assert mail.reply_to == cast.coordinator.email
