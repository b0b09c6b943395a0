"""What a committee writes about one measure."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import forms

from reports.models import Progress

LONGEST_TEXT = 20000


class ProgressForm(forms.Form):
    """State, a text in each language of the plan, and what the committee proposes: of these what was posted."""

    def __init__(self, data: Mapping[str, Any], languages: Sequence[str]) -> None:
        super().__init__(data)
        every = _every_field(tuple(languages))
        self.fields.update({name: field for name, field in every.items() if name in data or name == "version"})

    def answers(self) -> dict[str, str]:
        """Return the fields that were posted and are in order; who proposes to continue needs no reason."""
        kept = {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items() if name != "version"}
        if kept.get("proposal") == Progress.Proposal.CONTINUE:
            kept["reason"] = ""
        return kept


@cache
def _every_field(languages: tuple[str, ...]) -> dict[str, forms.Field]:
    """Return the fields, which keep nothing of a request: copying them took as long as checking what was posted."""
    texts = {f"text_{code}": forms.CharField(max_length=LONGEST_TEXT, required=False) for code in languages}
    return {
        "version": forms.IntegerField(min_value=0, max_value=2**31 - 1),
        "state": forms.ChoiceField(choices=Progress.State.choices, required=False),
        "proposal": forms.ChoiceField(choices=Progress.Proposal.choices, required=False),
        "reason": forms.CharField(max_length=LONGEST_TEXT, required=False),
        **texts,
    }
