"""Where a long word may be parted: by the dictionaries of Pyphen, and in Finnish, which they lack, by its syllables."""

from collections.abc import Iterable
from functools import cache

import pyphen  # type: ignore[import-untyped]

# As in report.css: hyphenate-limit-chars.
SHORTEST, BEFORE, AFTER = 10, 4, 4
VOWELS = frozenset("aeiouyåäöAEIOUYÅÄÖ")


def parted(word: str, language: str) -> Iterable[tuple[str, str]]:
    """Return the ways to part a word, the longest beginning first. word: letters; language: such as sv."""
    if len(word) < SHORTEST:
        return []
    if language == "fi":
        return [(word[:place], word[place:]) for place in reversed(syllables(word))]
    rules = dictionary(language)
    found: Iterable[tuple[str, str]] = rules.iterate(word) if rules else []
    return found


def syllables(word: str) -> list[int]:
    """Return where the Finnish syllables of a word begin: before each consonant that a vowel follows."""
    return [
        place
        for place in range(BEFORE, len(word) - AFTER + 1)
        if word[place] not in VOWELS and word[place + 1] in VOWELS
    ]


@cache
def dictionary(language: str) -> pyphen.Pyphen | None:
    """Return a language's dictionary, read once per process; None where there is none."""
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=BEFORE, right=AFTER) if known else None
