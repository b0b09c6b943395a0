"""The coordinator's answer to one statement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.forms.fields import text_field
from plans.forms.merging import MergingForm
from plans.models import Statement
from plans.models.statement import LONGEST
from welfareplans.organisations.versions import Clash

Choice = tuple[str, str]


class AnswerForm(MergingForm):
    """What came of a statement, why, and what was changed. parts: the plan's parts as they are now."""

    row: Statement

    def __init__(
        self, row: Statement, data: QueryDict | None = None, sent: set[str] | None = None, *,
        languages: Sequence[str] = (), parts: Sequence[Choice] = (), is_final: bool = False,
    ) -> None:  # fmt: skip
        self.languages, self.parts, self.is_final = languages, parts, is_final
        super().__init__(row, data, sent)

    def build(self) -> None:
        """Add the fields."""
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What came of it"), choices=Statement.Outcome.choices, required=False, widget=forms.RadioSelect
        )
        offered = list(self.parts)
        if self.row.changed and self.row.changed not in dict(offered):
            offered.append((self.row.changed, _("A part that is no longer in the plan")))
        self.fields["changed"] = forms.ChoiceField(
            label=_("What was changed"), choices=[("", _("The part that the statement is about")), *offered],
            required=False,
        )  # fmt: skip
        for code in self.languages:
            self.fields[f"answer_{code}"] = text_field(_("Answer"), longest=LONGEST, rows=5, language=code)

    def clean(self) -> dict[str, Any]:
        """Ask for an outcome, and for a reason when nothing was changed; while somebody types neither is asked."""
        if self.is_final and not self.errors:
            main = f"answer_{self.languages[0]}"
            if not self.value("outcome"):
                self.blame("outcome", _("Choose what came of the statement."))
            elif self.value("outcome") == Statement.Outcome.NOT_CHANGED and not self.has_answer():
                self.blame(main, _("Write why it did not lead to a change."))
        return self.cleaned_data

    def has_answer(self) -> bool:
        """Tell whether there is an answer in some language."""
        return any(self.value(f"answer_{code}") for code in self.languages)

    def blame(self, name: str, reason: str) -> None:
        """Put a reason at its field, or on top when the field was not posted."""
        self.add_error(name if name in self.fields else None, reason)

    def merge_sets(self, row: Statement) -> tuple[bool, list[Clash]]:
        """Name what was changed, and when it was answered: with an outcome, and a reason where one is needed."""
        if row.outcome == Statement.Outcome.CHANGED:
            row.changed = row.changed or row.about
        elif row.changed:
            row.changed = ""
        is_answered = bool(row.outcome) and not row.lacks_reason
        newly = is_answered and (row.answered_at is None or self.is_final)
        row.answered_at = (timezone.now() if newly else row.answered_at) if is_answered else None
        return newly, []

    def all_names(self) -> list[str]:
        """Return every field of the row that the whole form has."""
        return ["outcome", "changed", *(f"answer_{code}" for code in self.languages)]
