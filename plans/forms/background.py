"""Contacts and sources of a plan, row by row."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from plans.forms.fields import year_field
from plans.forms.rows import RowForm, Text
from plans.models import Contact, Source


def link_field() -> forms.URLField:
    """Return a field for the address of a web page."""
    field = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": _("Write the address as https://www.example.org/page.")},
    )  # fmt: skip
    field.validators = [one for one in field.validators if not isinstance(one, URLValidator)]
    field.validators.append(URLValidator(schemes=["http", "https"], message=field.error_messages["invalid"]))
    return field


class ContactForm(RowForm):
    """A function and its sector."""

    row: Contact
    texts = {"function": Text(_("Function"), 200), "sector": Text(_("Sector"), 200)}

    @property
    def summary(self) -> str:
        """Return the sector."""
        return self.row.sector or ""


class SourceForm(RowForm):
    """What the plan was prepared from."""

    row: Source
    texts = {"title": Text(_("Title"), 300)}

    @property
    def summary(self) -> str:
        """Return the kind and the year."""
        return f"{self.row.get_kind_display()} {self.row.year or ''}"

    def add_others(self) -> None:
        """Add what kind of source it is, its year and where it can be read."""
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=Source.Kind.choices)
        self.fields["year"] = year_field(_("Year"))
        self.fields["link"] = link_field()
