"""Sizes of files are told in thousands, as each language writes them."""

import pytest
from django.utils.translation import override

from welfareplans.organisations.file_sizes import file_size


@pytest.mark.parametrize(
    ("language", "size", "words"),
    [
        ("sv", 0, "1 kB"), ("fi", 342_128, "342 kt"), ("da", 999_499, "999 kB"), ("sv", 999_500, "1 MB"),
        ("fi", 8_000_000, "8 Mt"), ("da", 1_250_000, "1,2 MB"), ("sv", 100_000_000, "100 MB"),
    ],
)  # fmt: skip
def test_a_size_is_told_in_words(language: str, size: int, words: str) -> None:
    with override(language):
        assert file_size(size) == words
