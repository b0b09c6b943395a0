"""Which revision is in force in which municipality of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Decision, Partner, Plan, Revision


@dataclass(frozen=True)
class Standing:
    """One partner: what its council decided last, and the revision that is in force there.

    revision is later than the decision's where only words have been put right since; None, None: not adopted yet.
    """

    partner: Partner
    decision: Decision | None
    revision: int | None


def standings(
    partners: Iterable[Partner], revisions: Iterable[Revision], decisions: Iterable[Decision]
) -> list[Standing]:
    """Return a standing for each partner. revisions: all of the plan; decisions: with their revisions loaded."""
    corrections = {one.number for one in revisions if one.is_correction}
    newest: dict[int, Decision] = {}
    partners = list(partners)
    came_back = {one.pk: one.came_back_on for one in partners}
    for one in decisions:
        if one.decided_on < (came_back.get(one.partner_id) or one.decided_on):
            continue
        before = newest.get(one.partner_id)
        if before is None or number_of(one) > number_of(before):
            newest[one.partner_id] = one
    return [
        Standing(one, newest.get(one.pk), in_force(newest[one.pk], corrections) if one.pk in newest else None)
        for one in partners
    ]


def number_of(decision: Decision) -> int:
    """Return the number of the revision that was decided on."""
    return decision.revision.number if decision.revision else 0


def in_force(decision: Decision, corrections: set[int]) -> int | None:
    """Return the revision that is in force after a decision: the adopted one, with the words put right since."""
    number = number_of(decision)
    while number and number + 1 in corrections:
        number += 1
    return number or None


def for_everyone(plan: Plan, found: Iterable[Standing]) -> int | None:
    """Return the revision that somebody from nowhere reads: the lead municipality's, else the newest one adopted."""
    numbers = {one.partner.municipality_id: one.revision for one in found if one.revision}
    return numbers.get(plan.municipality_id) or max(numbers.values(), default=None)


def plan_standings(plan: Plan) -> list[Standing]:
    """Return the standings of a plan; three queries."""
    partners = plan.partners.select_related("municipality__area").order_by("pk")
    return standings(partners, revisions_of(plan), decisions_of(plan))


def revisions_of(plan: Plan) -> list[Revision]:
    """Return the plan's revisions in order, without their long content."""
    return list(plan.revisions.defer("content").select_related("made_by").order_by("number"))


def decisions_of(*plans: Plan) -> list[Decision]:
    """Return the councils' decisions on the revisions of plans, without the revisions' long content."""
    rows = Decision.objects.filter(revision__plan__in=plans).select_related("revision", "partner__municipality__area")
    return list(rows.defer("revision__content").order_by("revision__number", "decided_on", "pk"))
