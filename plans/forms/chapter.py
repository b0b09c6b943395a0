"""A chapter: title and rich text in every language, and which points of the checklist it covers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.checklist import covered
from plans.checklist_points import Point
from plans.forms.rows import RowForm, Text
from plans.models import Chapter
from plans.rich_text import as_plain, as_source, clean
from plans.word_difference import difference
from welfareplans.organisations.versions import Clash

LONGEST = 60_000


class RichTextBox(forms.CharField):
    """A box for rich text: js/rich_text.js makes an editor of it; without that it takes plain text."""

    def __init__(self, language: str, **options: Any) -> None:
        box = forms.Textarea(attrs={"rows": 10, "lang": language, "data-rich-text": ""})
        super().__init__(required=False, max_length=LONGEST, widget=box, **options)

    def clean(self, value: Any) -> str:
        """Return the text as it is stored."""
        return clean(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the box."""
        return as_source(value) if isinstance(value, str) else value


class ChapterForm(RowForm):
    """One chapter. points: those that it may say it covers."""

    row: Chapter
    texts = {"title": Text(_("Heading"), 200), "body": Text(_("Text"), LONGEST, rows=10)}

    def __init__(self, *arguments: Any, points: Sequence[Point], **options: Any) -> None:
        self.points = points
        super().__init__(*arguments, **options)

    def text_box(self, text: Text, code: str) -> forms.Field:
        """Return the box of the heading or of the text."""
        return RichTextBox(code, label=text.label) if text.rows > 1 else super().text_box(text, code)

    def add_others(self) -> None:
        """Add the points."""
        self.fields["points"] = forms.MultipleChoiceField(
            label=_("What the chapter covers"), choices=[(point.key, point.text) for point in self.points],
            required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.initial["points"] = covered(self.row, self.points)

    def readable(self, clash: Any) -> Any:
        """Return a clash with both texts as they read, and as HTML for the editor."""
        if not isinstance(self.fields[clash.name], RichTextBox):
            return clash
        mine, theirs = as_plain(clash.mine), as_plain(clash.theirs)
        return replace(
            clash, is_rich=True, mine=clean(clash.mine), theirs=clean(clash.theirs), mine_words=mine,
            theirs_words=theirs, difference=difference(theirs, mine),
        )  # fmt: skip

    def another(self) -> "ChapterForm":
        """Return the form of the chapter as it is saved."""
        return ChapterForm(self.row, languages=self.languages, points=self.points)

    def sets(self) -> Iterable[str]:
        """Return the points: two people who tick different ones both keep theirs."""
        return ("points",)

    def merge_sets(self, row: Chapter) -> tuple[bool, list[Clash]]:
        """Tick and untick what the writer did, whatever others did; a point of another checklist stays."""
        if "points" not in self.cleaned_data:
            return False, []
        saved = covered(row, self.points)
        mine, was = set(self.cleaned_data["points"]), set(self.data.get("points_was", "").split(","))
        wanted = sorted((set(saved) | (mine - was)) - (was - mine))
        if wanted == sorted(saved):
            return False, []
        row.points = wanted
        return True, []
