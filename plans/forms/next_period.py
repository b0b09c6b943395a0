"""The years of the next period."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.fields import year_field
from plans.models import Plan


class YearsForm(forms.Form):
    """The first and the last year. sent: the fields that the writer changed (None = all of the form)."""

    def __init__(self, plan: Plan, *arguments: Any, sent: set[str] | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.plan = plan
        for name, label in (("first_year", _("First year")), ("last_year", _("Last year"))):
            if sent is None or name in sent:
                self.fields[name] = year_field(label)
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = _("Write the year.")

    def clean_first_year(self) -> int:
        """A next period begins after the plan did."""
        year: int = self.cleaned_data["first_year"]
        if year <= self.plan.first_year:
            raise forms.ValidationError(_("The next period begins after this one has begun."))
        return year

    def clean(self) -> dict[str, Any]:
        """A period does not end before it begins."""
        first, last = (self.cleaned_data.get(name, self.initial[name]) for name in ("first_year", "last_year"))
        if not self.errors and last < first:
            wrong = "last_year" if "last_year" in self.fields else "first_year"
            self.add_error(wrong, _("The plan cannot end before it begins."))
        return self.cleaned_data
