"""Who has a page of a plan open just now: its editor, or another page that names itself."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from plans.editor.tree import Tree
from plans.models import Plan, Presence
from welfareplans.organisations.compiled import planned
from welfareplans.organisations.models import User

# Somebody who has not been heard of for so long is gone; a row that is newer than the other is not written again.
EXPIRES, FRESH = datetime.timedelta(minutes=1), datetime.timedelta(seconds=15)
HERE = (
    "SELECT person.id, person.name, here.code, here.seen_at"
    " FROM plans_presence here JOIN organisations_user person ON person.id = here.user_id"
    " WHERE here.plan_id = %s AND here.place = %s AND here.seen_at > %s ORDER BY person.name, person.id"
)


@dataclass(frozen=True)
class Here:
    """Somebody on the page. code: the row with their cursor, empty when unknown."""

    user: int
    name: str
    code: str
    seen_at: datetime.datetime


@dataclass(frozen=True)
class Other:
    """Somebody else in the editor. code: the row with their cursor, empty when unknown."""

    words: str
    code: str


def meet(plan: int, user: int, code: str, place: str = "") -> list[Here]:
    """Keep that the user has the page open, with the cursor in the row of this code; return who else has."""
    here, now = _here(plan, place), timezone.now()
    if not any(one.user == user and one.code == code[:60] and one.seen_at > now - FRESH for one in here):
        row = Presence(plan_id=plan, user_id=user, place=place, code=code[:60], seen_at=now)
        Presence.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["plan", "user", "place"], update_fields=["code", "seen_at"]
        )
    return [one for one in here if one.user != user]


def leave(plan: Plan, user: User, place: str = "") -> None:
    """Forget the user, who has closed the page."""
    Presence.objects.filter(plan=plan, user=user, place=place).delete()


def present(plan: int, user: int, place: str = "") -> list[Here]:
    """Return who else has the page open, by name. One query."""
    return [one for one in _here(plan, place) if one.user != user]


def _here(plan: int, place: str) -> list[Here]:
    with planned() as cursor:
        cursor.execute(HERE, [plan, place, timezone.now() - EXPIRES])
        return [Here(user, name or _("A colleague"), code, seen_at) for user, name, code, seen_at in cursor.fetchall()]


def in_words(others: Iterable[Here], tree: Tree) -> list[Other]:
    """Return who else is in the editor, in words."""
    found = []
    for one in others:
        code = one.code.rpartition("-")[2]
        if code in tree.numbers:
            told = _("%(name)s is editing %(number)s") % {"name": one.name, "number": tree.numbers[code]}
            found.append(Other(told, code))
        else:
            found.append(Other(_("%(name)s has the editor open") % {"name": one.name}, ""))
    return found
