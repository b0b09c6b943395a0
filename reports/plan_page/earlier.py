"""The plans that a plan continues, and which of its nodes each of their nodes has become."""

from collections import defaultdict

from django.contrib.auth.models import AnonymousUser

from plans.models import Plan
from plans.numbering import Key
from reports.plan_page.lineage import continued
from welfareplans.organisations.models import User

# Three periods before this one are twelve to fifteen years: longer than anybody looks back.
GENERATIONS = 3
# By a node of an earlier plan: the nodes of this one that continue it.
Became = dict[Key, list[Key]]


def earlier_plans(plan: Plan, user: User | AnonymousUser) -> tuple[list[int], Became]:
    """Return the keys of the earlier plans that the reader may see, and what their nodes have become.

    Two queries for each earlier plan, none where there is none.
    """
    found: list[int] = []
    became: Became = {}
    step, now = plan, became
    while step.predecessor_id and len(found) < GENERATIONS:
        before = Plan.objects.visible_to(user).filter(pk=step.predecessor_id).first()
        if before is None:
            break
        then: Became = defaultdict(list)
        for one in continued(step):
            then[one.before] += [one.key] if step is plan else now.get(one.key, [])
        found.append(before.pk)
        became |= then
        step, now = before, then
    return found, became
