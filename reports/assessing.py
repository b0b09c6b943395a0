"""The coordinator assesses a goal: one row for each round and goal, and no colleague's edit lost."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from plans.models import Goal
from reports.models import Assessment, Round
from welfareplans.organisations.versions import Clash, NotAllowed, merge

# The row is made empty and then written, so that version 1 is what everybody started from.
EMPTY = 1


class Clashing(Exception):
    """Somebody else changed the same fields meanwhile; nothing was written.

    version: of the row as it is now; merged: every field, with the changes that do not clash.
    """

    def __init__(self, version: int, clashes: list[Clash], merged: Mapping[str, str]) -> None:
        self.version, self.clashes, self.merged = version, clashes, merged
        super().__init__()


@transaction.atomic
def assess(asked: Round, goal: Goal, version: int, fields: Mapping[str, str]) -> Assessment:
    """Save the fields that the writer changed since `version` (0 = there was no assessment).

    Raises Clashing; NotAllowed when the report is published and not open for corrections.

    Takes the round's row lock, so that the save comes before a freeze or after it.
    """
    if Round.objects.select_for_update(no_key=True).get(pk=asked.pk).is_published:
        raise NotAllowed(
            _("The report is published. Open the follow-up for corrections before you change an assessment.")
        )
    row, _made = Assessment.objects.get_or_create(round=asked, goal=goal)
    before = values(row, fields)
    clashes = merge(row, max(version, EMPTY), fields)
    if clashes:
        raise Clashing(row.version, clashes, values(row, fields))
    if values(row, fields) != before:
        row.save()
    return row


def values(row: Assessment, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the row's fields by name."""
    return {name: getattr(row, name) or "" for name in fields}
