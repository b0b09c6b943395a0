"""The form with which the coordinator returns, accepts or reopens a committee's part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.judging import Act, Judgement

LONGEST = 5000
MOST_VERSION = 2**31 - 1


class JudgeForm(forms.Form):
    """An act, the reason for the whole, and a reason for each measure that needs one."""

    version = forms.IntegerField(min_value=1, max_value=MOST_VERSION, widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[(act.value, act.value) for act in Act], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for the return"),
        help_text=gettext_lazy("The committee reads it at the top of its part."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, progress: Iterable[int], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.progress = list(progress)
        for pk in self.progress:
            self.fields[f"reason_{pk}"] = forms.CharField(
                label=gettext_lazy("Reason for returning this measure"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse an acceptance with a reason for a return, which would be lost, and a return without any."""
        data = self.cleaned_data
        written = any(text for name, text in data.items() if name.startswith("reason"))
        if data.get("act") == Act.ACCEPT.value and written:
            self.add_error(
                "reason", _("You have written a reason for a return. Remove it to accept the part, or return the part.")
            )
        if data.get("act") == Act.RETURN.value and not written and not self.errors:
            self.add_error("reason", _("Write the reason for the return, here or at a measure."))
        if data.get("act") == Act.REOPEN.value and not data.get("reason") and not self.errors:
            self.add_error("reason", _("Write the reason for opening it again."))
        return data

    def judgement(self) -> Judgement:
        """Return what the coordinator decided; the form must be valid."""
        data = self.cleaned_data
        reasons = {pk: data[f"reason_{pk}"] for pk in self.progress}
        return Judgement(Act(data["act"]), data["version"], data["reason"], reasons)
