"""How a municipality looks, what it opens to everyone, and from which number on it tells how many people there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from plans.forms.merging import MergingForm
from welfareplans.organisations.models import Municipality

THRESHOLDS = (3, 50)


class ColourField(forms.CharField):
    """A colour as # and six digits or letters, which people write large or small."""

    def to_python(self, value: Any) -> str:
        """Return the colour as it is kept."""
        return str(super().to_python(value)).lower()


class MunicipalityForm(MergingForm):
    """What a coordinator may change of the own municipality."""

    row: Municipality

    def build(self) -> None:
        """Add the fields."""
        colour = self.row._meta.get_field("colour")
        self.fields["colour"] = ColourField(
            label=_("Colour"), max_length=7, validators=colour.validators, widget=forms.TextInput(attrs={
                "type": "color", "class": "app-colour",
            }), help_text=_("The colour of the pages' heads and of the reports' covers."),
        )  # fmt: skip
        self.fields["is_public"] = forms.BooleanField(
            label=_("Everyone may read our adopted plans and published reports"), required=False,
            help_text=_("Without this only those with a role in the municipality can read them."),
        )  # fmt: skip
        least, most = THRESHOLDS
        self.fields["small_count_threshold"] = forms.IntegerField(
            label=_("Smallest count shown"), min_value=least, max_value=most,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
            help_text=_("Smaller counts of people are left out of what others read, so that nobody is recognised."),
        )  # fmt: skip
