"""What a committee is called in every language of the plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.forms.rows import RowForm, Text
from welfareplans.organisations.models import Committee, Municipality


class CommitteeForm(RowForm):
    """A committee's names. municipalities: those that the writer coordinates; a new committee is of one of them."""

    row: Committee
    texts = {"name": Text(gettext_lazy("Name"), 200)}

    def __init__(self, *arguments: Any, municipalities: Sequence[Municipality], **options: Any) -> None:
        self.municipalities = municipalities
        super().__init__(*arguments, **options)

    @property
    def summary(self) -> str:
        """Return whose committee it is, when it could be another's."""
        return str(self.row.municipality) if len(self.municipalities) > 1 else ""

    def add_others(self) -> None:
        """Add whose a new committee is."""
        if self.row.pk is None and len(self.municipalities) > 1:
            self.fields["municipality_id"] = forms.TypedChoiceField(
                label=_("Municipality"), coerce=int, choices=[(one.pk, str(one)) for one in self.municipalities]
            )

    def another(self) -> "CommitteeForm":
        """Return the form of the committee as it is saved."""
        return CommitteeForm(self.row, languages=self.languages, municipalities=self.municipalities)

    @property
    def names(self) -> dict[str, str]:
        """Return the names that were written, by field."""
        return {name: text for name, text in self.cleaned_data.items() if name.startswith("name_") and text}

    def known(self) -> Committee | None:
        """Return the committee that has every name that was written for a new one."""
        home = self.cleaned_data.get("municipality_id") or self.row.municipality_id
        return Committee.objects.filter(municipality=home, **self.names).first() if self.names else None

    def clean(self) -> dict[str, Any]:
        """A committee has a name of its own; a new one of a known name is that committee."""
        super().clean()
        if self.row.pk is None and self.known():
            return self.cleaned_data
        home = self.cleaned_data.get("municipality_id") or self.row.municipality_id
        others = Committee.objects.filter(municipality=home).exclude(pk=self.row.pk)
        for name, text in self.names.items():
            if others.filter(Q(**{name: text})).exists():
                self.add_error(name, _("Another committee is called “%(name)s”.") % {"name": text})
        return self.cleaned_data
