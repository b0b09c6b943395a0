"""One council's decision on a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.adoption_page import WORKING, Offer
from plans.forms.fields import date_field
from plans.models import Partner


def past_day(day: Any) -> Any:
    """Return the day; refuse one that has not come, and one on which no council of ours can have met."""
    if day > timezone.localdate():
        raise ValidationError(_("The decision cannot be in the future."))
    if day.year < 1990:
        raise ValidationError(_("Check the year of the decision."))
    return day


class AdoptedTextField(forms.ChoiceField):
    """Which text was adopted. The working text may be meant also where it has become a revision meanwhile."""

    def valid_value(self, value: Any) -> bool:
        """Tell whether the text can have been adopted."""
        return value == WORKING or super().valid_value(value)


class AdoptionForm(forms.Form):
    """When and where a partner's council adopted which text.

    partners: those that the writer registers for; offer: the texts; adopted: the number that is in force, by partner.
    """

    partner = forms.TypedChoiceField(
        label=_("Municipality"), coerce=int, error_messages={"required": _("Say which municipality's council decided.")}
    )
    text = AdoptedTextField(
        label=_("What the council adopted"), widget=forms.RadioSelect,
        error_messages={"required": _("Say which text the council adopted.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why the plan is amended"), max_length=500, required=False,
        help_text=_("For the new revision; readers see it in the plan's history."),
    )  # fmt: skip
    decided_on = date_field(_("Date of the decision"), required=True)
    meeting = forms.CharField(label=_("Meeting"), max_length=100, required=False)
    section = forms.CharField(
        label=_("Section of the minutes"), max_length=50,
        error_messages={"required": _("Write the section of the minutes, for example § 98.")},
    )  # fmt: skip

    def __init__(
        self, partners: Sequence[Partner], offer: Offer, adopted: Mapping[int, int], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.partners, self.offer, self.adopted = {one.pk: one for one in partners}, offer, adopted
        choices = [(one.pk, str(one)) for one in partners]
        self.fields["partner"].choices = choices if len(choices) == 1 else [("", "–"), *choices]  # type: ignore[attr-defined]
        self.fields["text"].choices = offer.options  # type: ignore[attr-defined]
        if not offer.makes_new or len(offer.options) == 1:
            self.fields["text"].initial = offer.options[0][0]
        if not (offer.newest and offer.makes_new):
            del self.fields["reason"]
        self.fields["decided_on"].error_messages["required"] = _("Write the day of the council's decision.")

    def clean_decided_on(self) -> Any:
        """Refuse an impossible day."""
        return past_day(self.cleaned_data["decided_on"])

    def clean(self) -> dict[str, Any]:
        """A new revision needs its reason; a council does not go back to an older text."""
        told = self.cleaned_data
        amends = told.get("text") == WORKING and "reason" in self.fields
        if amends and "reason" not in self.errors and not told.get("reason"):
            self.add_error("reason", gettext("Write why the plan is amended."))
        before = self.adopted.get(told.get("partner") or 0, 0)
        if self.revision is not None and self.revision < before:
            self.add_error(
                "text", gettext("This council has adopted revision %(number)s already.") % {"number": before}
            )
        return told

    @property
    def revision(self) -> int | None:
        """Return the number of the adopted revision, or None for the working text."""
        text = self.cleaned_data.get("text", WORKING)
        return None if text == WORKING else int(text)

    @property
    def chosen(self) -> Partner:
        """Return the partner whose council decided."""
        return self.partners[self.cleaned_data["partner"]]


class CorrectionForm(forms.Form):
    """Why words are put right without a council's decision."""

    reason = forms.CharField(
        label=_("What is corrected, and why"), max_length=500,
        help_text=_("For example: two misspelt words in measure 1.2.3."),
        error_messages={"required": _("Write why the text is corrected.")},
    )  # fmt: skip


class EndForm(forms.Form):
    """When and why a plan ends."""

    ended_on = date_field(_("The plan ends on"), required=True)
    reason = forms.CharField(
        label=_("Why it ends"), max_length=500, error_messages={"required": _("Write why the plan ends.")}
    )

    def clean_ended_on(self) -> Any:
        """Refuse an impossible day."""
        day = self.cleaned_data["ended_on"]
        if day > timezone.localdate():
            raise ValidationError(_("A plan is ended on the day or afterwards, not beforehand."))
        if day.year < 1990:
            raise ValidationError(_("Check the year."))
        return day
