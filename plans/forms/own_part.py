"""What a partner's coordinator adds to the common core: own committees, and who enters the own figures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from plans.forms.measure import choices, key, many
from plans.forms.merging import MergingForm
from plans.models import Measure, PlanIndicator, Reporter, Responsibility
from welfareplans.organisations.models import Committee, Municipality
from welfareplans.organisations.versions import Clash


class OwnCommitteesForm(MergingForm):
    """Which of the writer's own committees carry a measure out; those of other municipalities are left alone."""

    row: Measure

    def __init__(self, *arguments: Any, committees: list[Committee], **options: Any) -> None:
        self.committees = committees
        super().__init__(*arguments, **options)

    def build(self) -> None:
        """Add the tick boxes."""
        own = {one.pk for one in self.committees}
        self.fields["committees"] = many(_("Own committees that carry the measure out"), choices(self.committees))
        named = self.row.responsibilities.values_list("committee_id", flat=True)
        self.initial["committees"] = sorted(own.intersection(named))

    def sets(self) -> Iterable[str]:
        """Return the links."""
        return ("committees",)

    def all_names(self) -> list[str]:
        """Return no field: the rest of the measure is not shown in a form."""
        return []

    def merge_sets(self, row: Measure) -> tuple[bool, list[Clash]]:
        """Add and remove the committees that the writer added and removed."""
        if "committees" not in self.cleaned_data:
            return False, []
        own = {one.pk for one in self.committees}
        saved = own.intersection(row.responsibilities.values_list("committee_id", flat=True))
        wanted = self.merged("committees", saved) & own
        row.responsibilities.filter(committee_id__in=saved - wanted).delete()
        Responsibility.objects.bulk_create(
            Responsibility(measure=row, committee_id=one) for one in sorted(wanted - saved)
        )
        return wanted != saved, []


class ReporterForm(MergingForm):
    """Which of a municipality's committees enters an indicator's figures for its area."""

    row: PlanIndicator

    def __init__(
        self, *arguments: Any, municipality: Municipality, committees: list[Committee], **options: Any
    ) -> None:
        self.municipality, self.committees = municipality, committees
        super().__init__(*arguments, **options)

    def build(self) -> None:
        """Add the choice."""
        here = [one.committee for one in self.row.reporters.all() if one.area_id == self.municipality.area_id]
        self.fields["reporter"] = forms.TypedChoiceField(
            label=_("Who enters the figures of %(municipality)s") % {"municipality": self.municipality},
            choices=choices(dict.fromkeys([*self.committees, *here]), _("Nobody yet")), required=False, coerce=key,
            empty_value=None,
        )  # fmt: skip
        self.initial["reporter"] = here[0].pk if here else None

    def sets(self) -> Iterable[str]:
        """Return the link."""
        return ("reporter",)

    def all_names(self) -> list[str]:
        """Return no field: the rest of the indicator is not shown in a form."""
        return []

    def merge_sets(self, row: PlanIndicator) -> tuple[bool, list[Clash]]:
        """Save the committee, if the writer changed it."""
        wanted = self.cleaned_data.get("reporter")
        if "reporter" not in self.cleaned_data or wanted == self.was("reporter"):
            return False, []
        here = row.reporters.filter(area=self.municipality.area_id)
        if wanted == here.values_list("committee_id", flat=True).first():
            return False, []
        here.delete()
        if wanted:
            Reporter.objects.create(plan_indicator=row, area_id=self.municipality.area_id, committee_id=wanted)
        return True, []
