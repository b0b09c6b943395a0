"""One milestone of the timetable: its title in every language of the plan, when it is, who sees to it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.numbers import format_date
from plans.forms.fields import FIRST_YEAR, LAST_YEAR, date_field
from plans.forms.measure import choices, key
from plans.forms.rows import RowForm, Text
from plans.models import Milestone
from welfareplans.organisations.models import Committee


class MilestoneForm(RowForm):
    """A milestone. committees: those of the plan's municipalities."""

    row: Milestone
    texts = {"title": Text(_("Title"), 300)}

    def __init__(self, *arguments: Any, committees: Sequence[Committee], **options: Any) -> None:
        self.committees = committees
        super().__init__(*arguments, **options)

    @property
    def summary(self) -> str:
        """Return the day or the period, and that it is done."""
        days = "–".join(
            format_date(day, get_language() or "sv") for day in (self.row.starts_on, self.row.ends_on) if day
        )
        return f"{days} · {_('done')}" if self.row.is_done else days

    def add_others(self) -> None:
        """Add the days, who is responsible, and whether it is done."""
        self.fields["starts_on"] = date_field(_("Day, or first day"), required=True)
        self.fields["starts_on"].error_messages["required"] = _("Write the day.")
        self.fields["ends_on"] = date_field(_("Last day, if it is a period"))
        self.fields["committee_id"] = forms.TypedChoiceField(
            label=_("Responsible committee"), choices=choices(self.committees, str(_("Nobody in particular"))),
            required=False, coerce=key, empty_value=None,
        )  # fmt: skip
        self.fields["is_done"] = forms.BooleanField(label=_("Done"), required=False)

    def another(self) -> "MilestoneForm":
        """Return the form of the milestone as it is saved."""
        return MilestoneForm(self.row, languages=self.languages, committees=self.committees)

    def clean_starts_on(self) -> datetime.date:
        """Refuse a year that no plan is from."""
        return known_year(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> datetime.date | None:
        """Refuse a year that no plan is from."""
        day = self.cleaned_data["ends_on"]
        return known_year(day) if day else None

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        super().clean()
        first, last = (None if name in self.errors else self.value(name) for name in ("starts_on", "ends_on"))
        if first and last and last < first:
            wrong = "ends_on" if "ends_on" in self.fields else "starts_on"
            self.add_error(wrong, _("The period cannot end before it begins."))
        return self.cleaned_data


def known_year(day: datetime.date) -> datetime.date:
    """Return the day, or refuse its year."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year between %(first)s and %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day
