"""The cells of a grid: read as people typed them, doubted where they look like a slip, and shown as their language
writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import Indicator, Value
from indicators.numbers import NotANumber, format_number, parse_number
from indicators.plausibility import Doubt, doubt_about_sum, doubts_about, places
from reports.desk.figures import AskedFigure, Place, Stored
from reports.filling_in import Entry

Saved = Mapping[Place, Stored]


@dataclass(frozen=True)
class Posted:
    """What a form sent: its fields, and which of them the writer changed (None = the whole form counts)."""

    data: Mapping[str, str]
    sent: set[str] | None = None

    def get(self, name: str) -> str | None:
        """Return a field without surrounding space, or None when it was not sent."""
        if name not in self.data or (self.sent is not None and name not in self.sent):
            return None
        return self.data[name].strip()

    def version(self, key: str) -> int:
        """Return the version of a cell that the writer had read; 0 = there was none."""
        text = self.data.get(f"version-{key}", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass
class Reading:
    """The cells that were posted: those in order as entries, the others as errors by field; every text as typed."""

    entries: list[Entry] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, tuple[str, str]] = field(default_factory=dict)


class Refused(ValueError):
    """A cell that cannot be saved; the message says why. `name`: the kind of field it belongs to."""

    def __init__(self, message: str, name: str = "figure") -> None:
        self.name = name
        super().__init__(message)


def read_cells(figures: Sequence[AskedFigure], saved: Saved, year: int, posted: Posted, language: str) -> Reading:
    """Return what was posted of the figures' cells. saved: what is stored for the year and the one before."""
    reading = Reading()
    for figure in figures:
        for key, category in figure.rows if figure.is_typed else []:
            _read_cell(reading, figure, key, (figure.indicator, figure.area, year, category), saved, posted, language)
        _keep_confirmations(reading, figure, saved, year, posted, language)
    return reading


def _read_cell(
    reading: Reading, figure: AskedFigure, key: str, place: Place, saved: Saved, posted: Posted, language: str
) -> None:
    text, missing = posted.get(f"figure-{key}"), posted.get(f"missing-{key}")
    now = saved.get(place, Stored())
    if text is None and missing is None:
        if posted.get(f"sure-{key}"):
            reading.entries.append(Entry(key, place, now.number, now.missing, now.version))
        return
    reading.typed[key] = text or "", missing or ""
    try:
        number = _number(figure, text, language) if text else None
        if missing and missing not in Value.Missing.values:
            raise Refused(_("Choose one of the reasons in the list."), "missing")
        if text and missing:
            raise Refused(_("Give a figure or the reason why there is none, not both."))
    except Refused as refused:
        reading.errors[f"{refused.name}-{key}"] = str(refused)
        return
    if text is None and not missing:
        number = now.number
    if missing is None:
        missing = "" if number is not None else now.missing
    reading.entries.append(Entry(key, place, number, missing, posted.version(key)))


def _number(figure: AskedFigure, text: str, language: str) -> Decimal:
    try:
        number = parse_number(text, language)
    except NotANumber as reason:
        raise Refused(str(reason)) from reason
    if figure.kind == Indicator.Kind.YES_NO and number not in (0, 1):
        raise Refused(_("Choose yes or no."))
    if figure.is_share and number < 0:
        raise Refused(_("A share cannot be less than zero."))
    return number


def _keep_confirmations(
    reading: Reading, figure: AskedFigure, saved: Saved, year: int, posted: Posted, language: str
) -> None:
    """Give the entries whose question was answered with yes the question as their note."""
    mine = {entry.key: entry.number for entry in reading.entries}
    asked = questions(figure, saved, year, language, numbers=mine)
    for place, entry in enumerate(reading.entries):
        if asked.get(entry.key) and posted.get(f"sure-{entry.key}"):
            note = _("Confirmed: %(question)s") % {"question": asked[entry.key]}
            reading.entries[place] = Entry(
                entry.key, entry.place, entry.number, entry.missing, entry.version, note[:500]
            )


def questions(
    figure: AskedFigure, saved: Saved, year: int, language: str, numbers: Mapping[str, Decimal | None] | None = None
) -> dict[str, str]:
    """Return the question about each doubtful cell, by key; an empty text where there is no doubt.

    numbers: figures that are not saved yet, by key; they go before those saved.
    """
    if not figure.is_typed or figure.kind == Indicator.Kind.YES_NO:
        return {}
    now = {key: _at(saved, figure, year, category).number for key, category in figure.rows} | {
        key: number for key, number in (numbers or {}).items() if key in dict(figure.rows)
    }
    last = {key: _at(saved, figure, year - 1, category).number for key, category in figure.rows}
    is_whole = figure.decimals == 0 and not figure.is_share
    doubts: dict[str, list[Doubt]] = {key: [] for key in now} | {
        key: doubts_about(number, last[key], is_share=figure.is_share, is_whole=is_whole)
        for key, number in now.items()
        if number is not None
    }
    if not figure.is_share:
        total = f"{figure.pk}-total"
        for breakdown in figure.breakdowns:
            keys = [f"{figure.pk}-{category.pk}" for category in breakdown.categories]
            doubt = doubt_about_sum(now[total], [now[k] for k in keys], last[total], [last[k] for k in keys])
            doubts[total] += [doubt] if doubt else []
    return {key: " ".join(doubt.question(language) for doubt in found) for key, found in doubts.items()}


def _at(saved: Saved, figure: AskedFigure, year: int, category: int | None) -> Stored:
    return saved.get((figure.indicator, figure.area, year, category), Stored())


def written(figure: AskedFigure, number: Decimal | None, language: str) -> str:
    """Return the number as the language writes it, with every decimal it has; empty when there is none."""
    return "" if number is None else format_number(number, language, places(number, figure.decimals))


def told(figure: AskedFigure, stored: Stored, language: str) -> str:
    """Return a saved cell in words for reading: the number, yes or no, the reason why there is none, or a dash."""
    if stored.missing:
        return str(Value.Missing(stored.missing).label)
    if stored.number is None:
        return "–"
    if figure.kind == Indicator.Kind.YES_NO:
        return _("Yes") if stored.number else _("No")
    return written(figure, stored.number, language)
