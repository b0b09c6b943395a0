"""Who has a page of a plan open just now: its editor, or another page that names itself."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.editor.tree import Tree
from plans.models import Plan, Presence
from welfareplans.organisations.models import User

# Somebody who has not been heard of for so long is gone.
EXPIRES = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Other:
    """Somebody else in the editor. code: the row with their cursor, empty when unknown."""

    words: str
    code: str


def tell(plan: Plan, user: User, code: str, place: str = "") -> None:
    """Keep that the user has the page open, with the cursor in the row of this code."""
    here = Presence(plan=plan, user=user, place=place, code=code[:60], seen_at=timezone.now())
    Presence.objects.bulk_create(
        [here], update_conflicts=True, unique_fields=["plan", "user", "place"], update_fields=["code", "seen_at"]
    )


def leave(plan: Plan, user: User, place: str = "") -> None:
    """Forget the user, who has closed the page."""
    Presence.objects.filter(plan=plan, user=user, place=place).delete()


def present(plan: Plan, user_key: int, place: str = "") -> QuerySet[Presence]:
    """Return who else has the page open, by name."""
    rows = Presence.objects.filter(plan=plan, place=place, seen_at__gt=timezone.now() - EXPIRES).exclude(user=user_key)
    return rows.select_related("user").order_by("user__name", "user_id")


def others(plan: Plan, user_key: int, tree: Tree) -> list[Other]:
    """Return who else is in the editor, in words."""
    found = []
    for one in present(plan, user_key):
        code = one.code.rpartition("-")[2]
        name = one.user.name or _("A colleague")
        if code in tree.numbers:
            found.append(
                Other(_("%(name)s is editing %(number)s") % {"name": name, "number": tree.numbers[code]}, code)
            )
        else:
            found.append(Other(_("%(name)s has the editor open") % {"name": name}, ""))
    return found
