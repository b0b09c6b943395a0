"""A doubt is asked when a figure looks like a slip, and only then."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from indicators.plausibility import Doubt, Reason, doubt_about_sum, doubts_about

figures = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def reasons(figure: str, last: str | None, *, is_share: bool = False) -> list[Reason]:
    doubts = doubts_about(Decimal(figure), None if last is None else Decimal(last), is_share=is_share)
    return [doubt.reason for doubt in doubts]


@pytest.mark.parametrize(
    ("figure", "last", "expected"),
    [
        ("9100", "910", [Reason.TEN_TIMES]),
        ("91", "910", [Reason.TENTH]),
        ("9099", "910", []),
        ("0", "910", []),
        ("910", "0", []),
        ("910", None, []),
        ("4", "0.3", []),
        ("-3", None, [Reason.NEGATIVE]),
    ],
)
def test_a_digit_too_many_or_too_few_is_asked_about(figure: str, last: str | None, expected: list[Reason]) -> None:
    assert reasons(figure, last) == expected


def test_a_share_over_a_hundred_is_asked_about_and_a_hundred_is_not() -> None:
    assert reasons("100.1", "99", is_share=True) == [Reason.OVER_HUNDRED]
    assert reasons("100", "99", is_share=True) == []
    assert reasons("120", "99") == []


@pytest.mark.parametrize(("last", "asked"), [(None, True), ("29", True), ("29.5", False)])
def test_decimals_are_asked_about_where_whole_numbers_are_given(last: str | None, asked: bool) -> None:
    before = None if last is None else Decimal(last)
    doubts = doubts_about(Decimal("28.5"), before, is_whole=True)
    assert [doubt.reason for doubt in doubts] == [Reason.NOT_WHOLE] * asked
    assert doubts_about(Decimal("28.0"), before, is_whole=True) == []
    assert doubts_about(Decimal("28.5"), before) == []


def total(figure: str, *parts: str | None) -> tuple[Decimal, list[Decimal | None]]:
    return Decimal(figure), [None if part is None else Decimal(part) for part in parts]


def test_a_count_unlike_the_sum_of_its_parts_is_asked_about() -> None:
    doubt = doubt_about_sum(*total("100", "60", "30"), *total("80", "50", "30"))
    assert doubt == Doubt(Reason.UNLIKE_SUM, Decimal(100), Decimal(90))
    assert doubt_about_sum(*total("100", "60", "30")) is not None
    assert doubt_about_sum(*total("90", "60", "30")) is None


def test_an_average_is_not_asked_to_be_a_sum() -> None:
    assert doubt_about_sum(*total("812", "742", "910"), *total("865", "790", "910")) is None
    assert doubt_about_sum(*total("812", "742", "910")) is None


def test_a_part_that_is_not_known_leaves_nothing_to_add_up() -> None:
    assert doubt_about_sum(*total("100", "60", None)) is None
    assert doubt_about_sum(None, [Decimal(60)]) is None
    assert doubt_about_sum(Decimal(5), []) is None


@given(parts=st.lists(figures, min_size=1, max_size=6))
def test_a_right_sum_is_never_doubted(parts: list[Decimal]) -> None:
    assert doubt_about_sum(sum(parts, Decimal(0)), parts) is None


@given(figure=figures, last=figures, share=st.booleans())
def test_every_doubt_can_be_put_as_a_question(figure: Decimal, last: Decimal, share: bool) -> None:
    for doubt in doubts_about(figure, last, is_share=share):
        for language in ("sv", "fi", "da"):
            with override(language):
                assert "%" not in doubt.question(language).replace(" %", "")


def test_the_question_writes_numbers_as_the_language_does() -> None:
    doubt = Doubt(Reason.TEN_TIMES, Decimal("9100"), Decimal("910.5"))
    with override("sv"):
        assert doubt.question("sv") == "9\u202f100 är minst tio gånger fjolårets tal (910,5)."
    with override("da"):
        assert doubt.question("da") == "9.100 er mindst ti gange så meget som sidste års tal (910,5)."
