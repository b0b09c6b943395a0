"""Numbers before the texts of a table: the plan numbers its parts itself."""

import pytest

from plans.tables.numbered import without_numbers
from plans.tables.table import Row


def rows(*principles: str, goal: str = "Mål", keys: dict[str, int] | None = None) -> list[Row]:
    return [
        Row(number, {"sv": text}, {"sv": goal}, {"sv": f"Åtgärd {number}"}, keys=keys or {})
        for number, text in enumerate(principles, 2)
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (("1. Vardag", "1. Vardag", "2. Trygghet"), ["Vardag", "Vardag", "Trygghet"]),
        (("1) Vardag", "2) Trygghet"), ["Vardag", "Trygghet"]),
        (("1.1 Vardag", "1.2 Fritid", "2.1 Trygghet"), ["Vardag", "Fritid", "Trygghet"]),
        (("1. Vardag", "Trygghet"), ["1. Vardag", "Trygghet"]),
        (("3 vuxna", "7 dagar"), ["3 vuxna", "7 dagar"]),
        (("1. Vardag",), ["1. Vardag"]),
        (("1.", "2."), ["1.", "2."]),
    ],
)
def test_numbers_that_count_are_taken_off(written: tuple[str, ...], kept: list[str]) -> None:
    table = rows(*written)
    without_numbers(table)
    assert [row.principle["sv"] for row in table] == kept
    assert {row.goal["sv"] for row in table} == {"Mål"}


def test_an_exported_table_keeps_every_letter() -> None:
    table = rows("1. Vardag", "2. Trygghet", keys={"measure": 7})
    without_numbers(table)
    assert [row.principle["sv"] for row in table] == ["1. Vardag", "2. Trygghet"]
