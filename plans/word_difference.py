"""Two texts in one, word by word: what only the old one has struck out, what only the new one has underlined."""

import difflib

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Beyond this many words a comparison takes too long; the two texts are then shown whole.
MOST_WORDS = 4000


def difference(old: str, new: str, gone_word: str = "", come_word: str = "") -> SafeString:
    """Return both texts in one. gone_word, come_word: said before the marks, for those who do not see them."""
    one, other = tokens(old), tokens(new)
    pieces: list[str] = []
    for act, a, b, c, d in steps(one, other):
        gone, come = "".join(one[a:b]), "".join(other[c:d])
        if act == "equal":
            pieces.append(escape(come if come[0] == " " else gone))
            continue
        pieces.append(marked("del", gone_word, gone))
        # What is struck out and what stands for it are two words, also where neither had a blank before it.
        pieces.append(marked("ins", come_word, f" {come}" if gone and come[:1].isalnum() else come))
    return mark_safe("".join(pieces).strip())  # noqa: S308 - every piece is escaped


def tokens(text: str) -> list[str]:
    """Return words with the blank before them, and apart from each the signs that end it: "hobby", "," and " och"."""
    found: list[str] = []
    for word in text.split():
        core = word.rstrip(".,;:!?…")
        parts = [part for part in (core, word[len(core) :]) if part]
        found += [f" {parts[0]}", *parts[1:]] if found else parts
    return found


def steps(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return what makes the other out of the one; a word is the same with and without a blank before it."""
    if len(one) + len(other) > MOST_WORDS:
        return [("replace", 0, len(one), 0, len(other))]
    before, after = ([token.lstrip() for token in each] for each in (one, other))
    return list(difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def marked(tag: str, said: str, words: str) -> str:
    """Return words with their mark; nothing for none."""
    if not words:
        return ""
    hidden = format_html('<span class="govuk-visually-hidden">{} </span>', said) if said else ""
    blank = " " if words[0] == " " else ""
    return format_html("{3}<{0}>{1}{2}</{0}>", mark_safe(tag), hidden, words.lstrip(), blank)  # noqa: S308 - "del" or "ins"
