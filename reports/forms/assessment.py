"""The form with which the coordinator assesses a goal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from reports.models import Assessment

LONGEST = 10000
MOST_VERSION = 2**31 - 1
TEXT_IN = {
    "sv": gettext_lazy("Assessment in Swedish"),
    "fi": gettext_lazy("Assessment in Finnish"),
    "da": gettext_lazy("Assessment in Danish"),
}


class AssessmentForm(forms.Form):
    """A grade, and a text for each language of the plan."""

    version = forms.IntegerField(min_value=0, max_value=MOST_VERSION, widget=forms.HiddenInput)
    grade = forms.ChoiceField(
        label=gettext_lazy("Assessment"), choices=Assessment.Grade.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *arguments: Any, languages: list[str], row: Assessment | None, **options: Any) -> None:
        self.languages = languages
        names = [f"text_{code}" for code in languages]
        initial = {name: getattr(row, name) or "" for name in ["grade", *names]} if row else {}
        options["initial"] = {"version": row.version if row else 0, **initial}
        super().__init__(*arguments, **options)
        for name, code in zip(names, languages, strict=True):
            area = forms.Textarea(attrs={"rows": 6, "lang": code})
            self.fields[name] = forms.CharField(label=TEXT_IN[code], required=False, max_length=LONGEST, widget=area)

    def texts(self) -> list[forms.BoundField]:
        """Return the text fields, the main language first."""
        return [self[f"text_{code}"] for code in self.languages]

    def written(self) -> dict[str, str]:
        """Return what the coordinator wrote, by field; the form must be valid."""
        return {name: self.cleaned_data[name] for name in ["grade", *(field.name for field in self.texts())]}
