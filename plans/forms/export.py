"""Which file somebody takes away, and in which languages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plans.export.files import TYPES


class ExportForm(forms.Form):
    """languages: those that the plan has texts in. All of it may be left out: then every language is meant."""

    language = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label=_("File"), choices=[(kind, kind) for kind in TYPES])

    def __init__(self, languages: Sequence[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in languages]  # type: ignore[attr-defined]
