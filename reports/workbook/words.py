"""The words of the workbook's drop-downs, in its language, and what they stand for."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.models import Value
from reports.desk.measure_form import STATES
from reports.models import Progress

YES, NO = "1", "0"


def choices(language: str) -> dict[str, dict[str, str]]:
    """Return, per kind of drop-down, the value of each word."""
    with override(language):
        return {
            "state": {str(one.label): one.value for one in STATES},
            "proposal": {str(one.label): one.value for one in Progress.Proposal},
            "missing": {str(one.label): one.value for one in Value.Missing},
            "yes_no": {_("Yes"): YES, _("No"): NO},
        }


def word_of(kind: str, value: str, language: str) -> str:
    """Return the word of a value; empty for none."""
    return next((word for word, meant in choices(language)[kind].items() if meant == value), "")


def value_of(kind: str, word: str, language: str) -> str | None:
    """Return the value of a word however its letters are written; None for an unknown one, empty for none."""
    known = {name.casefold(): value for name, value in choices(language)[kind].items()}
    if kind == "yes_no":
        known |= {YES: YES, NO: NO}
    return known.get(word.casefold()) if word else ""


def unmarked(text: str | SafeString) -> str:
    """Return a text of a page as plain text: `Fritid (in Swedish)`."""
    return unescape(strip_tags(text)) if isinstance(text, SafeString) else text
