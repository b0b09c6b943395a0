"""Ending automatic mails by one click, without signing in (RFC 8058): the signed address is what allows it."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from welfareplans.organisations.models import User

signer = Signer(salt="welfareplans.organisations.unsubscribing", sep=".")


def unsubscribe_address(user: int, language: str) -> str:
    """Return the address that ends automatic mails to a user; it opens nothing else."""
    with override(language):
        return str(settings.SITE_URL) + reverse("unsubscribe", args=[signer.sign(str(user))])


def subscriber(token: str) -> User | None:
    """Return whose mails an address ends; None for one that we did not make, or of somebody who is gone."""
    try:
        return User.objects.filter(pk=int(signer.unsign(token))).first()
    except (BadSignature, ValueError, OverflowError):
        return None


def subscribe(user: User, *, wants: bool) -> None:
    """Send automatic mails to a user from now on, or no more."""
    User.objects.filter(pk=user.pk).update(wants_reminders=wants)
