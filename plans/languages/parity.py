"""What the text in one language carries and the other does not: a number, a year, a programme, a breakdown, a line.

A plan is adopted in every language at once, so each must promise the same. These are doubts for a person to look at,
not faults: a person who finds the texts alike says so, and the doubt is gone until one of them changes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from plans.languages.parity_words import BREAKDOWNS, NUMBER_WORDS, SAME_NAMES, UNFINISHED

NUMBER = re.compile(r"\d{1,3}(?:[   .]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
PERCENT = re.compile(r"%|\b(?:procent|prosent|pct)", re.IGNORECASE)
SHORT_NAME = re.compile(r"\b(?=\w*[A-ZÅÄÖÆØ]\w*[A-ZÅÄÖÆØ])[^\W\d_]{2,}\b")
YEARS = range(1900, 2101)


class What(Enum):
    """What only one language's text carries."""

    NUMBER = "number"
    YEAR = "year"
    SHARE = "share"
    PROGRAMME = "programme"
    SHORT_NAME = "short name"
    BREAKDOWN = "breakdown"
    LINES = "lines"
    UNFINISHED = "unfinished"
    WHOLE = "whole"


@dataclass(frozen=True)
class Difference:
    """One thing that only one language's text carries. words: as that text has it."""

    what: What
    only_in: str
    words: str


def differences(texts: Mapping[str, str], programmes: Iterable[Collection[str]] = ()) -> list[Difference]:
    """Return what only one of two languages carries.

    texts: the same text in two languages, both written; programmes: the names of each of the plan's programmes, in
    any language.
    """
    (one, first), (other, second) = texts.items()
    pairs = ((one, first, second), (other, second, first))
    found = [difference for pair in pairs for difference in carried(*pair, list(programmes))]
    fewer, more = sorted((lines(text), code) for code, text in texts.items())
    if fewer[0] != more[0]:
        found.append(Difference(What.LINES, more[1], str(more[0])))
    divided = [code for code, text in texts.items() if BREAKDOWNS[code].search(text)]
    if len(divided) == 1:
        found.append(Difference(What.BREAKDOWN, divided[0], phrase(divided[0], texts[divided[0]])))
    return found


def carried(language: str, text: str, other: str, programmes: list[Collection[str]]) -> Iterator[Difference]:
    """Yield what a text carries and the other one does not."""
    missing = [number for number in numbers(text) if number not in numbers(other) and not in_words(number, other)]
    for what, found in ((What.YEAR, filter(is_year, missing)), (What.NUMBER, (n for n in missing if not is_year(n)))):
        if words := ", ".join(found):
            yield Difference(what, language, words)
    if PERCENT.search(text) and not PERCENT.search(other):
        yield Difference(What.SHARE, language, "%")
    for named in programmes:
        here = [name for name in named if mentions(text, name)]
        if here and not any(mentions(other, name) for name in named):
            yield Difference(What.PROGRAMME, language, here[0])
    known = {name.casefold() for named in programmes for name in named}
    short = [name for name in dict.fromkeys(SHORT_NAME.findall(text)) if name.casefold() not in known]
    if words := ", ".join(name for name in short if not any(mentions(other, each) for each in names(name))):
        yield Difference(What.SHORT_NAME, language, words)
    if UNFINISHED[language].search(text.rstrip()):
        yield Difference(What.UNFINISHED, language, text.split()[-1])


def numbers(text: str) -> list[str]:
    """Return the numbers of a text once each, written alike."""
    found = (re.sub(r"[   ]|\.(?=\d{3})", "", number).replace(",", ".") for number in NUMBER.findall(text))
    return list(dict.fromkeys(found))


def is_year(number: str) -> bool:
    """Tell whether a number is a year."""
    return number.isdigit() and int(number[:5]) in YEARS


def in_words(number: str, text: str) -> bool:
    """Tell whether a text has a small number in words."""
    return number in NUMBER_WORDS and bool(re.search(rf"\b(?:{NUMBER_WORDS[number]})", text, re.IGNORECASE))


def mentions(text: str, name: str) -> bool:
    """Tell whether a word of the text begins with a name: Lape-kehittäminen mentions LAPE."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE))


def names(name: str) -> set[str]:
    """Return what the languages call an office known by its short name."""
    return {name, *(each for pair in SAME_NAMES if name.casefold() in pair for each in pair)}


def names_of_programme(titles: Iterable[str]) -> list[str]:
    """Return what a programme may be called: its titles, and a short name that stands in them."""
    found = [name for title in titles for name in (title, title.split(" – ")[0], *SHORT_NAME.findall(title))]
    return list({name.casefold(): name for name in found}.values())


def lines(text: str) -> int:
    """Return how many paragraphs, points or lines a text has."""
    return sum(bool(line.strip()) for line in text.splitlines())


def phrase(language: str, text: str) -> str:
    """Return the words that say how something is broken down."""
    found = BREAKDOWNS[language].search(text)
    return found.group() if found else ""
