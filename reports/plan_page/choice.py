"""Which measures the reader asked for: committee, programme, state, partner, words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

ALPHABET = {"å": "zzz1", "ä": "zzz2", "æ": "zzz2", "ö": "zzz3", "ø": "zzz3"}
DANISH = ALPHABET | {"æ": "zzz1", "ä": "zzz1", "ø": "zzz2", "ö": "zzz2", "å": "zzz3"}


@dataclass(frozen=True)
class Choice:
    """What was asked for; an empty text asks for nothing. Unknown values find nothing and do no harm."""

    committee: str = ""
    programme: str = ""
    state: str = ""
    partner: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """Return the choice in an address."""
        committee, programme, state, partner = (
            query.get(name, "")[:50] for name in ("committee", "programme", "state", "partner")
        )
        return cls(committee, programme, state, partner, query.get("q", "").strip()[:100])

    @property
    def is_made(self) -> bool:
        """Tell whether anything narrows the table."""
        return any((self.committee, self.programme, self.state, self.partner, self.words))

    def fits(
        self, *, committees: Iterable[int], programme: int | None, states: Iterable[str], partners: Iterable[int],
        text: str,
    ) -> bool:  # fmt: skip
        """Tell whether a measure is asked for. partners: those it concerns, none = all."""
        return (
            (not self.committee or self.committee in map(str, committees))
            and (not self.programme or self.programme == str(programme))
            and (not self.state or self.state in (list(states) or ["none"]))
            and (not self.partner or self.partner in (list(map(str, partners)) or [self.partner]))
            and (not self.words or self.words.casefold() in text.casefold())
        )


@dataclass(frozen=True)
class Option:
    """One entry of a list to choose from."""

    value: str
    word: SafeString | str
    is_chosen: bool


def options(entries: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """Return the entries, the chosen one marked."""
    return tuple(Option(value, word, value == chosen) for value, word in entries)


def by_name(entries: Iterable[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Return the entries in the order of their words: å ä ö last in Swedish and Finnish, æ ø å in Danish."""
    alphabet = DANISH if language == "da" else ALPHABET
    return sorted(entries, key=lambda entry: "".join(alphabet.get(sign, sign) for sign in entry[1].casefold()))
