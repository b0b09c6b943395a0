"""The message catalogues have no gap."""

import ast
import re

from babel.messages.extract import extract_from_dir
from django.utils.translation.template import templatize

from welfareplans import catalogues

ROOT = catalogues.LOCALE.parent
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def texts_in_code() -> set[str]:
    return {
        message if isinstance(message, str) else message[0]
        for app in ("welfareplans", "indicators", "plans", "reports")
        for _, _, message, _, _ in extract_from_dir(ROOT / app, [("**.py", "python")], keywords=KEYWORDS)
    }


def texts_in_templates() -> set[str]:
    text = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    calls = re.compile(rf"(?:pgettext\({text.replace('(', '(?:', 1)}, |(?<!p)gettext\(){text}[,)]")
    pages = [page for kind in ("*.html", "*.txt") for page in (ROOT / "templates").rglob(kind)]
    return {ast.literal_eval(text) for page in pages for text in calls.findall(templatize(page.read_text()))}


def test_no_language_lacks_a_message() -> None:
    assert catalogues.gaps() == []


def test_catalogues_hold_just_the_texts_in_use() -> None:
    used = texts_in_code() | texts_in_templates()
    assert "Welfare plans for children and young people" in used
    held = {message.id for message in catalogues.read("sv") if message.id}
    assert {text if isinstance(text, str) else text[0] for text in held} == used
