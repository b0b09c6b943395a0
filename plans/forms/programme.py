"""A programme, field by field."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.forms.background import link_field
from plans.forms.fields import year_field
from plans.forms.rows import RowForm, Text
from plans.models import Programme


class ProgrammeForm(RowForm):
    """What a programme is called, who runs it with whom, for how long, and who pays."""

    row: Programme
    texts = {
        "title": Text(_("Name"), 200),
        "owner": Text(_("Owner"), 200),
        "partner_organisations": Text(_("Partner organisations"), 2000, rows=3),
        "funding": Text(_("Funding"), 2000, rows=2),
    }

    @property
    def summary(self) -> str:
        """Return the period and the owner."""
        years = f"{self.row.first_year or ''}–{self.row.last_year or ''}".strip("–") if self.row.first_year else ""
        return " · ".join(filter(None, [years, self.row.owner or ""]))

    def add_others(self) -> None:
        """Add the period and the programme's own page."""
        self.fields["first_year"] = year_field(_("First year"))
        self.fields["last_year"] = year_field(_("Last year"))
        self.fields["link"] = link_field()

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        super().clean()
        if {"first_year", "last_year"} & set(self.cleaned_data) and not {"first_year", "last_year"} & set(self.errors):
            first, last = self.value("first_year"), self.value("last_year")
            if first and last and last < first:
                wrong = "last_year" if "last_year" in self.fields else "first_year"
                self.add_error(wrong, _("The programme cannot end before it begins."))
        return self.cleaned_data
