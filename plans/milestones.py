"""The milestones of a plan, kept as the other lists that a plan carries."""

from functools import cached_property
from typing import Any

from plans.forms.measure import committees_of
from plans.forms.milestone import MilestoneForm
from plans.lists import RowList
from plans.models import Milestone
from welfareplans.organisations.models import Committee
from welfareplans.organisations.versions import Versioned


class MilestoneList(RowList):
    """The steps of the timetable, in order of time."""

    key = "milestones"
    model = Milestone
    form = MilestoneForm
    order = ("starts_on", "pk")

    @cached_property
    def committees(self) -> list[Committee]:
        """Return the committees that a milestone may name."""
        return committees_of(self.plan)

    def bound(self, row: Versioned, *arguments: Any) -> MilestoneForm:
        """Return the form of a milestone."""
        auto_id = f"{self.key}{row.pk or ''}_%s"
        return MilestoneForm(
            row, *arguments, languages=self.plan.languages, committees=self.committees, auto_id=auto_id
        )

    def columns(self) -> list[str]:
        """Return what comes back at once; the committee may be gone by then."""
        return [name for name in super().columns() if name != "committee_id"]

    def link_again(self, row: Milestone, event: Any) -> None:
        """Give a milestone its committee again, if there still is one."""
        row.committee = Committee.objects.filter(pk=event.committee_id or 0).first()
        if row.committee:
            row.committee.take_into_use()
            row.save()
