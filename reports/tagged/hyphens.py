"""Where a long word may be parted: by the dictionaries of Pyphen, and in Finnish, which they lack, by its syllables."""

import re
from collections.abc import Iterable
from functools import cache

import pyphen  # type: ignore[import-untyped]

# As in report.css: hyphenate-limit-chars.
SHORTEST, BEFORE, AFTER = 10, 4, 4
# What is longer is no word.
LONGEST = 60
VOWELS = frozenset("aeiouyåäöAEIOUYÅÄÖ")
# Where foreign words have several consonants before a vowel, they stay together.
TOGETHER = re.compile("(?i)[ptkbdgf][rl]|psy|[cs]h")
# How second parts of compounds begin that begin with a vowel, in the words of such reports; none of them is the inside
# of another common word (aika is: paikka).
SECOND_PARTS = re.compile(
    "(?i)aktiiv|alue|ammatt|arvio|asema|asiak|asumi|asunto|avustu|edellyty|edisty|edusta|ehkäis|elämä|energia|ennalta|"
    "erityi|esity|etsiv|ikäis|ikäluok|ilmoitu|informaa|innovaa|interventio|ohjaaja|ohjaus|ohjauks|ohjelm|oikeu|ongelm|"
    "opetta|opetu|opinto|opiske|opisto|oppila|organis|osaami|osallis|osasto|urheil|uudistu|yhdenve|yhdisty|yhteis|"
    "yhteyd|yhteys|yksik|ympäri|ystäv|(?<=[aeiouyäösn])(?:aika|arvo)"
)


def parted(word: str, language: str) -> Iterable[tuple[str, str]]:
    """Return the ways to part a word, the longest beginning first. word: letters; language: such as sv."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    if language == "fi":
        return [(word[:place], word[place:]) for place in reversed(syllables(word))]
    rules = dictionary(language)
    found: Iterable[tuple[str, str]] = rules.iterate(word) if rules else []
    return found


def syllables(word: str) -> list[int]:
    """Return where a Finnish word may be parted: where its parts meet, and before a consonant that a vowel follows."""
    meet = [found.start() for found in SECOND_PARTS.finditer(word, 2)]
    starts = [
        place
        for place in range(1, len(word) - 1)
        if word[place] not in VOWELS
        and word[place + 1] in VOWELS
        and not TOGETHER.match(word, place - 1)
        # A letter or two beside the place where two parts meet would be read as belonging to the other.
        and all(abs(place - one) > 1 for one in meet)
    ]
    return sorted(place for place in {*starts, *meet} if BEFORE <= place <= len(word) - AFTER)


@cache
def dictionary(language: str) -> pyphen.Pyphen | None:
    """Return a language's dictionary, read once per process; None where there is none."""
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=BEFORE, right=AFTER) if known else None
