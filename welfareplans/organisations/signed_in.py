"""Who is signed in: read at every request, so by queries that are built and planned once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends import db
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from welfareplans.organisations.compiled import Compiled, planned
from welfareplans.organisations.models import Membership
from welfareplans.organisations.users import User

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the model, which is Django's."""
        return db.SessionStore.get_model_class()

    def load(self) -> dict[str, Any]:
        """Return what the session keeps; of one that is not there or has ended nothing, under a new key."""
        with planned() as cursor:
            cursor.execute(SESSION, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(row[0])
        return kept


class Backend(AuthenticationBackend):
    """allauth's sign-in by address and password; whoever comes back is read with the own roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the user, unless nobody has this number or the account is no longer active."""
        user = _USER.first(user=user_id)
        return user if user and self.user_can_authenticate(user) else None


def _with_roles(user: int) -> QuerySet[User]:
    roles = Membership.objects.filter(user=OuterRef("pk")).values("role")
    return User.objects.filter(pk=user).annotate(**{"roles": ArraySubquery(roles)})


_USER = Compiled(User, _with_roles)
