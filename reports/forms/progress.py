"""What a committee writes about one measure."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Progress

LONGEST_TEXT = 20000


class ProgressForm(forms.Form):
    """State, a text in each language of the plan, and what the committee proposes."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=Progress.State.choices, required=False)
    proposal = forms.ChoiceField(label=_("Proposal"), choices=Progress.Proposal.choices, required=False)
    reason = forms.CharField(label=_("Why"), max_length=LONGEST_TEXT, required=False)

    def __init__(self, data: Mapping[str, Any], languages: Sequence[str]) -> None:
        super().__init__(data)
        for code in languages:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("What was done"), max_length=LONGEST_TEXT, required=False
            )

    def answers(self) -> dict[str, str]:
        """Return the fields that were posted and are in order; who proposes to continue needs no reason."""
        kept = {
            name: value.replace("\r\n", "\n")
            for name, value in self.cleaned_data.items()
            if name != "version" and name in self.data
        }
        if kept.get("proposal") == Progress.Proposal.CONTINUE:
            kept["reason"] = ""
        return kept
