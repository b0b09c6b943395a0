"""One milestone of the timetable in every language of its plan."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.forms.fields import FIRST_YEAR, LAST_YEAR, date_field
from plans.forms.measure import choices, committees_of, key
from plans.forms.merging import MergingForm
from plans.models import Milestone, Plan
from welfareplans.organisations.models import Committee


class MilestoneForm(MergingForm):
    """A milestone that is there, or a new one with its plan. committees: the plan's, when they are known."""

    row: Milestone

    def __init__(self, *arguments: Any, committees: list[Committee] | None = None, **options: Any) -> None:
        self.committees = committees
        super().__init__(*arguments, **options)

    def build(self) -> None:
        """Add a title per language, the days, who is responsible, and whether it is done."""
        plan = self.row.plan
        for code in plan.languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": code})
            )
        self.fields["starts_on"] = date_field(_("Day, or first day"), required=True)
        self.fields["starts_on"].error_messages["required"] = _("Write the day.")
        self.fields["ends_on"] = date_field(_("Last day, if it is a period"))
        committees = self.committees if self.committees is not None else committees_of(plan)
        self.fields["committee_id"] = forms.TypedChoiceField(
            label=_("Responsible committee"), choices=choices(committees, _("Nobody in particular")), required=False,
            coerce=key, empty_value=None,
        )  # fmt: skip
        self.fields["is_done"] = forms.BooleanField(label=_("Done"), required=False)

    def clean_starts_on(self) -> datetime.date:
        """Refuse a year that no plan is from."""
        return known_year(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> datetime.date | None:
        """Refuse a year that no plan is from."""
        day = self.cleaned_data["ends_on"]
        return known_year(day) if day else None

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        titles = [name for name in self.cleaned_data if name.startswith("title_")]
        left = [self.value(f"title_{code}") for code in ("sv", "fi", "da") if f"title_{code}" not in self.errors]
        if titles and not any(left):
            self.add_error(titles[0], _("Write the text in at least one language."))
        first, last = self.day("starts_on"), self.day("ends_on")
        if first and last and last < first:
            wrong = "ends_on" if "ends_on" in self.fields else "starts_on"
            self.add_error(wrong, _("The period cannot end before it begins."))
        return self.cleaned_data

    def day(self, name: str) -> datetime.date | None:
        """Return a day as it will be, or None when it was refused."""
        day: datetime.date | None = None if name in self.errors else self.value(name)
        return day

    @transaction.atomic
    def create(self) -> Milestone:
        """Return the new milestone; one that is alike in title and days is the one that was asked for."""
        told = self.cleaned_data
        Plan.objects.select_for_update().get(pk=self.row.plan_id)
        titles = {name: told[name] for name in told if name.startswith("title_")}
        alike = {**titles, "starts_on": told["starts_on"], "ends_on": told["ends_on"]}
        found = Milestone.objects.filter(plan=self.row.plan, **alike).first()
        return found or Milestone.objects.create(
            plan=self.row.plan, **alike, committee_id=told["committee_id"], is_done=told["is_done"]
        )


def known_year(day: datetime.date) -> datetime.date:
    """Return the day, or refuse its year."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year between %(first)s and %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day
