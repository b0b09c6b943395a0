"""How a cell of a plan table holds what is more than one text: written by exports, read by imports.

A cell that belongs to indicators has a line for each line of the cell of indicators. NONE stands for nothing, so that
the lines stay side by side whatever program has trimmed the cell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext

from indicators.numbers import format_number, parse_number
from welfareplans.organisations.texts import LANGUAGES

NONE = "–"
DASHES = {"", "-", NONE, "—"}
# A new line inside a text that stands on one line of a cell.
BREAK = "⏎"
KEYS = {"principle": "P", "goal": "G", "measure": "M"}


@dataclass
class Figure:
    """A baseline or target; either part may be missing."""

    value: Decimal | None = None
    year: int | None = None


def join_lines(texts: Iterable[str]) -> str:
    """Return the cell of these lines; of no text at all an empty one."""
    lines = [_on_one_line(text) for text in texts]
    return "\n".join(line or NONE for line in lines) if any(lines) else ""


def split_lines(cell: str) -> list[str]:
    """Return the lines that `join_lines` put together, empty ones too."""
    return [_of_one_line(line) for line in cell.splitlines()] if cell else []


def _on_one_line(text: str) -> str:
    plain = "\n".join(text.splitlines()).strip()
    marked = plain.replace(BREAK, BREAK * 2).replace("\n", f"{BREAK} ")
    # A text that is only a dash is told from none by a break that reading strips again.
    return marked + BREAK if plain and plain in DASHES else marked


def _of_one_line(line: str) -> str:
    if line.strip() in DASHES:
        return ""
    return re.sub(f"{BREAK}{BREAK}|{BREAK} ?", lambda found: BREAK if found[0] == BREAK * 2 else "\n", line).strip()


def figure_text(figure: Figure, language: str) -> str:
    """Return a baseline or target as it stands on its line: "71,2 (2022)", "80", "(2027)"."""
    value = "" if figure.value is None else format_number(figure.value, language)
    year = "" if figure.year is None else f"({figure.year})"
    return f"{value} {year}".strip()


def read_figure(text: str, language: str) -> Figure:
    """Return the baseline or target of a line. Raises NotANumber with the reason in the active language."""
    found = re.search(r"\(?\b((?:19|20|21)[0-9]{2})\)?\s*$", text) if "(" in text else None
    rest = (text[: found.start()] if found else text).strip(" :")
    value = None if rest in DASHES else parse_number(rest, language)
    return Figure(value, int(found[1]) if found else None)


def key_text(nodes: dict[str, int], indicators: Iterable[tuple[int, int]] = ()) -> str:
    """Return the cell of keys: "P12 G34 M56 I7.1 I8.2".

    nodes: primary keys by "principle", "goal", "measure"; indicators: primary key of the PlanIndicator and its place
    in the plan, one for each line of the cell of indicators.
    """
    above = [f"{KEYS[what]}{key}" for what, key in nodes.items()]
    return " ".join([*above, *(f"I{key}.{place}" for key, place in indicators)])


def read_keys(cell: str) -> tuple[dict[str, int], list[tuple[int, int]]]:
    """Return what `key_text` was given; what is not a key is left out."""
    marks = {mark: what for what, mark in KEYS.items()}
    nodes = {marks[mark]: int(key) for mark, key in re.findall(r"\b([PGM])([0-9]{1,17})\b", cell)}
    lines = re.findall(r"\bI([0-9]{1,17})\.([0-9]{1,8})\b", cell)
    return nodes, [(int(key), int(place)) for key, place in lines]


def choice_text(choices: type[TextChoices], value: str, language: str) -> str:
    """Return a choice's word in a language."""
    with translation.override(language):
        return str(choices(value).label)


def read_choice(choices: type[TextChoices], text: str) -> str | None:
    """Return the choice that a word in any language stands for; None when it stands for none."""
    wanted = text.strip().casefold()
    words = {choice_text(choices, one.value, code).casefold(): one.value for one in choices for code in LANGUAGES}
    return words.get(wanted)


def yes_text(value: bool, language: str) -> str:
    """Return "ja" or "nej"."""
    with translation.override(language):
        return gettext("yes") if value else gettext("no")


def read_yes(text: str) -> bool | None:
    """Return whether a word in any language says yes; None when it says neither."""
    wanted = text.strip().casefold()
    words = {yes_text(value, code).casefold(): value for code in LANGUAGES for value in (True, False)}
    return {**words, "x": True, "1": True, "0": False}.get(wanted)


def date_text(day: date) -> str:
    """Return the day as "31.1.2027"."""
    return f"{day.day}.{day.month}.{day.year}"


def read_date(text: str) -> date | None:
    """Return the day written as 31.1.2027 or 2027-01-31; None when it is neither."""
    found = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
