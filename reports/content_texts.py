"""Texts of many rows at once, in the languages of a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.document.content import Text
from welfareplans.organisations.texts import LANGUAGES

Row = Mapping[str, Any]


def columns(*fields: str) -> list[str]:
    """Return the columns that hold the languages of translated fields, for `values()`."""
    return [f"{field}_{code}" for field in fields for code in LANGUAGES]


def text_of(row: Row, field: str, languages: Sequence[str]) -> Text:
    """Return a field's texts in the plan's languages; in others when none of those has it, so that it is never lost."""
    found = {code: row[f"{field}_{code}"] for code in LANGUAGES if row[f"{field}_{code}"]}
    return {code: text for code, text in found.items() if code in languages} or found
