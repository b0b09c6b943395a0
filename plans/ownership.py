"""Whose a new part of a joint plan is: the common core's, or one partner's own."""

from dataclasses import dataclass
from typing import Self

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


@dataclass(frozen=True)
class Rights:
    """What the user may change of one plan, asked once for a page that has hundreds of rows.

    The rule is that of `NodeQuerySet.editable_by` and `open_to`, which every change is checked by.
    leads: coordinates the lead municipality; own: the user's partners; municipalities: theirs.
    """

    leads: bool
    own: frozenset[int]
    municipalities: frozenset[int]

    @classmethod
    def of(cls, user: User | AnonymousUser, plan: Plan) -> Self:
        """Return the user's rights in a plan."""
        rows = dict(plan.partners.coordinated_by(user).values_list("pk", "municipality_id"))
        municipalities = frozenset(rows.values())
        return cls(plan.municipality_id in municipalities, frozenset(rows), municipalities)

    def edits(self, owner: int | None) -> bool:
        """Tell whether the user edits a row. owner: the partner whose local addition it is."""
        return self.leads if owner is None else owner in self.own

    def adds_below(self, owner: int | None) -> bool:
        """Tell whether the user may add something of the own below a row."""
        return bool(self.own) if owner is None else owner in self.own
