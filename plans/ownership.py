"""Whose a new part of a joint plan is: the common core's, or one partner's own."""

from django.contrib.auth.models import AnonymousUser

from plans.models import Goal, Partner, Plan, Principle
from welfareplans.organisations.models import User


def owner_of_addition(user: User | AnonymousUser, plan: Plan, parent: Principle | Goal | None = None) -> Partner | None:
    """Return the partner that owns what the user adds; None = it belongs to the common core.

    parent: where it is added, one that is `open_to` the user; what stands under a local addition is that partner's.
    The lead municipality's coordinator adds to the core, a partner's to the own local additions.
    """
    if parent is not None and parent.owner is not None:
        return parent.owner
    if Plan.objects.led_by(user).filter(pk=plan.pk).exists():
        return None
    return plan.partners.coordinated_by(user).order_by("pk").first()
