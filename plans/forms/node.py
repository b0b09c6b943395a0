"""The text of one row of the table, in every language of the plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from indicators.models import Indicator
from plans.forms.fields import text_field
from plans.forms.merging import MergingForm
from plans.models import Plan
from welfareplans.organisations.versions import Versioned


class TextForm(MergingForm):
    """A principle's, goal's or measure's title, or an indicator's name. plan: whose languages the fields have."""

    part = "name"

    def __init__(self, row: Versioned, plan: Plan, *arguments: Any, **options: Any) -> None:
        self.plan = plan
        super().__init__(row, *arguments, **options)

    def build(self) -> None:
        """Add a field per language."""
        name, longest = ("name", 500) if isinstance(self.row, Indicator) else ("title", 5000)
        for code in self.plan.languages:
            self.fields[f"{name}_{code}"] = text_field(_("Text"), longest=longest, rows=2, language=code)

    def clean(self) -> dict[str, Any]:
        """Demand a text in one of the languages at least."""
        wrong = needs_text(self, {name: self.value(name) for name in self.all_names() if name not in self.errors})
        if wrong:
            self.add_error(wrong, _("Write the text in at least one language."))
        return self.cleaned_data

    def all_names(self) -> list[str]:
        """Return the fields of every language, also those that were not posted."""
        return list(type(self)(self.row, self.plan).fields)


def needs_text(form: forms.Form, texts: dict[str, Any]) -> str:
    """Return the field that has to be filled in when every language is empty; nothing when one has a text."""
    return "" if any(texts.values()) or not form.cleaned_data else next(iter(form.cleaned_data))


class NewNodeForm(forms.Form):
    """The text of a principle, goal or measure that is added."""

    def __init__(self, plan: Plan, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for code in plan.languages:
            self.fields[f"title_{code}"] = text_field(_("Text"), longest=5000, rows=1, language=code)

    def clean(self) -> dict[str, Any]:
        """Demand a text in one of the languages at least."""
        if not self.errors and (wrong := needs_text(self, self.cleaned_data)):
            self.add_error(wrong, _("Write the text in at least one language."))
        return self.cleaned_data
