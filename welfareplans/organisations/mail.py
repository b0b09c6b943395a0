"""The outbox: every mail is a row first, and at most one mail goes out for its key."""

import datetime
from functools import partial
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welfareplans.celery import send

SEND_TASK = "welfareplans.organisations.tasks.send_mails"
# A mail that has been on its way for longer was in the hands of a worker that died.
ON_ITS_WAY = datetime.timedelta(minutes=10)
KEPT = datetime.timedelta(days=90)


class MailQuerySet(models.QuerySet["Mail"]):
    """Which mails wait, and which are over."""

    def due(self) -> Self:
        """Return the mails that may be sent now, the oldest first."""
        return self.filter(state=Mail.State.WAITING, not_before__lte=timezone.now()).order_by("pk")

    def over(self) -> Self:
        """Return the mails whose address and text nobody needs any more."""
        return self.exclude(state=Mail.State.WAITING).filter(created_at__lt=timezone.now() - KEPT).exclude(to="")


class Mail(models.Model):
    """One mail to one address. Where the text has `{secret}`, the secret of `seed` is put in when it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        UNKNOWN = "unknown", _("Perhaps sent")
        REFUSED = "refused", _("Not delivered")
        NEEDLESS = "needless", _("No longer needed")

    key = models.CharField(_("Key"), max_length=200, unique=True)
    about = models.CharField(_("About"), max_length=100, blank=True, db_index=True)
    to = models.EmailField(_("To"), blank=True)
    reply_to = models.EmailField(_("Answers go to"), blank=True)
    language = models.CharField(_("Language"), max_length=2)
    subject = models.CharField(_("Subject"), max_length=300, blank=True)
    body = models.TextField(_("Text"), blank=True)
    # The address that ends mails of this kind; empty for what somebody must be told.
    unsubscribe = models.CharField(_("Address to unsubscribe"), max_length=300, blank=True)
    seed = models.CharField(_("Seed of the secret"), max_length=50, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    not_before = models.DateTimeField(_("Not before"), default=timezone.now)
    created_at = models.DateTimeField(_("Written at"), auto_now_add=True)
    taken_at = models.DateTimeField(_("Taken at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    error = models.CharField(_("Reason of the failure"), max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail")
        indexes = [models.Index(fields=["not_before"], condition=Q(state="waiting"), name="mail_waiting")]

    def __str__(self) -> str:
        return self.key

    @property
    def outcome(self) -> str:
        """Return the state as far as we know: whether a mail left the hands of a dead worker, nobody can tell."""
        lost = self.state == Mail.State.SENDING and self.taken_at and self.taken_at < timezone.now() - ON_ITS_WAY
        return Mail.State.UNKNOWN if lost else self.state

    @property
    def outcome_word(self) -> str:
        """Return the outcome in words."""
        return str(Mail.State(self.outcome).label)


def post(
    key: str, *, to: str, language: str, subject: str, body: str, about: str = "", reply_to: str = "", seed: str = "",
    unsubscribe: str = "",
) -> Mail:  # fmt: skip
    """Put a mail into the outbox and have it sent after the transaction; the same key again changes nothing.

    key: names this very mail; about: names what it belongs to, so that its mails can be found; seed: see Mail;
    unsubscribe: address that ends mails of this kind by one click (RFC 8058).
    """
    told = {"to": to, "language": language, "subject": " ".join(subject.split())[:300], "body": body}
    mail, _new = Mail.objects.get_or_create(
        key=key, defaults={**told, "about": about, "reply_to": reply_to, "seed": seed, "unsubscribe": unsubscribe}
    )
    transaction.on_commit(partial(send, SEND_TASK))
    return mail


def call_back(about: str, *kinds: str) -> int:
    """Stop the mails about something that have not gone out and are needless now; return how many.

    kinds: what their keys begin with.
    """
    begins = Q(pk__in=[])
    for kind in kinds:
        begins |= Q(key__startswith=f"{kind}-")
    waiting = Mail.objects.filter(begins, about=about, state=Mail.State.WAITING)
    return waiting.update(state=Mail.State.NEEDLESS)
