"""Small counts about children: what is hidden from everybody but the committee and the coordinator.

Applies to indicators that count people: of kind NUMBER without decimals, and shares whose numerator and denominator
are kept. A count of things (schools, meetings), a yes or no, a text and a number with decimals (an average) count
nobody. Zero is about nobody and is shown, unless its total is small.
Source: THL and Statistics Denmark both withhold small municipal counts; the threshold is the municipality's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator


@dataclass(frozen=True)
class Suppression:
    """What is hidden: the total, and each category in the order it was given. True = hidden."""

    total: bool
    counts: tuple[bool, ...]


def applies_to(kind: str, decimals: int, *, counts_people: bool) -> bool:
    """Tell whether an indicator's figures are counts of persons."""
    return counts_people and kind == Indicator.Kind.NUMBER and decimals == 0


def may_apply_to(kind: str, decimals: int) -> bool:
    """Tell whether anything would be hidden of such an indicator if it counts people: of a share its counts are."""
    return kind == Indicator.Kind.SHARE or applies_to(kind, decimals, counts_people=True)


def is_small(count: Decimal | None, threshold: int) -> bool:
    """Tell whether a count is about somebody, and about fewer than may be shown."""
    return count is not None and 0 < count < threshold


def suppressed(total: Decimal | None, counts: Sequence[Decimal | None], threshold: int) -> Suppression:
    """Return what must be hidden of one total and its categories, so that no hidden count can be computed.

    total, counts: None = missing, which protects nothing; threshold: the smallest count shown (persons), 3 or more
    (under a threshold of 2 a reader knows that what is hidden is 1).

    A total that is itself small hides all its categories, zeros too: three hidden ones beside a shown zero, together
    fewer than four, would each be one.

    A total that is shown would give a hidden count away. So hidden counts must not all be alike: the next larger ones
    are hidden too, each time all that are equally large. The rule then treats categories alike whatever their order,
    and two hidden counts that differ could be exchanged without a change in anything that is shown: none is known.
    """
    if is_small(total, threshold):
        return Suppression(True, tuple(count is not None for count in counts))
    small = {count for count in counts if count is not None and is_small(count, threshold)}
    total_hidden = False
    hidden = set(small)
    if small and total is not None:
        others = sorted({count for count in counts if count is not None} - small, key=lambda count: (count == 0, count))
        hidden |= set(others[: max(0, 2 - len(small))])
        total_hidden = len(hidden) < 2
    return Suppression(total_hidden, tuple(count in hidden for count in counts))


def suppressed_breakdowns(
    total: Decimal | None, breakdowns: Sequence[Sequence[Decimal | None]], threshold: int
) -> tuple[bool, tuple[tuple[bool, ...], ...]]:
    """Return whether the total is hidden, and what is hidden of each of its breakdowns.

    breakdowns: the same total divided in several ways (mother tongue, age …). A total that one of them hides must not
    come out as the sum of another: that one then hides its smallest counts of two sizes.
    """
    each = [suppressed(total, counts, threshold) for counts in breakdowns]
    total_hidden = is_small(total, threshold) or any(one.total for one in each)
    if not total_hidden:
        return False, tuple(one.counts for one in each)
    return True, tuple(
        one.counts if any(one.counts) else _smallest(counts) for one, counts in zip(each, breakdowns, strict=True)
    )


def _smallest(counts: Sequence[Decimal | None]) -> tuple[bool, ...]:
    """Return the mark of every count of the two smallest sizes over zero."""
    sizes = set(sorted({count for count in counts if count})[:2])
    return tuple(count in sizes for count in counts)


def share_is_suppressed(numerator: Decimal | None, denominator: Decimal | None, threshold: int) -> bool:
    """Tell whether a share gives away a small count: those it counts, those it leaves out, or all of them."""
    rest = denominator - numerator if numerator is not None and denominator is not None else None
    return any(is_small(count, threshold) for count in (numerator, denominator, rest))
