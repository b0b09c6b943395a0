"""The milestones that somebody should know of now: under way, next, and never marked as done."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Coalesce
from django.utils import timezone

from plans.models import Milestone, Plan
from plans.models.plan import held_by
from welfareplans.organisations.models import Membership, User

SHOWN = 5
# Days for which one that has passed is still asked about.
REMEMBERED = 365


@dataclass(frozen=True)
class NextMilestone:
    """A milestone on My work. is_late: its day has passed and nobody marked it as done; edits: the user may do so."""

    milestone: Milestone
    is_late: bool
    edits: bool


def next_milestones(user: User) -> list[NextMilestone]:
    """Return them in order of time; only who edits the plan is told of the late ones."""
    today = timezone.localdate()
    works = held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE, plan="plan")
    rows = Milestone.objects.filter(works, is_done=False).exclude(plan__status=Plan.Status.ENDED)
    rows = rows.annotate(
        end=Coalesce("ends_on", "starts_on"), edits=held_by(user, Membership.Role.COORDINATOR, plan="plan")
    ).select_related("plan")
    near: list[Any] = list(rows.filter(end__gte=today - datetime.timedelta(REMEMBERED)).order_by("starts_on", "pk"))
    late = sorted((one for one in near if one.edits and one.end < today), key=lambda one: (one.end, -one.pk))
    found = [*late[2 - SHOWN :], *(one for one in near if one.end >= today)][:SHOWN]
    return [NextMilestone(one, one.end < today, one.edits) for one in found]
