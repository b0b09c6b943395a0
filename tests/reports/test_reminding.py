"""Reminders by the coordinator and by the clock: to whom, in which language, and never twice."""

import datetime
import smtplib
from typing import Any
from unittest import mock

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reports.models import CommitteePart
from reports.reminding import STAGES, remind_when_due
from reports.tasks import remind
from tests.factories import make_committee, make_municipality, make_user
from tests.reports.round_cast import RoundCast, make_joint_cast, make_round_cast, signed_in
from welfareplans.organisations import tasks
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.models import Municipality, User

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def cast() -> RoundCast:
    return make_round_cast()


def address(cast: RoundCast) -> str:
    return f"/sv/follow-up/{cast.round.pk}/remind/"


def day(days: int = 0) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days)


def test_the_coordinator_sees_the_mail_and_sends_it(
    cast: RoundCast, mailoutbox: list[django_mail.EmailMessage]
) -> None:
    cast.due_in(5)
    browser = signed_in(cast.coordinator)
    page = browser.get(address(cast)).content.decode()
    assert "Muistutus: vuosiseuranta 2026" in page
    assert 'lang="fi"' in page
    assert browser.post(address(cast), {"parts": [cast.part.pk]}).status_code == 302
    tasks.send_mails()
    [sent] = mailoutbox
    assert sent.to == [cast.member.email]
    assert sent.reply_to == [cast.coordinator.email]
    assert "Määräpäivään on 5 päivää." in sent.body
    assert "List-Unsubscribe" not in sent.extra_headers
    assert "Påmindes: Bildningsnämnden" in browser.get(f"/sv/follow-up/{cast.round.pk}/").content.decode()


def test_twenty_clicks_remind_once(cast: RoundCast) -> None:
    browser = signed_in(cast.coordinator)
    for _click in range(20):
        browser.post(address(cast), {"parts": [cast.part.pk]})
    assert Mail.objects.count() == 1


def test_who_has_chosen_no_language_gets_the_municipalitys(cast: RoundCast) -> None:
    User.objects.update(language="")
    signed_in(cast.coordinator).post(address(cast), {"parts": [cast.part.pk]})
    assert Mail.objects.get().language == "sv"


def test_a_part_that_is_handed_in_is_not_reminded_of(cast: RoundCast) -> None:
    cast.hand_in()
    browser = signed_in(cast.coordinator)
    assert "Det finns ingen att påminna" in browser.get(address(cast)).content.decode()
    assert browser.post(address(cast), {"parts": [cast.part.pk]}).status_code == 400
    assert not Mail.objects.exists()


def test_a_partner_reminds_its_own_committees_only() -> None:
    cast, partner, sunds = make_joint_cast()
    browser = signed_in(partner)
    page = browser.get(address(cast)).content.decode()
    assert "Sunds nämnd" in page
    assert "Bildningsnämnden" not in page
    assert browser.post(address(cast), {"parts": [cast.part.pk]}).status_code == 400
    assert browser.post(address(cast), {"parts": [sunds.pk]}).status_code == 302
    assert set(Mail.objects.values_list("to", flat=True)) == {"Sven@sund.example".lower()}


@pytest.mark.parametrize("wrong", ["", "x", "9" * 30, "1\x00", "-1"])
def test_nobody_is_chosen_by_nonsense(cast: RoundCast, wrong: str) -> None:
    assert signed_in(cast.coordinator).post(address(cast), {"parts": wrong}).status_code == 400
    assert signed_in(cast.coordinator).get(address(cast), {"part": wrong}).status_code == 200


def test_members_councillors_and_strangers_find_no_reminders(cast: RoundCast) -> None:
    home = cast.round.plan.municipality
    for user in (cast.member, make_user("councillor", home), make_user("coordinator", make_municipality("bort"))):
        assert signed_in(user).post(address(cast), {"parts": [cast.part.pk]}).status_code == 404
    assert not Mail.objects.exists()


@pytest.mark.parametrize("stage", STAGES)
def test_the_clock_reminds_once_at_each_stage(cast: RoundCast, stage: int) -> None:
    cast.due_in(-stage)
    remind()
    remind()
    for late in range(5):
        remind_when_due(day(late))
    mail = Mail.objects.get(key__contains=f"{day(-stage)}{stage:+}-")
    assert mail.unsubscribe.startswith("http")
    assert "/fi/unsubscribe/" in mail.unsubscribe


