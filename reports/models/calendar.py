"""The secret address of somebody's calendar feed."""

import base64
import secrets

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from welfareplans.organisations.models import User


def fresh_salt() -> str:
    """Return a salt that no address had before."""
    return secrets.token_hex(16)


class CalendarAddress(models.Model):
    """One for each user who asked for it. The secret is made from the salt and the installation's key.

    So neither the database nor a backup of it opens anybody's calendar. A new salt makes a new address.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address", verbose_name=_("User"))
    salt = models.CharField(max_length=32, default=fresh_salt, editable=False)
    renewed_at = models.DateTimeField(_("Renewed at"), auto_now=True)

    class Meta:
        verbose_name = _("Calendar address")

    def __str__(self) -> str:
        return str(self.user)

    @property
    def secret(self) -> str:
        """Return the secret: 256 bits as 43 letters, digits, - and _."""
        digest = salted_hmac("reports.calendar", f"{self.pk}:{self.salt}", algorithm="sha256").digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def is_opened_by(self, secret: str) -> bool:
        """Tell whether the secret is the right one, in the same time whatever it is."""
        return constant_time_compare(secret, self.secret)

    def renew(self) -> None:
        """Make the address that was given away useless."""
        self.salt = fresh_salt()
        self.save()
