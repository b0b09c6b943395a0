"""Text broken into lines for a drawing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.charts.lines_of_text import width_of, wrapped


@settings(deadline=None)
@given(st.text(max_size=300), st.floats(40, 400), st.integers(1, 6))
def test_no_line_is_wider_than_its_room_and_there_are_never_too_many(text: str, width: float, most: int) -> None:
    lines = wrapped(text, width, 12, most)
    assert len(lines) <= most
    assert all(width_of(line, 12) <= width for line in lines)


def test_what_has_room_is_whole_and_a_number_stays_together() -> None:
    assert (
        " ".join(wrapped("Statsunderstöd 48 000 euro\nper år", 90, 12, 9)) == "Statsunderstöd 48\u00a0000 euro per år"
    )
    assert any("48\u00a0000" in line for line in wrapped("Statsunderstöd 48 000 euro", 90, 12, 9))


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_line(text: str) -> None:
    assert wrapped(text, 100, 12, 3) == ()


def test_what_has_no_room_ends_with_an_ellipsis() -> None:
    assert wrapped("Donaudampfschifffahrtsgesellschaft " * 9, 80, 12, 2)[-1].endswith("…")
