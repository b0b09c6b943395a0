"""Figures that deserve a second look. A doubt is a question to the person who typed, never a refusal.

Pure: takes figures and returns doubts; the sentence is made afterwards, in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext as _

from indicators.numbers import format_number

HUNDRED = Decimal(100)
# A digit too many or too few, or a point in the wrong place, makes a figure ten times what it was.
TIMES = 10
# Under this a count of children moves tenfold by itself.
FEW = 5


class Reason(Enum):
    """Why a figure is doubted."""

    TEN_TIMES = "ten times last year"
    TENTH = "a tenth of last year"
    OVER_HUNDRED = "a share over 100 %"
    NEGATIVE = "below zero"
    NOT_WHOLE = "decimals where whole numbers are expected"
    UNLIKE_SUM = "total unlike the sum of its parts"


@dataclass(frozen=True)
class Doubt:
    """One question: why, the figure that was typed, and the figure that it is held against."""

    reason: Reason
    figure: Decimal
    against: Decimal = HUNDRED

    def question(self, language: str) -> str:
        """Return the question in the active language; its numbers as `language` writes them."""
        return _question(self.reason) % {
            "figure": format_number(self.figure, language, places(self.figure)),
            "against": format_number(self.against, language, places(self.against)),
        }


def _question(reason: Reason) -> str:
    return {
        Reason.TEN_TIMES: _("%(figure)s is at least ten times last year’s figure (%(against)s)."),
        Reason.TENTH: _("%(figure)s is a tenth of last year’s figure (%(against)s) or less."),
        Reason.OVER_HUNDRED: _("%(figure)s is more than %(against)s per cent."),
        Reason.NEGATIVE: _("%(figure)s is less than zero."),
        Reason.NOT_WHOLE: _("%(figure)s has decimals, although the figure is given in whole numbers."),
        Reason.UNLIKE_SUM: _("The total is %(figure)s, but the parts add up to %(against)s."),
    }[reason]


def places(figure: Decimal, least: int = 0) -> int:
    """Return how many decimals show the figure without changing it: those it has, at least `least`."""
    exponent = figure.normalize().as_tuple().exponent
    return max(least, -exponent if isinstance(exponent, int) else 0)


def doubts_about(
    figure: Decimal, last: Decimal | None, *, is_share: bool = False, is_whole: bool = False
) -> list[Doubt]:
    """Return the doubts about one figure by itself.

    last: last year's figure of the same row, None = there is none. is_share: the figure is per cent of a whole.
    is_whole: its kind is shown without decimals; asked unless last year had some all the same.
    """
    found = []
    if figure < 0:
        found.append(Doubt(Reason.NEGATIVE, figure, Decimal(0)))
    if is_share and figure > HUNDRED:
        found.append(Doubt(Reason.OVER_HUNDRED, figure))
    if is_whole and places(figure) and not (last is not None and places(last)):
        found.append(Doubt(Reason.NOT_WHOLE, figure))
    if last is not None and min(abs(figure), abs(last)) > 0 and max(abs(figure), abs(last)) >= FEW:
        if abs(figure) >= TIMES * abs(last):
            found.append(Doubt(Reason.TEN_TIMES, figure, last))
        elif TIMES * abs(figure) <= abs(last):
            found.append(Doubt(Reason.TENTH, figure, last))
    return found


def doubt_about_sum(
    total: Decimal | None,
    parts: Sequence[Decimal | None],
    last_total: Decimal | None = None,
    last_parts: Sequence[Decimal | None] = (),
) -> Doubt | None:
    """Return the doubt that a total is not the sum of one breakdown's parts, or None.

    None among the figures = not known: nothing can be added up then. Whether the parts are meant to add up at all
    (children do, children per psychologist do not) is read from last year; without it, from whether the total could
    be an average, which lies between the smallest and the largest part.
    """
    known = [part for part in parts if part is not None]
    if total is None or not known or len(known) < len(parts) or total == sum(known):
        return None
    before = [part for part in last_parts if part is not None]
    if last_total is not None and before and len(before) == len(last_parts):
        adds_up = last_total == sum(before)
    else:
        adds_up = not min(known) <= total <= max(known)
    return Doubt(Reason.UNLIKE_SUM, total, sum(known, Decimal(0))) if adds_up else None
