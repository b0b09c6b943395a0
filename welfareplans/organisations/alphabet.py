"""Names in the order in which readers of a language look for them: å, ä and ö, or æ, ø and å, end the alphabet."""

import unicodedata

from django.utils.translation import get_language

LAST = {"sv": "åäö", "fi": "åäö", "da": "æøå"}
# A neighbour's letters stand where the own ones stand.
ALIKE = {"sv": str.maketrans("æø", "äö"), "fi": str.maketrans("æø", "äö"), "da": str.maketrans("äö", "æø")}
BEHIND_ALL = 0x110000


def looked_up(name: str) -> tuple[list[int], str]:
    """Return what a name is sorted by in the reader's language; accents and capitals count only between equals."""
    language = get_language() or ""
    last, folded = LAST.get(language, LAST["sv"]), unicodedata.normalize("NFC", name).casefold()
    letters = folded.translate(ALIKE.get(language, ALIKE["sv"]))
    return [place(letter, last) for letter in letters], name


def place(letter: str, last: str) -> int:
    """Return the place of a letter in the alphabet. last: the letters at its end."""
    if letter in last:
        return BEHIND_ALL + last.index(letter)
    return ord(unicodedata.normalize("NFD", letter)[0])
