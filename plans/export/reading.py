"""Which text of a plan somebody takes away: who works with it the working text, everybody else what was adopted."""

import json
from typing import cast

from django.contrib.auth.models import AnonymousUser

from plans.canonical import plan_content
from plans.content import PlanContent
from plans.models import Plan
from plans.models.plan import held_by
from welfareplans.organisations.models import Membership, User


def reads_working_text(plan: Plan, user: User | AnonymousUser) -> bool:
    """Tell whether the user works with the plan."""
    works = Plan.objects.filter(held_by(user, Membership.Role.COORDINATOR, Membership.Role.COMMITTEE))
    return works.filter(pk=plan.pk).exists()


def content_of(plan: Plan, *, working: bool) -> PlanContent:
    """Return the plan's content: the working text, or what was adopted last where there is such a text."""
    adopted = None if working else plan.revisions.order_by("-number").first()
    return plan_content(plan) if adopted is None else cast(PlanContent, json.loads(adopted.content))
