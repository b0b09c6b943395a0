"""Who is editing a plan just now."""

import datetime
from dataclasses import dataclass

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


def tell(plan: Plan, user: User, code: str) -> None:
    """Keep that the user has the editor open, with the cursor in the row of this code."""
    here = Presence(plan=plan, user=user, code=code[:60], seen_at=timezone.now())
    Presence.objects.bulk_create(
        [here], update_conflicts=True, unique_fields=["plan", "user"], update_fields=["code", "seen_at"]
    )


def leave(plan: Plan, user: User) -> None:
    """Forget the user, who has closed the editor."""
    Presence.objects.filter(plan=plan, user=user).delete()


def others(plan: Plan, user_key: int, tree: Tree) -> list[Other]:
    """Return who else is there, in words."""
    rows = Presence.objects.filter(plan=plan, seen_at__gt=timezone.now() - EXPIRES).exclude(user=user_key)
    found = []
    for one in rows.select_related("user").order_by("user__name", "user_id"):
        code = one.code.rpartition("-")[2]
        name = one.user.name or _("A colleague")
        if code in tree.numbers:
            found.append(
                Other(_("%(name)s is editing %(number)s") % {"name": name, "number": tree.numbers[code]}, code)
            )
        else:
            found.append(Other(_("%(name)s has the editor open") % {"name": name}, ""))
    return found
