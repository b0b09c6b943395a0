"""Fields that take what people write."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.numbers import NotANumber, format_number, parse_number

FIRST_YEAR, LAST_YEAR = 1990, 2100


class NumberField(forms.CharField):
    """A number as people write it (1 234,5 · 12,5 %), shown as the reader's language writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=40, **options)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Any:
        """Return a Decimal, or None for an empty field."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_number(text, get_language() or "sv")
        except NotANumber as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the text in the input."""
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        return format_number(Decimal(text.rstrip("0").rstrip(".") if "." in text else text), get_language() or "sv")

    def clean(self, value: Any) -> Any:
        """Return the number; the text's own rules (length, no NUL) come first."""
        if isinstance(value, str):
            self.run_validators(value)
        return self.to_python(value)


def text_field(label: Any, *, longest: int, rows: int, language: str) -> forms.CharField:
    """Return a field for a text in one language."""
    widget = forms.Textarea(attrs={"rows": rows, "lang": language})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget, strip=True)


def year_field(label: Any) -> forms.IntegerField:
    """Return a field for a year, which may be left empty."""
    widget = forms.NumberInput(attrs={"class": "govuk-input--width-4"})
    return forms.IntegerField(label=label, required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=widget)


def date_field(label: Any, *, required: bool = False) -> forms.DateField:
    """Return a field for a day, as browsers and as people write it."""
    return forms.DateField(
        label=label, required=required, input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as 31.1.2027.")},
    )  # fmt: skip
