"""What a coordinator says about a table: which file, what its columns are, and how the new plan is called."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plans.content_sheets import sheets_of_content
from plans.forms.fields import year_field
from plans.headings import NAMES, TRANSLATED
from plans.models import Plan
from plans.plan_import import Wanted, plan_languages
from plans.tables.files.sheets import NEVER, Sheet
from plans.tables.lines import Lines
from plans.tables.reading import Choices, read_file
from plans.tables.table import TableError
from welfareplans.organisations.models import Municipality
from welfareplans.organisations.texts import LANGUAGES

ACCEPTED = ".xlsx,.xlsb,.xls,.ods,.csv,.tsv,.txt,.docx,.html,.json"


class TableForm(forms.Form):
    """A file, or a table from the clipboard: as HTML when the script could take it, else as text."""

    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True, max_length=300,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "Excel, OpenDocument, CSV or Word, or a plan exported as JSON, at most 9 MB. "
            "Macros and passwords are not taken."
        ),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Or paste the table here"), required=False, strip=False, max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": "pasted_html", "autocomplete": "off"}),
        help_text=_("Mark the whole table with its headings in Word, Excel or on a page, copy it, and paste it here."),
    )  # fmt: skip
    pasted_html = forms.CharField(required=False, max_length=2_000_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the table; what is wrong with it is said at the field it came in."""
        told = self.cleaned_data
        file, text, html = (told.get(name) for name in ("file", "pasted", "pasted_html"))
        self.name = NEVER.sub("", file.name)[-200:] if file else ""
        if not self.errors:
            try:
                if file and self.name.casefold().endswith(".json"):
                    self.sheets = sheets_of_content(file.read(), self.name)
                elif file:
                    self.sheets = read_file(file.read(), self.name)
                elif html or (text and text.strip()):
                    data = (html or text or "").encode("utf-8", "replace")
                    self.sheets = read_file(data, str(_("What was pasted")), kind="html" if html else "tsv")
                else:
                    self.add_error("file", _("Choose a file, or paste a table."))
            except TableError as error:
                self.add_error("file" if file else "pasted", str(error))
        return told


def column_choices(languages: Sequence[str]) -> list[tuple[str, Any]]:
    """Return what a column may be, as a list to choose from: the plan's languages first."""
    order = [*languages, *(code for code in LANGUAGES if code not in languages)]
    found: list[tuple[str, Any]] = [("", _("– nothing, leave it out –"))]
    for what, names in NAMES.items():
        codes = order if what in TRANSLATED else [""]
        word = names[get_language() or "sv"][0]
        found += [(f"{what}:{code}", f"{word} ({code})" if code else word) for code in codes]
    return found


class ChoicesForm(forms.Form):
    """Which sheet, what each column is, and what lines in a cell of measures are. names: the headings in the file."""

    def __init__(
        self, sheets: Sequence[Sheet], names: dict[str, str], languages: Sequence[str], has_lines: bool,
        *arguments: Any, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        self.names = list(names)
        if len(sheets) > 1:
            whole = [("", _("All tables of the document"))] if sheets[0].is_part else [("", _("The first that fits"))]
            self.fields["sheet"] = forms.TypedChoiceField(
                label=_("Table") if sheets[0].is_part else _("Sheet"), required=False, coerce=int, empty_value=None,
                choices=[*whole, *((str(place), one.heading or one.name) for place, one in enumerate(sheets))],
            )  # fmt: skip
        if has_lines:
            self.fields["lines"] = forms.ChoiceField(
                label=_("Several lines in a cell of measures"), required=False,
                choices=[
                    (Lines.AUTO.value, _("As they look: with bullets, or in a document, each is a measure")),
                    (Lines.EACH.value, _("Each line is a measure")),
                    (Lines.ONE.value, _("All lines are one measure")),
                ],
            )  # fmt: skip
        offered = column_choices(languages)
        for place, (name, meaning) in enumerate(names.items()):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name, choices=offered, required=False, initial=meaning
            )

    def column_fields(self) -> list[forms.BoundField]:
        """Return the fields of the columns."""
        return [self[f"column_{place}"] for place in range(len(self.names))]

    def other_fields(self) -> list[forms.BoundField]:
        """Return the fields before them."""
        return [self[name] for name in ("sheet", "lines") if name in self.fields]

    def chosen(self) -> Choices:
        """Return what was chosen."""
        told = self.cleaned_data
        columns = {name: told[f"column_{place}"] for place, name in enumerate(self.names)}
        return Choices(told.get("sheet"), columns, Lines(told.get("lines") or Lines.AUTO.value))


class NewPlanForm(forms.Form):
    """How the plan is called that is made of a table, and so in which languages it is.

    municipalities: those that the writer coordinates; found: the table's languages.
    """

    def __init__(self, municipalities: Sequence[Municipality], found: Sequence[str], *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        self.municipalities = {one.pk: one for one in municipalities}
        self.found = found
        self.languages = plan_languages({*found, *municipalities[0].languages}, municipalities[0])
        if len(self.municipalities) > 1:
            self.fields["municipality"] = forms.TypedChoiceField(
                label=_("Municipality"), coerce=int, choices=[(one.pk, str(one)) for one in municipalities]
            )
        for code in self.languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=TITLES[code], max_length=300, required=False, widget=forms.TextInput(attrs={"lang": code})
            )
        for name, label in (("first_year", _("First year")), ("last_year", _("Last year"))):
            self.fields[name] = year_field(label)
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Write the year.")

    @property
    def plan_languages(self) -> list[str]:
        """Return the table's languages and those in which a title was written, in the plan's order."""
        wanted = {*self.found, *self.wanted.titles}
        return plan_languages(wanted, self.wanted.municipality)

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields."""
        told = self.cleaned_data
        titles = {code: text for code in self.languages if (text := told.get(f"title_{code}"))}
        if not titles and self.languages and f"title_{self.languages[0]}" not in self.errors:
            self.add_error(f"title_{self.languages[0]}", _("Write the title in at least one language."))
        first, last = told.get("first_year"), told.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The plan cannot end before it begins."))
        if self.errors:
            return told
        chosen = told.get("municipality", next(iter(self.municipalities)))
        self.wanted = Wanted(self.municipalities[chosen], titles, int(first or 0), int(last or 0))
        if Plan.objects.filter(slug=self.wanted.slug).exists():
            raise ValidationError(
                _("There is already a plan of the municipality for these years. Open it and import the table there.")
            )
        return told


TITLES = {"sv": _("Title in Swedish"), "fi": _("Title in Finnish"), "da": _("Title in Danish")}
