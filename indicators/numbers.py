"""Numbers and dates as each language writes them, and numbers read as people write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
# No figure about children needs more; it also keeps a value inside its database column.
MOST_DIGITS = 12
MOST_DECIMALS = 6


@dataclass(frozen=True)
class Writing:
    """How a language writes numbers: between thousands, before decimals, and the share of a hundred."""

    thousands: str
    decimal: str
    percent: str


WRITINGS = {
    "sv": Writing(NARROW, ",", f"{NO_BREAK}%"),
    "fi": Writing(NARROW, ",", f"{NO_BREAK}%"),
    "da": Writing(".", ",", f"{NO_BREAK}pct."),
}


class NotANumber(ValueError):
    """A text that is not one number; the message says why, in the reader's language."""


def format_number(value: Decimal, language: str, decimals: int | None = None) -> str:
    """Return the number as the language writes it.

    decimals: how many are shown, rounded half up; None keeps those the value has.
    """
    writing = WRITINGS[language]
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _point, part = f"{abs(value):,f}".partition(".")
    text = whole.replace(",", writing.thousands) + (writing.decimal + part if part else "")
    return MINUS + text if value < 0 else text


def format_value(value: Decimal, language: str, decimals: int | None = None, unit: str = "") -> str:
    """Return the number with its unit: `12,5 %`, `12,5 pct.`, `1 284 barn`."""
    text = format_number(value, language, decimals)
    if unit == "%":
        return text + WRITINGS[language].percent
    return f"{text}{NO_BREAK}{unit}" if unit else text


def format_change(change: Decimal, language: str, decimals: int | None = None) -> str:
    """Return a difference with its sign: `+5,3`, `−2`, `±0`."""
    text = format_number(change, language, decimals)
    if text.startswith(MINUS) and not text.strip(f"{MINUS}0,."):
        text = text[1:]
    if not text.strip("0,."):
        return f"±{text}"
    return text if text.startswith(MINUS) else f"+{text}"


def format_date(day: date | str, language: str) -> str:
    """Return the day as `31.1.2019`, which the three languages share.

    day: a date, `2019-01-31`, or a moment, of which the day is told as the calendar on the wall had it: what was done
    shortly after midnight is still yesterday in UTC.
    """
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day}.{day.month}.{day.year}"


def parse_number(text: str, language: str) -> Decimal:
    """Return the number that a person wrote: `1 234,5`, `12,5 %`, `1234.5`, in Danish `1.234,5`.

    Raises NotANumber with a reason in the active language.
    """
    plain = _without_unit(text)
    digits = _decimal_point(plain.lstrip("-"), language, text)
    whole, _point, part = digits.partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise NotANumber(_("The number has more than %(count)s digits.") % {"count": MOST_DIGITS})
    if len(part) > MOST_DECIMALS:
        raise NotANumber(_("The number has more than %(count)s decimals.") % {"count": MOST_DECIMALS})
    return Decimal(f"-{digits}" if plain.startswith("-") else digits)


def _without_unit(text: str) -> str:
    """Return the digits, separators and a hyphen for the minus; spaces made plain, the percent sign gone."""
    plain = re.sub(r"[\s\u00a0\u202f\u2009]*(%|pct\.?|procent|prosenttia)$", "", text.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"[\u00a0\u202f\u2009]", " ", plain)
    plain = re.sub(r"^[-\u2212\u2013] ?", "-", plain)
    if not plain:
        raise NotANumber(_("There is no number here."))
    strange = re.search(r"[^0-9., ]", plain.removeprefix("-"))
    if strange:
        sign = strange.group()
        shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
        raise NotANumber(_("“%(sign)s” is not part of a number.") % {"sign": shown})
    return plain


def _decimal_point(digits: str, language: str, written: str) -> str:
    """Return the digits with a point before the decimals and nothing between thousands."""
    if re.fullmatch(r"[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?|[0-9]+(,[0-9]+)?", digits):
        return digits.replace(" ", "").replace(",", ".")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}", digits):
        return digits.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", digits):
        return digits.replace(",", "")
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits):
        if WRITINGS[language].thousands == ".":
            return digits.replace(".", "")
        raise NotANumber(
            _("It is unclear whether “%(text)s” means thousands or decimals: write %(thousands)s or %(decimals)s.")
            % {"text": written.strip(), "thousands": digits.replace(".", ""), "decimals": digits.replace(".", ",")}
        )
    if re.fullmatch(r"[0-9]+\.[0-9]+", digits):
        return digits
    raise NotANumber(_("“%(text)s” is not one number.") % {"text": written.strip()[:40]})
