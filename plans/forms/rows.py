"""The form of one row of a list: its texts in every language of the plan side by side, then its other fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext as _

from plans.forms.fields import text_field
from plans.forms.merging import MergingForm
from welfareplans.organisations.texts import LANGUAGES

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Text:
    """A translated text of a row. longest: in characters; rows: height of its box, 1 = a single line."""

    label: Any
    longest: int
    rows: int = 1


@dataclass(frozen=True)
class Cell:
    """A text's box in one language. is_gap: it is empty while another language has the text."""

    field: BoundField
    language: str
    language_name: str
    is_gap: bool


@dataclass(frozen=True)
class TextRow:
    """A text in every language."""

    label: str
    cells: list[Cell]


class RowForm(MergingForm):
    """One row. texts: by name, the first must be there in at least one language."""

    texts: ClassVar[dict[str, Text]]
    # What else a list shows with the row; see RowList.notes.
    note: Any = None

    def __init__(self, *arguments: Any, languages: Sequence[str], **options: Any) -> None:
        self.languages = languages
        super().__init__(*arguments, **options)

    @property
    def is_whole(self) -> bool:
        """Tell whether all of the row was posted, and not only the fields that were changed."""
        return "_fields" not in self.data

    @property
    def summary(self) -> str:
        """Return what stands beside the row's first text when it is folded."""
        return ""

    def build(self) -> None:
        """Add a box for each text and language, then the other fields."""
        for name, text in self.texts.items():
            for code in self.languages:
                self.fields[f"{name}_{code}"] = self.text_box(text, code)
        self.add_others()

    def text_box(self, text: Text, code: str) -> forms.Field:
        """Return the box of a text in one language."""
        if text.rows > 1:
            return text_field(text.label, longest=text.longest, rows=text.rows, language=code)
        line = forms.TextInput(attrs={"lang": code})
        return forms.CharField(label=text.label, required=False, max_length=text.longest, widget=line)

    def add_others(self) -> None:
        """Add what is not a translated text."""

    def another(self) -> "RowForm":
        """Return the form of the row as it is saved."""
        return type(self)(self.row, languages=self.languages)

    def clean(self) -> dict[str, Any]:
        """Refuse a row whose first text would be in no language."""
        name = next(iter(self.texts))
        touched = any(f"{name}_{code}" in self.cleaned_data for code in self.languages)
        if touched and not any(self.value(f"{name}_{code}") for code in LANGUAGES):
            box = next(f"{name}_{code}" for code in self.languages if f"{name}_{code}" in self.fields)
            self.add_error(box, _("Write the text in at least one language."))
        return self.cleaned_data

    def text_rows(self) -> list[TextRow]:
        """Return the texts as a page shows them."""
        return [self.text_row(name, text) for name, text in self.texts.items()]

    def text_row(self, name: str, text: Text) -> TextRow:
        """Return one text with its gaps."""
        written = {code: bool(self[f"{name}_{code}"].value()) for code in self.languages}
        cells = [
            Cell(self[f"{name}_{code}"], code, LANGUAGE_NAMES[code], any(written.values()) and not written[code])
            for code in self.languages
        ]
        return TextRow(str(text.label), cells)

    def gaps(self) -> list[str]:
        """Return in words in which languages something is missing that another language has."""
        words = {"sv": _("missing in Swedish"), "fi": _("missing in Finnish"), "da": _("missing in Danish")}
        rows = self.text_rows()
        return [
            words[code] for place, code in enumerate(self.languages) if any(row.cells[place].is_gap for row in rows)
        ]

    def readable(self, clash: Any) -> Any:
        """Return what the merge page shows of a text that two people changed; see `clashes_shown`."""
        return clash

    def others(self) -> Iterable[BoundField]:
        """Return the fields that are no translated texts."""
        texts = {f"{name}_{code}" for name in self.texts for code in self.languages}
        return [self[name] for name in self.fields if name not in texts]
