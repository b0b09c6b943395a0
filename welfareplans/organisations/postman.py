"""Carries mails out of the outbox, each at most once.

A mail is marked as taken before the server hears of it. What the server surely did not take is tried again; when
nobody can tell (the connection broke in the middle, the worker died), it is not sent a second time.
"""

import datetime
import logging
import smtplib
import time
from functools import partial
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from welfareplans.organisations.mail import Mail
from welfareplans.organisations.secret_links import fingerprint, secret_of

logger = logging.getLogger(__name__)
ATTEMPTS = 60
LONGEST_WAIT = datetime.timedelta(hours=1)
# Seconds that one round may take: the worker has other work too, and the clock sends the next round.
ROUND = 50.0


def deliver() -> int:
    """Send what is due; return how many were sent. A server that is away is asked once, and again later."""
    connection, sent, until = get_connection(), 0, time.monotonic() + ROUND
    try:
        while time.monotonic() < until and (mail := take()):
            try:
                connection.open()
            except (OSError, smtplib.SMTPException) as error:
                logger.warning("The mail server does not answer: %s", error)
                put_back(mail, error)
                Mail.objects.due().update(not_before=timezone.now() + datetime.timedelta(minutes=1))
                break
            sent += hand_over(mail, connection)
    finally:
        connection.close()
    return sent


def take() -> Mail | None:
    """Return a mail that is ours from now on; nobody else will send it."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update(skip_locked=True).due().first()
        if mail is not None:
            mail.state, mail.taken_at, mail.attempts = Mail.State.SENDING, timezone.now(), mail.attempts + 1
            mail.save()
        return mail


def hand_over(mail: Mail, connection: Any) -> bool:
    """Give a mail to the server and keep what came of it; return whether it was sent."""
    watch = Watch(connection)
    try:
        connection.send_messages([message(mail)])
    except smtplib.SMTPRecipientsRefused as refusal:
        code = next(iter(refusal.recipients.values()), (550, b""))[0]
        put_back(mail, refusal, for_good=code >= 500)
    except smtplib.SMTPResponseException as refusal:
        put_back(mail, refusal)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("Mail %s: the connection broke: %s", mail.pk, error)
        if watch.has_begun:
            finish(mail, Mail.State.UNKNOWN, error)
        else:
            put_back(mail, error)
        connection.close()
    except (ValueError, UnicodeError) as error:
        finish(mail, Mail.State.REFUSED, error)
    else:
        mail.sent_at = timezone.now()
        finish(mail, Mail.State.SENT)
        return True
    return False


class Watch:
    """Notes whether the server has begun to take the text; when the connection breaks before, nothing was sent."""

    def __init__(self, connection: Any) -> None:
        server = getattr(connection, "connection", None)
        # Of servers that do not speak SMTP nobody can tell.
        self.has_begun = not isinstance(server, smtplib.SMTP)
        if isinstance(server, smtplib.SMTP):
            server.data = partial(self.hand_over_text, server)  # type: ignore[method-assign]

    def hand_over_text(self, server: smtplib.SMTP, text: Any) -> tuple[int, bytes]:
        """Note it, and go on."""
        self.has_begun = True
        return smtplib.SMTP.data(server, text)


def message(mail: Mail) -> EmailMessage:
    """Return the mail as it goes out. Its number is made from the key, so that a doubled one could be told."""
    body = mail.body.replace("{secret}", secret_of(mail.seed)) if mail.seed else mail.body
    headers = {"Message-ID": f"<{fingerprint(mail.key)[:32]}@welfareplans>", "Auto-Submitted": "auto-generated"}
    headers["Content-Language"] = mail.language
    if mail.unsubscribe:
        headers |= {
            "List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }  # fmt: skip
    return EmailMessage(
        mail.subject, body, to=[mail.to], reply_to=[mail.reply_to] if mail.reply_to else None, headers=headers
    )


def put_back(mail: Mail, error: Exception, *, for_good: bool = False) -> None:
    """Keep a mail that the server did not take for later, longer each time; give up after some days."""
    if for_good or mail.attempts >= ATTEMPTS:
        return finish(mail, Mail.State.REFUSED, error)
    wait = min(datetime.timedelta(minutes=2 ** min(mail.attempts - 1, 10)), LONGEST_WAIT)
    mail.not_before = timezone.now() + wait
    finish(mail, Mail.State.WAITING, error)


def finish(mail: Mail, state: Mail.State, error: Exception | None = None) -> None:
    """Save what came of a mail."""
    mail.state, mail.error = state, f"{type(error).__name__}: {error}"[:300] if error else ""
    mail.save()


def forget() -> int:
    """Erase addresses and texts of mails that are long over; return how many."""
    return Mail.objects.over().update(to="", reply_to="", subject="", body="", seed="", unsubscribe="", error="")
