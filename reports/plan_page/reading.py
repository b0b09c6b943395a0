"""Which text of the plan a reader reads: the working text, or the revision in force in the reader's municipality."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from plans.adoption_page import WORKING, Offer, offer
from plans.in_force import Standing, decisions_of, for_everyone, revisions_of, standings
from plans.models import Partner, Plan, Revision
from reports.plan_page.content_text import ContentText
from reports.plan_page.reader import Reader
from reports.plan_page.source import PlanText, WorkingText
from welfareplans.organisations.models import Membership


@dataclass(frozen=True)
class Reading:
    """What is read and how it stands.

    number: the revision, None = working text; in_force: the one in force for the reader, None = not adopted there;
    own: the reader's own standing in a joint plan; offer: what is amended, for coordinators.
    """

    text: PlanText
    number: int | None
    in_force: int | None
    standings: list[Standing]
    own: Standing | None
    revisions: list[Revision]
    offer: Offer | None

    @property
    def is_old(self) -> bool:
        """Tell whether another revision than the one in force is read."""
        return self.number is not None and self.in_force is not None and self.number != self.in_force

    @property
    def is_pending(self) -> bool:
        """Tell whether the reader's own council has not adopted a plan that others have adopted."""
        return bool(self.revisions) and self.own is not None and self.own.revision is None


def read(plan: Plan, reader: Reader, memberships: list[Membership], partners: list[Partner], wanted: str) -> Reading:
    """Return what the reader reads. wanted: a revision's number, or "working" for those who work with the plan."""
    revisions = revisions_of(plan)
    all_standings = standings(partners, revisions, decisions_of(plan))
    own = own_standing(all_standings, memberships)
    in_force = own.revision if own and own.revision else None
    number = chosen(wanted, {one.number for one in revisions}, reader)
    if number is None and not reader.works and revisions:
        number = in_force or for_everyone(plan, all_standings)
    amended = (
        offer(plan, [(one.number, one.made_at) for one in revisions])
        if reader.edits and revisions and number is None
        else None
    )
    return Reading(
        text=text_of(plan, number, amended),
        number=number, in_force=in_force or (for_everyone(plan, all_standings) if own is None else None),
        standings=all_standings, own=own, revisions=revisions,
        offer=amended,
    )  # fmt: skip


def text_of(plan: Plan, number: int | None, amended: Offer | None) -> PlanText:
    """Return a revision's text, or the working text; where that has been read to see what is amended, it is used."""
    if number:
        return ContentText(plan, json.loads(plan.revisions.get(number=number).content))
    return ContentText(plan, amended.content, is_live=True) if amended else WorkingText(plan)


def own_standing(found: Iterable[Standing], memberships: list[Membership]) -> Standing | None:
    """Return the standing of the reader's municipality, of several the one that adopted the newest revision."""
    homes = {one.municipality_id for one in memberships}
    own = [one for one in found if one.partner.municipality_id in homes]
    return max(own, key=lambda one: one.revision or 0, default=None)


def chosen(wanted: str, numbers: set[int], reader: Reader) -> int | None:
    """Return the revision that the address names, if there is such a one."""
    if wanted == WORKING and reader.works:
        return None
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    return number if number in numbers else None
