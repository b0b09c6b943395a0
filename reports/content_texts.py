"""Texts of many rows at once, in the languages of a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.document.content import Text
from welfareplans.organisations.texts import texts_in

Row = Mapping[str, Any]


def text_of(row: Row, field: str, languages: Sequence[str]) -> Text:
    """Return a field's texts in the plan's languages; in others when none of those has it, so that it is never lost."""
    found = texts_in(row, field)
    return {code: text for code, text in found.items() if code in languages} or found
