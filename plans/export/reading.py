"""Which text of a plan somebody takes away: who works with it the working text, everybody else the one in force."""

import json
from typing import cast

from django.contrib.auth.models import AnonymousUser

from plans.canonical import plan_content
from plans.content import PlanContent
from plans.in_force import for_everyone, plan_standings
from plans.models import Plan
from plans.models.plan import held_by
from welfareplans.organisations.models import Membership, User


def revision_for(plan: Plan, user: User | AnonymousUser) -> int | None:
    """Return the number of the revision that is in force for the user; None = the working text.

    Somebody from elsewhere reads what is in force in the lead municipality, else the newest that a council adopted.
    """
    works = Plan.objects.filter(held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE))
    if works.filter(pk=plan.pk).exists():
        return None
    homes = set(Membership.objects.filter(user_id=user.pk or 0).values_list("municipality_id", flat=True))
    found = [one for one in plan_standings(plan) if one.revision]
    own = max((one.revision or 0 for one in found if one.partner.municipality_id in homes), default=None)
    return own or for_everyone(plan, found)


def content_of(plan: Plan, number: int | None) -> PlanContent:
    """Return what a revision says; None = the working text."""
    if number is None:
        return plan_content(plan)
    return cast(PlanContent, json.loads(plan.revisions.get(number=number).content))
