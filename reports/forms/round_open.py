"""The form that opens a round."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models import Plan
from reports.models import Round
from reports.opening import Unclaimed, alike, committees_of, proposed_year
from welfareplans.organisations.models import LANGUAGES

DATES = ["%Y-%m-%d", "%d.%m.%Y"]
LONGEST = 5000
WRITE_IN = {
    "sv": gettext_lazy("Instructions in Swedish"),
    "fi": gettext_lazy("Instructions in Finnish"),
    "da": gettext_lazy("Instructions in Danish"),
}
NAME_IN = {
    "sv": gettext_lazy("The committee's name in Swedish"),
    "fi": gettext_lazy("The committee's name in Finnish"),
    "da": gettext_lazy("The committee's name in Danish"),
}


class Day(forms.DateField):
    """A day chosen in the browser's calendar, or written as people write it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DATES, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
        )


class RoundOpenForm(forms.Form):
    """Year, dates and instructions; and who is asked about what nobody is responsible for."""

    year = forms.IntegerField(label=gettext_lazy("Year"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    opens_on = Day(
        label=gettext_lazy("Opens on"),
        help_text=gettext_lazy("The report names this day. Committees are told, and can fill in, as soon as you save."),
    )
    due_on = Day(label=gettext_lazy("Due on"), help_text=gettext_lazy("The committees' last day to submit."))
    council_on = Day(label=gettext_lazy("To the council on"), required=False)

    def __init__(self, *arguments: Any, plan: Plan, unclaimed: Unclaimed, **options: Any) -> None:
        self.plan, self.unclaimed = plan, unclaimed
        self.opened: Round | None = None
        proposed = proposal(plan)
        super().__init__(*arguments, **{"initial": proposed, **options})
        # The year of the round that the form was filled in from.
        self.repeats: int | None = proposed.get("repeats")
        self._texts("instructions", WRITE_IN, lambda: forms.Textarea(attrs={"rows": 4}), LONGEST)
        if not unclaimed:
            return
        choices = committees_of(plan)
        if choices.exists():
            self.fields["default_committee"] = forms.ModelChoiceField(
                choices, label=_("The committee to ask"), empty_label=_("Choose a committee")
            )
        else:
            self._texts("committee", NAME_IN, forms.TextInput, 200)

    def _texts(self, field: str, labels: Any, widget: Callable[[], forms.Widget], longest: int) -> None:
        """Add one field for each language of the plan."""
        for code in self.plan.languages:
            made = forms.CharField(label=labels[code], required=False, max_length=longest, widget=widget())
            made.widget.attrs["lang"] = code
            self.fields[f"{field}_{code}"] = made

    def instruction_fields(self) -> list[forms.BoundField]:
        """Return the instructions, one field for each language."""
        return [self[name] for name in self.fields if name.startswith("instructions_")]

    def committee_fields(self) -> list[forms.BoundField]:
        """Return the question who is asked about what nobody is responsible for."""
        return [self[name] for name in self.fields if name == "default_committee" or name.startswith("committee_")]

    def clean_year(self) -> int:
        """Return a year of the plan."""
        year: int = self.cleaned_data["year"]
        if not self.plan.first_year <= year <= self.plan.last_year:
            years = {"first": self.plan.first_year, "last": self.plan.last_year}
            raise forms.ValidationError(_("The plan is for the years %(first)s–%(last)s.") % years)
        return year

    def clean(self) -> dict[str, Any]:
        """Refuse a second round for a year, days in the wrong order, and a committee without a name."""
        data = self.cleaned_data
        opens_on, due_on, council_on = data.get("opens_on"), data.get("due_on"), data.get("council_on")
        if opens_on and due_on and due_on < opens_on:
            self.add_error("due_on", _("The due date cannot be before the opening."))
        if due_on and council_on and council_on < due_on:
            self.add_error("council_on", _("The council cannot handle the report before the committees are done."))
        names = [name for name in self.fields if name.startswith("committee_")]
        if names and not any(data.get(name) for name in names):
            self.add_error(names[0], _("Write the name of the committee that is asked."))
        if not self.errors:
            self._refuse_second()
        return data

    def _refuse_second(self) -> None:
        """Refuse a year that has a round, unless it is this very one: a double click opens one round."""
        there = Round.objects.filter(plan=self.plan, year=self.cleaned_data["year"]).first()
        if there is None:
            return
        if alike(there, self.cleaned_data, self.texts("instructions")):
            self.opened = there
        else:
            years = {"year": there.year}
            self.add_error("year", _("The plan has a follow-up for %(year)s already.") % years)

    def texts(self, field: str) -> dict[str, str]:
        """Return what was written in a field by language."""
        written = {code: self.cleaned_data.get(f"{field}_{code}", "") for code in LANGUAGES}
        return {code: text for code, text in written.items() if text}


def proposal(plan: Plan) -> dict[str, Any]:
    """Return what the form proposes: the latest round a year on, else from today until the end of next January."""
    last = Round.objects.filter(plan=plan).order_by("-year").first()
    if last and (year := proposed_year(plan)) and year > last.year:
        return repeated(last, year)
    return first_proposal(plan)


def repeated(last: Round, year: int) -> dict[str, Any]:
    """Return a round's instructions, and its days moved by as many years, on the same weekdays; a past day is today."""
    today, later = timezone.localdate(), year - last.year
    texts = {f"instructions_{code}": getattr(last, f"instructions_{code}") or "" for code in LANGUAGES}
    days = {"opens_on": years_on(last.opens_on, later), "due_on": years_on(last.due_on, later)}
    days["opens_on"] = max(days["opens_on"], today)
    days["due_on"] = max(days["due_on"], days["opens_on"] + datetime.timedelta(days=42))
    council_on = years_on(last.council_on, later) if last.council_on else None
    return {
        "year": year,
        **days,
        "council_on": council_on if council_on and council_on >= days["due_on"] else None,
        **texts,
        "repeats": last.year,
    }


def years_on(day: datetime.date, years: int) -> datetime.date:
    """Return the same weekday some years later, nearest to the same date: committees and councils meet by the week."""
    return day + datetime.timedelta(weeks=round(years * 365.2425 / 7))


def first_proposal(plan: Plan) -> dict[str, Any]:
    """Return what is proposed for a plan without a round, or for a year that was left out."""
    year, today = proposed_year(plan), timezone.localdate()
    due_on = datetime.date((year or today.year) + 1, 1, 31)
    if due_on < today + datetime.timedelta(days=14):
        due_on = today + datetime.timedelta(days=42)
    return {"year": year, "opens_on": today, "due_on": due_on}
