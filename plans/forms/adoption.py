"""One council's decision on a plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.forms.fields import date_field
from plans.models import Partner


class AdoptionForm(forms.Form):
    """When and where a partner's council adopted the plan. partners: those that the writer registers for."""

    partner = forms.TypedChoiceField(
        label=_("Municipality"), coerce=int, error_messages={"required": _("Say which municipality's council decided.")}
    )
    decided_on = date_field(_("Date of the decision"), required=True)
    meeting = forms.CharField(label=_("Meeting"), max_length=100, required=False)
    section = forms.CharField(
        label=_("Section of the minutes"), max_length=50,
        error_messages={"required": _("Write the section of the minutes, for example § 98.")},
    )  # fmt: skip

    def __init__(self, partners: Sequence[Partner], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.partners = {one.pk: one for one in partners}
        choices = [(one.pk, str(one)) for one in partners]
        self.fields["partner"].choices = choices if len(choices) == 1 else [("", "–"), *choices]  # type: ignore[attr-defined]
        self.fields["decided_on"].error_messages["required"] = _("Write the day of the council's decision.")

    def clean_decided_on(self) -> Any:
        """Refuse a day that has not come, and one that no council of ours can have met on."""
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The decision cannot be in the future."))
        if day.year < 1990:
            raise ValidationError(_("Check the year of the decision."))
        return day

    @property
    def chosen(self) -> Partner:
        """Return the partner whose council decided."""
        return self.partners[self.cleaned_data["partner"]]
