"""The forms with which a coordinator extends, closes and reminds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.forms.judging import MOST_VERSION
from reports.forms.round_open import Day
from reports.models import CommitteePart, Round
from welfareplans.organisations.templatetags.page import text

LONGEST = 2000


class ActForm(forms.Form):
    """Which round was read."""

    version = forms.IntegerField(min_value=1, max_value=MOST_VERSION, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, round: Round, **options: Any) -> None:
        self.round = round
        options["initial"] = {"version": round.version, **options.get("initial", {})}
        super().__init__(*arguments, **options)


class ExtendForm(ActForm):
    """The new last day, and why."""

    due_on = Day(label=gettext_lazy("New due date"), help_text=gettext_lazy("The committees' last day to submit."))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The committees read it in the mail, and it stays in the history of the follow-up."),
    )  # fmt: skip

    def clean_due_on(self) -> Any:
        """Return a day that is later than the present one; the same one is a double click."""
        due_on = self.cleaned_data["due_on"]
        if due_on < self.round.due_on or due_on < timezone.localdate():
            raise forms.ValidationError(_("The new due date must be later than the old one and not in the past."))
        if self.round.council_on and due_on > self.round.council_on:
            raise forms.ValidationError(_("The council cannot handle the report before the committees are done."))
        return due_on


class CloseForm(ActForm):
    """Why the collecting ends; may be left out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("May be left empty. It stays in the history of the follow-up."),
    )  # fmt: skip


class RemindForm(forms.Form):
    """Which committees are reminded."""

    parts = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Committees to remind"),
        error_messages={"required": gettext_lazy("Choose a committee.")},
    )  # fmt: skip

    def __init__(self, *arguments: Any, offered: Iterable[CommitteePart], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["parts"].choices = [(one.pk, text(one.committee, "name")) for one in offered]  # type: ignore[attr-defined]
