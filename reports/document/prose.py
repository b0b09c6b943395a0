"""A text of the plan as it is printed."""

from html import escape

from django.utils.safestring import SafeString

from plans.rich_text import as_print
from reports.document.words import Words

# How the blocks of a text are styled; their headings stand one level below the chapter's.
LOOK = {"p": "in", "h3": "th", "ul": "bl", "ol": "bl"}


def printed(body: Words) -> SafeString:
    """Return a text as it is printed, as XML; each block in another language than the report's says so."""
    language = escape(body.foreign)

    def in_its_language(words: str) -> str:
        return f'<span lang="{language}">{words}</span> <i class="or">({language})</i>' if language else words

    return as_print(body.text, 4, LOOK, in_its_language)
