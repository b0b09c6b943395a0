"""The coordinator reads a committee's part, returns it, accepts it, opens it again."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from indicators.models import Category, Indicator, Value
from reports.judging import Act, Judgement, Outdated, judge
from reports.models import CommitteePart, NotAllowed, Progress, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, Municipality, User

pytestmark = pytest.mark.django_db
Status = CommitteePart.Status


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def member(granvik: Municipality) -> User:
    return make_user("committee", granvik, make_committee(granvik), name="Asta Lind")


@pytest.fixture
def coordinator(granvik: Municipality) -> User:
    return make_user("coordinator", granvik)


@pytest.fixture
def part(granvik: Municipality, member: User) -> CommitteePart:
    """Return a submitted part of two measures."""
    make_round(make_plan(granvik, Committee.objects.get(), measures=2))
    part = CommitteePart.objects.select_related("round").get()
    for answer in part.progress.all():
        answer.state, answer.text_sv = "under_way", f"Gjort inom {answer.measure_id}."
        answer.save()
    part.begin()
    part.submit(by=member, meeting_on=datetime.date(2027, 1, 11), section="§ 4")
    return part


@pytest.fixture
def at_desk(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def address(part: CommitteePart, language: str = "sv") -> str:
    return f"/{language}/follow-up/parts/{part.pk}/judge/"


def post(client: Client, part: CommitteePart, act: str, **fields: str) -> "tuple[int, str]":
    response = client.post(address(part), {"act": act, "version": part.version, **fields})
    return response.status_code, response.content.decode()


def now(part: CommitteePart) -> CommitteePart:
    return CommitteePart.objects.get(pk=part.pk)


def test_the_coordinator_reads_the_part_on_one_page(at_desk: Client, part: CommitteePart) -> None:
    indicator = Indicator.objects.order_by("pk")[0]
    area = indicator.municipality.area
    for year, number in ((2025, "1284.0"), (2026, "1300")):
        Value.objects.create(indicator=indicator, area=area, year=year, number=Decimal(number))
    Value.objects.create(
        indicator=indicator, area=area, year=2026, category=Category.objects.get(key="sv"), missing="suppressed"
    )
    body = at_desk.get(address(part)).content.decode()
    for words in ("1.1.1", "Åtgärd 1 i granvik", "Pågår", "Text saknas", "1\u202f284", "1\u202f300", "Svenska", "§ 4"):
        assert words in body
    assert "Skyddad" in body or "källan" in body


def test_the_coordinator_accepts_the_part(at_desk: Client, part: CommitteePart, coordinator: User) -> None:
    assert post(at_desk, part, "accept")[0] == 302
    assert now(part).status == Status.ACCEPTED
    assert now(part).last_acted == coordinator


def test_the_coordinator_returns_the_part_with_reasons(at_desk: Client, part: CommitteePart) -> None:
    first, second = Progress.objects.order_by("pk")
    assert (
        post(at_desk, part, "return", reason="Fördelningen saknas.", **{f"reason_{first.pk}": "Hur många?"})[0] == 302
    )
    assert (now(part).status, now(part).return_reason) == (Status.RETURNED, "Fördelningen saknas.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.return_reason, second.return_reason) == ("Hur många?", "")
    assert first.text_sv == f"Gjort inom {first.measure_id}."


def test_a_reason_at_a_measure_is_enough(at_desk: Client, part: CommitteePart) -> None:
    answer = Progress.objects.order_by("pk")[0]
    assert post(at_desk, part, "return", **{f"reason_{answer.pk}": "Hur många?"})[0] == 302
    assert now(part).return_reason == "Se orsakerna vid åtgärderna."


def test_a_return_without_a_reason_is_refused(at_desk: Client, part: CommitteePart) -> None:
    status, body = post(at_desk, part, "return", reason="  ")
    assert status == 400
    assert "Skriv orsaken till returen" in body
    assert now(part).status == Status.SUBMITTED


def test_accepting_clears_the_reasons_at_the_measures(at_desk: Client, part: CommitteePart, member: User) -> None:
    answer = Progress.objects.order_by("pk")[0]
    post(at_desk, part, "return", **{f"reason_{answer.pk}": "Hur många?"})
    again = CommitteePart.objects.select_related("round").get(pk=part.pk)
    again.submit(by=member, meeting_on=datetime.date(2027, 1, 20), section="§ 9")
    assert "Du bad senast om detta" in at_desk.get(address(again)).content.decode()
    assert post(at_desk, again, "accept")[0] == 302
    answer.refresh_from_db()
    assert answer.return_reason == ""


def test_a_reason_is_never_lost_in_an_acceptance(at_desk: Client, part: CommitteePart) -> None:
    status, body = post(at_desk, part, "accept", reason="Fördelningen saknas.")
    assert status == 400
    assert "Du har skrivit en orsak till retur." in body
    assert now(part).status == Status.SUBMITTED


def test_an_accepted_part_is_opened_again_with_a_reason(at_desk: Client, part: CommitteePart) -> None:
    post(at_desk, part, "accept")
    assert post(at_desk, now(part), "reopen")[0] == 400
    assert post(at_desk, now(part), "reopen", reason="Fel siffra.")[0] == 302
    assert now(part).status == Status.RETURNED
    body = at_desk.get(address(part)).content.decode()
    for words in ("Öppnad på nytt", "Godkänd", "Inlämnad", "Nämndens möte 11.1.2027, § 4", "Asta Lind", "Fel siffra."):
        assert words in body


def test_a_part_that_was_submitted_again_meanwhile_is_not_judged_unread(
    at_desk: Client, part: CommitteePart, coordinator: User, member: User
) -> None:
    judge(
        part,
        Judgement(Act.RETURN, part.version, "Se över."),
        by=make_user("coordinator", part.committee.municipality, name="Olle"),
    )
    again = CommitteePart.objects.select_related("round").get(pk=part.pk)
    again.submit(by=member, meeting_on=datetime.date(2027, 1, 20), section="§ 9")
    status, body = post(at_desk, part, "return", reason="Min anmärkning.")
    assert status == 409
    assert "Delen har ändrats sedan du läste den" in body
    assert "Min anmärkning." in body
    assert now(part).section == "§ 9"
    assert now(part).status == Status.SUBMITTED


def test_a_double_click_accepts_once(at_desk: Client, part: CommitteePart) -> None:
    assert post(at_desk, part, "accept")[0] == 302
    assert post(at_desk, part, "accept")[0] == 302
    assert now(part).version == part.version + 1


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("accept", "Bara en inlämnad del kan godkännas."),
        ("return", "Bara en inlämnad del kan returneras."),
        ("reopen", "Bara en godkänd del, eller en som blev försenad, kan öppnas på nytt."),
    ],
)
def test_a_step_that_is_not_allowed_is_refused_in_words(
    at_desk: Client, granvik: Municipality, act: str, words: str
) -> None:
    make_round(make_plan(granvik, make_committee(granvik)))
    status, body = post(
        at_desk, CommitteePart.objects.get(), act, **({} if act == "accept" else {"reason": "Se över."})
    )
    assert status == 400
    assert words in body
    assert now(CommitteePart.objects.get()).status == Status.NOT_STARTED


def test_a_published_round_gives_nothing_back(part: CommitteePart, coordinator: User) -> None:
    Round.objects.update(status="published")
    with pytest.raises(NotAllowed):
        judge(part, Judgement(Act.RETURN, part.version, "Se över."), by=coordinator)
    assert now(part).status == Status.SUBMITTED


def test_a_stale_judgement_writes_nothing(part: CommitteePart, coordinator: User) -> None:
    with pytest.raises(Outdated):
        judge(part, Judgement(Act.ACCEPT, part.version - 1), by=coordinator)
    assert now(part).status == Status.SUBMITTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "9" * 400}, {"version": "x"}, {"version": ""}, {"act": "publish"}, {"act": ""},
        {"reason": "a\x00b"}, {"reason": "x" * 5001},
    ],
)  # fmt: skip
def test_hostile_input_is_refused(at_desk: Client, part: CommitteePart, wrong: dict[str, str]) -> None:
    fields = {"act": "return", "version": part.version, "reason": "Se över.", "status": "accepted", **wrong}
    assert at_desk.post(address(part), fields).status_code == 400
    assert now(part).status == Status.SUBMITTED


def test_for_anybody_else_the_page_does_not_exist(
    client: Client, granvik: Municipality, part: CommitteePart, member: User
) -> None:
    for person in (
        member,
        make_user("councillor", granvik),
        make_user("coordinator", make_municipality("annanstans")),
    ):
        client.force_login(person)
        assert client.get(address(part)).status_code == 404
        assert post(client, part, "accept")[0] == 404
    assert now(part).status == Status.SUBMITTED