def test_two_ticks_and_a_mail_server_that_is_away_send_one_mail(
    cast: RoundCast, mailoutbox: list[django_mail.EmailMessage]
) -> None:
    cast.due_in(3)
    with mock.patch(f"{BACKEND}.open", side_effect=smtplib.SMTPConnectError(421, "away")):
        remind()
        tasks.sweep_mails()
        remind()
        tasks.sweep_mails()
    assert not mailoutbox
    Mail.objects.update(not_before=timezone.now())
    remind()
    tasks.sweep_mails()
    tasks.sweep_mails()
    [sent] = mailoutbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].startswith("<http")


def test_a_reminder_that_waits_is_called_back_when_the_part_is_handed_in(
    cast: RoundCast, mailoutbox: list[django_mail.EmailMessage]
) -> None:
    cast.due_in(3)
    remind()
    for answer in cast.part.progress.all():
        answer.state = "done"
        answer.save()
    handed = signed_in(cast.member).post(
        f"/fi/follow-up/parts/{cast.part.pk}/submit/", {"meeting_on": "2026-01-12", "section": "§ 4"}
    )
    assert handed.status_code == 302
    tasks.send_mails()
    assert not mailoutbox
    assert Mail.objects.get().state == Mail.State.NEEDLESS


def test_the_clock_leaves_alone_who_handed_in_who_wants_none_and_what_is_turned_off(cast: RoundCast) -> None:
    cast.due_in(3)
    User.objects.filter(pk=cast.member.pk).update(wants_reminders=False)
    remind()
    User.objects.update(wants_reminders=True)
    Municipality.objects.update(reminds=False)
    remind()
    Municipality.objects.update(reminds=True)
    cast.hand_in()
    remind()
    assert not Mail.objects.exists()


def test_a_round_that_opened_a_week_before_it_is_due_skips_what_would_come_at_once(cast: RoundCast) -> None:
    cast.due_in(14)
    type(cast.round).objects.update(opens_on=day())
    remind()
    assert not Mail.objects.exists()


def test_an_extension_starts_the_reminders_anew(cast: RoundCast) -> None:
    cast.due_in(3)
    remind()
    now = cast.now()
    now.extend(day(20))
    remind_when_due(day(17))
    assert Mail.objects.count() == 2


@pytest.mark.parametrize("committees", [1, 3])
def test_the_page_asks_as_much_for_three_committees_as_for_one(
    cast: RoundCast, committees: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = cast.round.plan.municipality
    for number in range(1, committees):
        other = make_committee(home, f"Nämnd {number}")
        make_user("committee", home, other, name=f"n{number}")
        CommitteePart.objects.create(round=cast.round, committee=other)
    browser = signed_in(cast.coordinator)
    with django_assert_max_num_queries(8):
        browser.get(address(cast))


def test_one_click_ends_automatic_mails_without_signing_in(client: Any, cast: RoundCast) -> None:
    cast.due_in(3)
    remind()
    path = Mail.objects.get().unsubscribe.partition("8000")[2] or Mail.objects.get().unsubscribe
    assert User.objects.get(pk=cast.member.pk).wants_reminders
    assert client.get(path).status_code == 200
    assert User.objects.get(pk=cast.member.pk).wants_reminders
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not User.objects.get(pk=cast.member.pk).wants_reminders
    for forged in (path[:-2] + "x/", "/fi/unsubscribe/1.x/", "/fi/unsubscribe/x/"):
        assert client.post(forged).status_code == 404


def test_the_account_page_keeps_language_and_reminders(cast: RoundCast) -> None:
    browser = signed_in(cast.member)
    assert browser.post("/sv/account/", {"language": "da"}).status_code == 302
    kept = User.objects.get(pk=cast.member.pk)
    assert (kept.language, kept.wants_reminders) == ("da", False)
    assert browser.post("/sv/account/", {"language": "xx"}).status_code == 400


def test_the_language_of_signing_in_is_kept_unless_there_is_one(client: Any) -> None:
    user = make_user("councillor", make_municipality())
    user.set_password("a long password of mine")
    user.save()
    for language in ("da", "fi"):
        client.post(
            f"/{language}/account/login/", {"login": user.email, "password": "a long password of mine"}
        )  # fmt: skip
        client.logout()
    assert User.objects.get(pk=user.pk).language == "da"
