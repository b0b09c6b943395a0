"""The columns that tell more of a row's indicators: unit, breakdown, baseline, target and the like."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.numbers import NotANumber
from plans.cells import Figure, read_choice, read_date, read_figure, read_yes
from plans.headings import OF_INDICATORS
from plans.tables.lines import beside
from plans.tables.table import IndicatorLine

T = TypeVar("T")
Tell = Callable[[str], None]
CHOICES: dict[str, Any] = {"kind": Indicator.Kind, "better": Indicator.Better, "period": Indicator.Period}
# What Espoo's plan writes after an indicator's name instead of having a column of breakdowns.
MARKED = re.compile(r"\s*\*\s*(?:äidinkieli|modersmål|kansalaisuus|medborgarskap)\S*$", re.IGNORECASE)
MARKS = re.compile(r"[0-9]+(?:\s*(?:[,;.&\s]|och|ja|og)\s*[0-9]+)*")
MOTHER_TONGUE = "mother_tongue"


def write_details(
    lines: list[IndicatorLine], cells: dict[tuple[str, str], str], language: str, tell: Tell, is_exact: bool
) -> None:
    """Write what the row's other cells say into its indicators.

    cells: of one row, by column; language: in which numbers are written; tell: says what is not understood.
    """
    for line in lines if not is_exact else []:
        take_mark(line)
    for (what, of), cell in cells.items():
        if what not in OF_INDICATORS or not cell:
            continue
        if what == "breakdown" and MARKS.fullmatch(cell):
            mark_positions(lines, re.findall("[0-9]+", cell), tell)
            continue
        texts = beside(cell, len(lines))
        if texts is None:
            tell(_("“%(text)s” cannot be told apart by indicator; it is left out") % {"text": short(cell)})
            continue
        for line, text in zip(lines, texts, strict=True):
            if text:
                write_detail(line, what, of, text, language, tell)


def take_mark(line: IndicatorLine) -> None:
    """Take the mark of a breakdown away from an indicator's name."""
    for of, name in line.name.items():
        if MARKED.search(name) and MARKED.sub("", name):
            line.name[of], line.dimensions = MARKED.sub("", name), [MOTHER_TONGUE]


def mark_positions(lines: list[IndicatorLine], marks: Iterable[str], tell: Tell) -> None:
    """Break the indicators down that are named by their place in the cell, counted from 1."""
    for mark in marks:
        if len(mark) < 4 and 0 < int(mark) <= len(lines):
            lines[int(mark) - 1].dimensions = [MOTHER_TONGUE]
        else:
            tell(_("there is no indicator %(number)s to break down") % {"number": mark[:12]})


def write_detail(line: IndicatorLine, what: str, of: str, text: str, language: str, tell: Tell) -> None:
    """Write one text into one indicator."""
    match what:
        case "unit" | "definition" | "target_text":
            getattr(line, what)[of] = text
        case "kind" | "better" | "period":
            setattr(line, what, understood(read_choice(CHOICES[what], text), text, tell) or "")
        case "counts_people" | "to_be_specified":
            setattr(line, what, understood(read_yes(text), text, tell))
        case "decimals":
            known = text.isascii() and text.isdigit() and len(text) == 1 and int(text) <= 6
            line.decimals = understood(int(text) if known else None, text, tell)
        case "breakdown":
            line.dimensions = [name.strip() for name in text.split(";") if name.strip()]
        case "baseline" | "target":
            write_figure(line, what, text, language, tell)
        case "specified_by":
            line.specified_by = text
        case "specified_due":
            line.specified_due = understood(read_date(text), text, tell)
        case "reporters":
            pairs = (one.rpartition(": ") for one in text.split("; "))
            line.reporters = [(area.strip(), committee.strip()) for area, _colon, committee in pairs]


def write_figure(line: IndicatorLine, what: str, text: str, language: str, tell: Tell) -> None:
    """Write a baseline or a target; a target that is no number is one in words."""
    try:
        figure = read_figure(text, language)
    except NotANumber as error:
        if what == "target" and not read_date(text):
            line.target_text.setdefault(language, text)
        else:
            why = _("it is a day; a spreadsheet program may have made it of a number") if read_date(text) else error
            tell(_("“%(text)s” is left out: %(why)s") % {"text": short(text), "why": why})
        return
    if what == "baseline" and figure.value is not None and figure.year is None:
        tell(_("the baseline %(text)s is left out: write its year after it, for example %(text)s (2022)") % {
            "text": short(text)
        })  # fmt: skip
        figure = Figure()
    setattr(line, what, figure)


def understood(value: T | None, text: str, tell: Tell) -> T | None:
    """Return the value; when there is none, tell that the text is not understood."""
    if value is None:
        tell(_("“%(text)s” is not understood and left out") % {"text": short(text)})
    return value


def short(text: str) -> str:
    """Return a text as it is quoted in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
