"""What the page of adoption shows: how each council stands, and which texts can be adopted."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.numbers import format_date
from plans.adopting import newest
from plans.canonical import plan_content
from plans.comparing import Change, compare
from plans.content import PlanContent
from plans.models import Plan, Revision
from welfareplans.organisations.canonical_json import canonical_json, fingerprint

WORKING = "working"


@dataclass(frozen=True)
class Offer:
    """Which texts a council may have adopted.

    newest: the newest revision, if any; changes: what the working text says otherwise; seen: its fingerprint;
    content: the working text.
    """

    newest: Revision | None
    revisions: tuple[tuple[int, datetime.datetime], ...]
    changes: tuple[Change, ...]
    seen: str
    content: PlanContent

    @property
    def makes_new(self) -> bool:
        """Tell whether the working text would become a new revision."""
        return self.newest is None or bool(self.changes)

    @property
    def next_number(self) -> int:
        """Return the number that the working text would get."""
        return self.newest.number + 1 if self.newest else 1

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return the texts to choose from, the newest revision first."""
        told = _("Revision %(number)s, registered %(day)s")
        found = [
            (str(number), told % {"number": number, "day": format_date(at, "sv")}) for number, at in self.revisions
        ]
        if self.makes_new:
            found.append((WORKING, self.working_words))
        return found

    @property
    def working_words(self) -> str:
        """Return what the working text would be."""
        if self.newest is None:
            return _("The text as it is now, which becomes revision 1")
        changes = ngettext("%(count)s change", "%(count)s changes", len(self.changes)) % {"count": len(self.changes)}
        return _("The working text with %(changes)s, which becomes revision %(number)s") % {
            "changes": changes, "number": self.next_number,
        }  # fmt: skip


def offer(plan: Plan, revisions: Iterable[tuple[int, datetime.datetime]] | None = None) -> Offer:
    """Return which texts of the plan can be adopted now. revisions: number and moment, where they are known."""
    content, before = plan_content(plan), newest(plan)
    seen = fingerprint(canonical_json(content))
    # The long text of the revision is read only where something has changed.
    changes = compare(json.loads(before.content), content) if before and before.sha256 != seen else []
    if revisions is None:
        revisions = plan.revisions.values_list("number", "made_at")
    return Offer(before, tuple(sorted(revisions, reverse=True)), tuple(changes), seen, content)
