"""A committee that is still to be named."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from welfareplans.organisations.models import Committee, Municipality


class NewCommitteeForm(forms.Form):
    """A committee's name in the plan's languages. municipalities: those that the writer coordinates, at least one."""

    def __init__(
        self, municipalities: Sequence[Municipality], languages: Sequence[str], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.municipalities = {one.pk: one for one in municipalities}
        if len(municipalities) > 1:
            self.fields["municipality"] = forms.TypedChoiceField(
                label=_("Municipality"), coerce=int, choices=[(one.pk, str(one)) for one in municipalities]
            )
        for code in languages:
            widget = forms.TextInput(attrs={"lang": code})
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name"), max_length=200, required=False, widget=widget
            )

    def clean(self) -> dict[str, Any]:
        """A committee has a name."""
        if not self.names and not any(name.startswith("name_") for name in self.errors):
            first = next(name for name in self.fields if name.startswith("name_"))
            self.add_error(first, _("Write what the committee is called."))
        return self.cleaned_data

    @property
    def names(self) -> dict[str, str]:
        """Return the names by field."""
        return {name: text for name, text in self.cleaned_data.items() if name.startswith("name_") and text}

    def save(self) -> Committee:
        """Return the committee; one that has this name already is the same one."""
        home = self.municipalities[self.cleaned_data.get("municipality", next(iter(self.municipalities)))]
        # Whoever adds at the same time waits here.
        Municipality.objects.select_for_update().get(pk=home.pk)
        known = Committee.objects.filter(municipality=home, **self.names).first()
        return known or Committee.objects.create(municipality=home, **self.names)
