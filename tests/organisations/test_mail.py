"""A mail waits in the outbox until the server has it, and goes out at most once."""

import datetime
import smtplib
import socket
import threading
from typing import Any
from unittest import mock

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from pytest_django import Settings

from welfareplans.organisations import tasks
from welfareplans.organisations.mail import Mail, post
from welfareplans.organisations.postman import ATTEMPTS, deliver, forget
from welfareplans.organisations.secret_links import fingerprint, new_seed, secret_of

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def posted(key: str = "one", **more: str) -> Mail:
    told = {"to": "party@demo.example", "language": "fi", "subject": "Lausunto", "body": "Tervetuloa"}
    return post(key, **{**told, **more})


def failing(error: Exception, where: str = "send_messages") -> Any:
    return mock.patch(f"{BACKEND}.{where}", side_effect=error)


def test_the_same_key_is_posted_and_sent_once(mailoutbox: list[django_mail.EmailMessage]) -> None:
    for _ in range(20):
        posted()
    assert deliver() == 1
    assert deliver() == 0
    [sent] = mailoutbox
    assert (sent.subject, sent.body, sent.to) == ("Lausunto", "Tervetuloa", ["party@demo.example"])
    assert Mail.objects.get().state == Mail.State.SENT


def test_a_mail_is_sent_after_its_transaction(django_capture_on_commit_callbacks: Any) -> None:
    with (
        mock.patch("welfareplans.organisations.mail.send") as sent,
        django_capture_on_commit_callbacks(execute=True),
    ):
        posted()
        sent.assert_not_called()
    sent.assert_called_once_with("welfareplans.organisations.tasks.send_mails")


def test_a_server_that_is_away_is_asked_once_and_again_later(mailoutbox: list[django_mail.EmailMessage]) -> None:
    for number in range(3):
        posted(str(number))
    with failing(ConnectionRefusedError("away"), "open") as asked:
        tasks.send_mails()
        tasks.sweep_mails()
    assert asked.call_count == 1
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.WAITING}
    Mail.objects.update(not_before=timezone.now())
    tasks.sweep_mails()
    assert len(mailoutbox) == 3


def test_a_connection_that_breaks_in_the_middle_never_doubles_a_mail(
    mailoutbox: list[django_mail.EmailMessage],
) -> None:
    posted()
    with failing(smtplib.SMTPServerDisconnected("gone")):
        deliver()
    deliver()
    assert not mailoutbox
    assert Mail.objects.get().outcome == Mail.State.UNKNOWN


def breaking_server(answers: list[bytes]) -> int:
    """Return the port of a mail server that gives these answers, and then breaks the connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, listening, connection.makefile("rb") as asked:
            for answer in answers:
                connection.sendall(answer)
                asked.readline()

    threading.Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], Mail.State.WAITING),
        ([b"220 hello\r\n", b"250 ok\r\n"], Mail.State.WAITING),
        ([b"220 hello\r\n", *3 * [b"250 ok\r\n"], b"354 go on\r\n"], Mail.State.UNKNOWN),
    ],
)
def test_what_the_server_surely_did_not_take_is_tried_again(
    settings: Settings, answers: list[bytes], outcome: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", breaking_server(answers)
    posted()
    deliver()
    assert Mail.objects.get().state == outcome


def test_a_mail_of_a_dead_worker_is_not_sent_again_and_says_so(mailoutbox: list[django_mail.EmailMessage]) -> None:
    mail = posted()
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    Mail.objects.update(state=Mail.State.SENDING, taken_at=long_ago)
    deliver()
    mail.refresh_from_db()
    assert not mailoutbox
    assert mail.outcome == Mail.State.UNKNOWN


def test_an_address_that_does_not_exist_is_refused_and_a_full_box_tried_again() -> None:
    posted("gone")
    with failing(smtplib.SMTPRecipientsRefused({"party@demo.example": (550, b"no such box")})):
        deliver()
    posted("full")
    with failing(smtplib.SMTPRecipientsRefused({"party@demo.example": (452, b"box is full")})):
        deliver()
    states = dict(Mail.objects.values_list("key", "state"))
    assert states == {"gone": Mail.State.REFUSED, "full": Mail.State.WAITING}
    Mail.objects.filter(key="full").update(not_before=timezone.now(), attempts=ATTEMPTS)
    with failing(smtplib.SMTPDataError(451, b"later")):
        deliver()
    assert Mail.objects.get(key="full").state == Mail.State.REFUSED


def test_a_secret_stands_in_the_mail_and_never_in_the_database(mailoutbox: list[django_mail.EmailMessage]) -> None:
    seed = new_seed()
    posted(body="https://plans.example/{secret}/", seed=seed)
    deliver()
    secret = secret_of(seed)
    assert len(secret) == 43
    assert secret in str(mailoutbox[0].body)
    assert not any(secret in str(value) for value in Mail.objects.values_list()[0])
    assert secret_of(new_seed()) != secret
    assert fingerprint(secret) != secret


def test_a_subject_cannot_carry_headers_of_its_own(mailoutbox: list[django_mail.EmailMessage]) -> None:
    posted(subject="Remiss\r\nBcc: everybody@demo.example")
    deliver()
    assert mailoutbox[0].subject == "Remiss Bcc: everybody@demo.example"
    assert mailoutbox[0].message()["Bcc"] is None


def test_what_is_long_over_is_forgotten() -> None:
    posted()
    deliver()
    assert forget() == 0
    Mail.objects.update(created_at=timezone.now() - datetime.timedelta(days=91))
    assert forget() == 1
    assert Mail.objects.get().to == ""
