"""Numbers are written and read as each language does."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import NotANumber, format_change, format_date, format_number, format_value, parse_number

numbers = st.decimals(min_value=-(10**11), max_value=10**11, places=None, allow_nan=False, allow_infinity=False).map(
    lambda number: number.quantize(Decimal("0.0001"))
)


@given(number=numbers, language=st.sampled_from(["sv", "fi", "da"]), unit=st.sampled_from(["", "%"]))
def test_what_was_written_is_read_as_the_same_number(number: Decimal, language: str, unit: str) -> None:
    assert parse_number(format_value(number, language, 4, unit), language) == number


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "1\u202f234,5\u00a0%"), ("fi", "1\u202f234,5\u00a0%"), ("da", "1.234,5\u00a0pct.")],
)
def test_a_share_follows_the_language(language: str, written: str) -> None:
    assert format_value(Decimal("1234.5"), language, 1, "%") == written


def test_numbers_are_rounded_half_up_and_keep_their_decimals() -> None:
    assert format_number(Decimal("2.25"), "sv", 1) == "2,3"
    assert format_number(Decimal("90"), "sv", 1) == "90,0"
    assert format_number(Decimal("-1284"), "da") == "\u22121.284"


def test_a_change_carries_its_sign() -> None:
    assert format_change(Decimal("5.3"), "sv", 1) == "+5,3"
    assert format_change(Decimal("-0.4"), "fi", 1) == "\u22120,4"
    assert format_change(Decimal("-0.01"), "fi", 1) == "±0,0"


def test_a_day_is_written_without_zeros() -> None:
    assert format_date(date(2019, 1, 31), "sv") == format_date("2019-01-31", "da") == "31.1.2019"


def test_what_was_done_after_midnight_was_done_on_the_new_day() -> None:
    assert format_date(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "sv") == "23.11.2026"


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1 234,5", "sv", "1234.5"),
        ("1\u00a0234,5", "fi", "1234.5"),
        ("1.234,5", "da", "1234.5"),
        ("1.234", "da", "1234"),
        ("12,5 %", "sv", "12.5"),
        ("12,5 pct.", "da", "12.5"),
        ("1234.5", "fi", "1234.5"),
        ("1,234.50", "sv", "1234.5"),
        ("\u22125,0", "sv", "-5"),
        ("0.125", "sv", "0.125"),
        (" 0 ", "da", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, language: str, number: str) -> None:
    assert parse_number(text, language) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no number"),
        ("%", "no number"),
        ("12\x00", "U+0000"),
        ("1" + "0" * 400, "more than 12 digits"),
        ("0,1234567", "more than 6 decimals"),
        ("ungefär 5", "“u” is not part"),
        ("1e400", "“e” is not part"),
        ("=1+1", "“=” is not part"),
        ("\u0665", "is not part"),
        ("5\u202e", "U+202E"),
        ("1.234", "unclear whether"),
        ("12 34", "not one number"),
        ("1,2,3", "not one number"),
        ("5-7", "“-” is not part"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text: str, reason: str) -> None:
    with override("en"), pytest.raises(NotANumber, match=re.escape(reason)):
        parse_number(text, "sv")
