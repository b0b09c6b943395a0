"""The forms that freeze an edition and register what the council did with it."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.forms.meeting_day import held
from reports.models import Round

LONGEST_SUMMARY = 4000
SUMMARY_IN = {
    "sv": gettext_lazy("Summary in Swedish"),
    "fi": gettext_lazy("Summary in Finnish"),
    "da": gettext_lazy("Summary in Danish"),
}


class FreezeForm(forms.Form):
    """What the coordinator says first, and what must be confirmed; carries which round and edition were on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)
    correction_reason = forms.CharField(
        label=gettext_lazy("Why is the report corrected?"),
        help_text=gettext_lazy("The reason is shown on the cover of the new edition. The earlier edition stays."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    despite_missing = forms.BooleanField(label=gettext_lazy("I know that the report is made without these parts."))

    def __init__(self, *arguments: Any, round: Round, number: int, missing: bool, **options: Any) -> None:
        """round: as it is now; number: the edition's; missing: whether parts are not accepted."""
        texts = {f"summary_{code}": getattr(round, f"summary_{code}") or "" for code in round.plan.languages}
        options["initial"] = {"version": round.version, "number": number, **texts}
        super().__init__(*arguments, **options)
        if number == 1:
            del self.fields["correction_reason"]
        if not missing:
            del self.fields["despite_missing"]
        for code in round.plan.languages:
            self.fields[f"summary_{code}"] = forms.CharField(
                label=SUMMARY_IN[code],
                required=False,
                max_length=LONGEST_SUMMARY,
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )
        self.languages = list(round.plan.languages)

    def show_version(self, version: int) -> None:
        """Put the round's version on the page that shows the form again."""
        data = dict(self.data.items())
        data["version"] = str(version)
        self.data = data

    @property
    def summary(self) -> dict[str, str]:
        """Return the summary by language."""
        return {code: self.cleaned_data[f"summary_{code}"] for code in self.languages}

    @property
    def confirmation(self) -> dict[str, Any]:
        """Return what `freeze` asks for."""
        return {
            "correction_reason": self.cleaned_data.get("correction_reason", ""),
            "summary": self.summary,
            "despite_missing": self.cleaned_data.get("despite_missing", False),
        }

    @property
    def summaries(self) -> list[forms.BoundField]:
        """Return the summary's fields, the plan's main language first."""
        return [self[f"summary_{code}"] for code in self.languages]


class HandledForm(forms.Form):
    """When the council handled the report."""

    handled_on = forms.DateField(
        label=gettext_lazy("Date of the council's meeting"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    handled_section = forms.CharField(
        label=gettext_lazy("Section of the minutes"),
        help_text=gettext_lazy("For example § 12."),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_handled_on(self) -> datetime.date:
        """Refuse a meeting that has not been held."""
        return held(self.cleaned_data["handled_on"], _("The council has not met yet: register it after the meeting."))
