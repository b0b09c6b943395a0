"""Names stand where readers of each language look for them."""

import pytest
from django.utils.translation import override

from welfareplans.organisations.alphabet import looked_up


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["Barnnämnden", "byggnadsnämnden", "Édnämnden", "Zonen", "Åldersrådet", "Äldrenämnden", "Ørådet"]),
        ("fi", ["Kaavoitus", "kasvatus", "Åbo", "Äänekoski", "Öljymäki"]),
        ("da", ["Børneudvalget", "Zoneudvalget", "Ældreudvalget", "Økonomiudvalget", "Östudvalget", "Åudvalget"]),
    ],
)
def test_the_last_letters_of_the_alphabet_come_last(language: str, names: list[str]) -> None:
    with override(language):
        assert sorted(reversed(names), key=looked_up) == names


def test_a_letter_written_in_two_signs_is_the_same_letter() -> None:
    with override("sv"):
        assert sorted(["a\u030asen", "Zon", "åt"], key=looked_up) == ["Zon", "a\u030asen", "åt"]
