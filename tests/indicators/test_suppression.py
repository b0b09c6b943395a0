"""No hidden count can be computed from what is shown."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.suppression import (
    Suppression,
    applies_to,
    may_apply_to,
    share_is_suppressed,
    suppressed,
    suppressed_breakdowns,
)

THRESHOLD = 4
COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


def numbers(*counts: int | None) -> list[Decimal | None]:
    return [None if count is None else Decimal(count) for count in counts]


def shown(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return what a reader sees: total first, None where it is hidden."""
    found = suppressed(Decimal(sum(counts)), numbers(*counts), THRESHOLD)
    cells = zip(counts, found.counts, strict=True)
    return (None if found.total else sum(counts), *(None if hidden else count for count, hidden in cells))


@settings(max_examples=60, deadline=None)
@given(COUNTS)
@example([0, 1, 1, 1])
def test_a_reader_who_knows_the_rule_cannot_compute_a_hidden_count(counts: list[int]) -> None:
    seen = shown(counts)
    most = sum(counts) if seen[0] is not None else 12
    same = [other for other in product(range(min(most, 18) + 1), repeat=len(counts)) if shown(other) == seen]
    for position, count in enumerate(seen[1:]):
        if count is None:
            assert len({other[position] for other in same}) > 1
    if seen[0] is None:
        assert len({sum(other) for other in same}) > 1


@given(COUNTS)
def test_no_small_count_is_shown(counts: list[int]) -> None:
    assert all(count is None or count == 0 or count >= THRESHOLD for count in shown(counts))


@given(COUNTS)
def test_the_order_of_categories_changes_nothing(counts: list[int]) -> None:
    assert shown(counts[::-1]) == (shown(counts)[0], *shown(counts)[1:][::-1])


@given(COUNTS, COUNTS)
def test_a_total_hidden_in_one_breakdown_is_not_the_sum_of_another(one: list[int], other: list[int]) -> None:
    total = sum(one)
    other = [*other, max(0, total - sum(other))]
    hidden, marks = suppressed_breakdowns(Decimal(total), [numbers(*one), numbers(*other)], THRESHOLD)
    if hidden:
        assert all(any(mark) for mark, counts in zip(marks, (one, other), strict=True) if any(counts))


@pytest.mark.parametrize(
    ("total", "counts", "expected"),
    [
        (120, (100, 20), (False, (False, False))),
        (120, (100, 17, 3), (False, (False, True, True))),
        (120, (100, 16, 3, 1), (False, (False, False, True, True))),
        (120, (57, 57, 3, 3), (False, (True, True, True, True))),
        (6, (3, 3), (True, (True, True))),
        (6, (3, 3, 0), (False, (True, True, True))),
        (3, (3, 0), (True, (True, True))),
        (0, (0, 0), (False, (False, False))),
        (None, (100, 3), (False, (False, True))),
        (10, (3, None), (True, (True, False))),
        (2, (), (True, ())),
    ],
)
def test_what_is_hidden(
    total: int | None, counts: tuple[int | None, ...], expected: tuple[bool, tuple[bool, ...]]
) -> None:
    assert suppressed(numbers(total)[0], numbers(*counts), 5) == Suppression(*expected)


def test_a_share_that_gives_a_small_count_away_is_hidden() -> None:
    assert share_is_suppressed(Decimal(3), Decimal(90), 5)
    assert share_is_suppressed(Decimal(88), Decimal(90), 5)
    assert not share_is_suppressed(Decimal(40), Decimal(90), 5)
    assert not share_is_suppressed(None, None, 5)


def test_only_whole_numbers_count_persons() -> None:
    assert applies_to("number", 0, counts_people=True)
    assert not applies_to("number", 1, counts_people=True)
    assert not applies_to("share", 0, counts_people=True)


def test_a_count_of_things_is_about_nobody() -> None:
    assert not applies_to("number", 0, counts_people=False)


def test_whether_people_are_counted_matters_to_whole_numbers_and_shares_only() -> None:
    matters = [(kind, places) for kind in ("number", "share", "yes_no", "narrative") for places in (0, 1)]
    assert [one for one in matters if may_apply_to(*one)] == [("number", 0), ("share", 0), ("share", 1)]
