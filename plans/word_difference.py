"""Two texts in one, word by word: what only the old one has struck out, what only the new one has underlined."""

import difflib

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Beyond this many words a comparison takes too long; the two texts are then shown whole.
MOST_WORDS = 4000


def difference(old: str, new: str, gone_word: str = "", come_word: str = "") -> SafeString:
    """Return both texts in one. gone_word, come_word: said before the marks, for those who do not see them."""
    one, other = old.split(), new.split()
    pieces: list[str] = []
    for act, a, b, c, d in steps(one, other):
        gone, come = " ".join(one[a:b]), " ".join(other[c:d])
        if act == "equal":
            pieces.append(escape(gone))
            continue
        pieces += [marked("del", gone_word, gone), marked("ins", come_word, come)]
    return mark_safe(" ".join(filter(None, pieces)))  # noqa: S308 - every piece is escaped


def steps(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return what makes the other out of the one."""
    if len(one) + len(other) > MOST_WORDS:
        return [("replace", 0, len(one), 0, len(other))]
    return list(difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes())


def marked(tag: str, said: str, words: str) -> str:
    """Return words with their mark; nothing for none."""
    if not words:
        return ""
    hidden = format_html('<span class="govuk-visually-hidden">{} </span>', said) if said else ""
    return format_html("<{0}>{1}{2}</{0}>", mark_safe(tag), hidden, words)  # noqa: S308 - "del" or "ins"
