"""How many proposals of the committees wait for a coordinator."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Subquery

from reports.models import Round
from reports.models.dealing import HANDED_IN, proposals
from welfareplans.organisations.models import User


@dataclass(frozen=True)
class ProposalsWaiting:
    """A round with how many of its proposals the reader has to decide about."""

    round: Round
    count: int


def proposals_waiting(user: User | AnonymousUser) -> list[ProposalsWaiting]:
    """Return the rounds whose proposals wait, with one query; of each plan only the newest that has any handed in.

    What nobody decided about in earlier years is still on those years' pages, and is in nobody's way.
    """
    same_plan = Round.objects.filter(plan=OuterRef("part__round__plan"), parts__status__in=HANDED_IN)
    newest = Subquery(same_plan.order_by("-year").values("pk")[:1])
    found = proposals().dealt_with_by(user).waiting().annotate(newest=newest).filter(part__round=F("newest"))
    rounds = Round.objects.filter(parts__progress__in=found.values("pk")).annotate(count=Count("parts__progress"))
    return [
        ProposalsWaiting(one, one.count)
        for one in rounds.select_related("plan__municipality__area").order_by("due_on", "pk")
    ]
