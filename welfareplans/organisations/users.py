"""People: a user signs in with an e-mail address; nothing but name and address is stored."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users whose address is stored in lower case, so that one person cannot have two."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new user; without a password nobody can sign in until one is set."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new system administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    # Of mails; empty until somebody signs in or chooses: then the municipality's main language.
    language = models.CharField(_("Language of mails"), max_length=2, choices=settings.LANGUAGES, blank=True)
    wants_reminders = models.BooleanField(_("Automatic reminders and summaries by mail"), default=True)
    is_staff = models.BooleanField(_("System administrator"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("User")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_unique", violation_error_message=_("This address is already in use.")
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> list[str]:
        """Return the roles that the user has anywhere; whoever is signed in is read with them (signed_in.py)."""
        return list(self.memberships.values_list("role", flat=True))
