"""What moved most, and whether for the better."""

from decimal import Decimal

import pytest

from indicators.change import Verdict, change, moved_most, verdict


def figures(**years: str) -> dict[int, Decimal]:
    return {int(year[1:]): Decimal(number) for year, number in years.items()}


def test_a_change_counts_from_the_last_figure_before_the_year() -> None:
    found = change(figures(y2022="10", y2023="12", y2025="15"), 2025)
    assert found is not None
    assert (found.before, found.year_before, found.now, found.difference) == (
        Decimal(12),
        2023,
        Decimal(15),
        Decimal(3),
    )


@pytest.mark.parametrize("known", [figures(), figures(y2025="3"), figures(y2023="1", y2024="2")])
def test_without_two_figures_there_is_no_change(known: dict[int, Decimal]) -> None:
    assert change(known, 2025) is None


def test_a_later_figure_does_not_count() -> None:
    found = change(figures(y2023="1", y2024="2", y2025="900"), 2024)
    assert found is not None
    assert (found.before, found.now) == (Decimal(1), Decimal(2))


def test_the_same_step_weighs_more_for_an_indicator_that_seldom_moves() -> None:
    calm = change(figures(y2022="50", y2023="50", y2024="50", y2025="55"), 2025)
    lively = change(figures(y2022="20", y2023="90", y2024="50", y2025="55"), 2025)
    assert calm is not None
    assert lively is not None
    assert [name for name, _ in moved_most([("lively", lively), ("calm", calm), ("still", None)], 5)] == [
        "calm",
        "lively",
    ]


def test_a_figure_that_never_varied_does_not_weigh_without_limit() -> None:
    found = change(figures(y2023="0", y2024="0", y2025="0"), 2025)
    assert found is not None
    assert found.weight == 0
    assert moved_most([("zero", found)], 5) == []


@pytest.mark.parametrize(
    ("better", "target", "meaning"),
    [
        ("up", None, Verdict.BETTER),
        ("down", None, Verdict.WORSE),
        ("none", None, Verdict.CHANGED),
        ("keep", Decimal(20), Verdict.CLOSER),
        ("none", Decimal(5), Verdict.FURTHER),
        ("keep", Decimal("12.5"), Verdict.CHANGED),
    ],
)
def test_a_rise_means_what_the_indicator_promised(better: str, target: Decimal | None, meaning: Verdict) -> None:
    found = change(figures(y2024="10", y2025="15"), 2025)
    assert found is not None
    assert verdict(found, better, target) is meaning
