"""What the coordinator takes out of this year's questions, committee by committee, with a reason."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.asking import LeftOut, Question
from welfareplans.organisations.models import Committee

LONGEST = 500
WHY_IN = {
    "sv": gettext_lazy("Why not this year, in Swedish"),
    "fi": gettext_lazy("Why not this year, in Finnish"),
    "da": gettext_lazy("Why not this year, in Danish"),
}


class NotAskedForm(forms.Form):
    """For each committee: what is taken out, and why, in the plan's languages."""

    def __init__(self, *arguments: Any, questions: Iterable[Question], languages: list[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.questions, self.languages = list(questions), languages
        for one in self.questions:
            for name, choices in (("measures", one.measures), ("figures", one.figures)):
                if choices:
                    self.fields[f"{name}-{one.committee.pk}"] = forms.MultipleChoiceField(
                        choices=choices, required=False, widget=forms.CheckboxSelectMultiple
                    )
            for code in languages:
                widget = forms.Textarea(attrs={"rows": 2, "lang": code})
                self.fields[f"why-{one.committee.pk}-{code}"] = forms.CharField(
                    label=WHY_IN[code], required=False, max_length=LONGEST, widget=widget
                )

    def chosen(self, committee: int) -> list[str]:
        """Return the keys that were taken out of a committee's questions."""
        return [key for name in ("measures", "figures") for key in self.cleaned_data.get(f"{name}-{committee}", [])]

    def reason(self, committee: int) -> dict[str, str]:
        """Return why, by language."""
        written = {code: self.cleaned_data.get(f"why-{committee}-{code}", "") for code in self.languages}
        return {code: text for code, text in written.items() if text}

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where something is taken out."""
        for one in self.questions:
            if self.chosen(one.committee.pk) and not self.reason(one.committee.pk):
                name = f"why-{one.committee.pk}-{self.languages[0]}"
                self.add_error(name, _("Say why something is not asked this year: the report tells it."))
        return self.cleaned_data

    def groups(self) -> Iterator[tuple[Committee, list[tuple[str, forms.BoundField]], list[forms.BoundField], bool]]:
        """Return per committee: the committee, its lists with their headings, the reasons, whether to unfold it."""
        headings = {"measures": _("Measures"), "figures": _("Figures")}
        for one in self.questions:
            pk = one.committee.pk
            lists = [
                (word, self[f"{name}-{pk}"]) for name, word in headings.items() if f"{name}-{pk}" in self.fields
            ]  # fmt: skip
            why = [self[f"why-{pk}-{code}"] for code in self.languages]
            touched = self.is_bound and bool(self.chosen(pk) or any(field.errors for field in why))
            yield one.committee, lists, why, touched

    def left_out(self) -> list[LeftOut]:
        """Return what was taken out; the form must be valid."""
        rows = [
            LeftOut(one.committee.pk, self.chosen(one.committee.pk), self.reason(one.committee.pk))
            for one in self.questions
        ]
        return [one for one in rows if one.keys]
