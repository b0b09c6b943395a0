"""The committee's decision, with which it hands its part in."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.meeting_day import held

WRITTEN_DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class SubmitForm(forms.Form):
    """Meeting, § and comment. unfilled: how many measures lack a state; then the comment has to say why."""

    meeting_on = forms.DateField(
        label=_("Date of the meeting"), input_formats=WRITTEN_DATES,
        help_text=_("The meeting at which the committee approved its answers."),
        error_messages={"required": _("Say when the committee's meeting was.")},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    section = forms.CharField(label=_("Section of the minutes"), max_length=50, help_text=_("For example § 12"))
    comment = forms.CharField(
        label=_("What the committee says"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Optional. Goes into the report together with the decision."),
    )  # fmt: skip

    def __init__(self, *args: object, unfilled: int = 0, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.unfilled = unfilled
        if unfilled:
            self.fields["comment"].help_text = _("Say here why some measures are not filled in.")

    def clean_meeting_on(self) -> datetime.date:
        """Refuse a meeting that has not been held."""
        return held(self.cleaned_data["meeting_on"], str(_("The meeting has not been held yet: hand in after it.")))

    def clean_comment(self) -> str:
        """Demand a reason when measures lack a state."""
        comment: str = self.cleaned_data["comment"]
        if self.unfilled and not comment:
            raise forms.ValidationError(
                _("Some measures are not filled in. Fill them in, or say in the comment why not.")
            )
        return comment
