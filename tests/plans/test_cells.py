"""What an export writes into one cell, an import reads again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models import Indicator
from indicators.numbers import NotANumber
from plans import cells, headings
from plans.tables.files.delimited import csv_text, read_csv_text
from plans.tables.lines import items
from welfareplans.organisations.texts import LANGUAGES

lines = st.text(st.sampled_from("aåä –-—⏎\n'=+,;.()1")).map(lambda text: "\n".join(text.splitlines()).strip())
figures = st.builds(
    cells.Figure,
    st.none() | st.decimals(-10**11, 10**11, places=3),
    st.none() | st.integers(1990, 2100),
)  # fmt: skip


@given(st.lists(lines, max_size=4))
def test_lines_come_back_as_they_were(texts: list[str]) -> None:
    read = cells.split_lines(cells.join_lines(texts))
    assert read == (texts if any(texts) else [])


@given(figures, st.sampled_from(LANGUAGES))
def test_baselines_and_targets_come_back(figure: cells.Figure, language: str) -> None:
    assert cells.read_figure(cells.figure_text(figure, language), language) == figure


@given(lines)
def test_no_text_is_a_formula_in_a_csv_file(text: str) -> None:
    assert not csv_text(text).startswith(("=", "+", "-", "@"))
    assert read_csv_text(csv_text(text)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_read_in_every_language(language: str) -> None:
    for kind in Indicator.Kind:
        assert cells.read_choice(Indicator.Kind, cells.choice_text(Indicator.Kind, kind.value, language)) == kind
    assert cells.read_yes(cells.yes_text(True, language)) is True
    assert cells.read_yes(cells.yes_text(False, language)) is False
    assert cells.read_yes("perhaps") is None


def test_people_write_figures_and_days_in_many_ways() -> None:
    assert cells.read_figure("1 234,5 (2022)", "sv") == cells.Figure(Decimal("1234.5"), 2022)
    assert cells.read_figure("12,5 %", "fi") == cells.Figure(Decimal("12.5"))
    assert cells.read_figure("2022", "fi") == cells.Figure(Decimal(2022))
    with pytest.raises(NotANumber):
        cells.read_figure("många", "sv")
    assert cells.read_date("1.2.2026") == cells.read_date("2026-02-01 00:00:00") == date(2026, 2, 1)
    assert cells.read_date("31.2.2026") is None


def test_keys_come_back() -> None:
    nodes, indicators = {"principle": 1, "goal": 22, "measure": 333}, [(4, 1), (55, 2)]
    assert cells.key_text(nodes, indicators) == "P1 G22 M333 I4.1 I55.2"
    assert cells.read_keys("P1 G22 M333 I4.1 I55.2") == (nodes, indicators)
    assert cells.read_keys("something else") == ({}, [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", headings.NAMES)
def test_every_heading_of_an_export_is_understood(what: str, language: str) -> None:
    own = language if what in headings.TRANSLATED else ""
    assert headings.meaning(headings.heading(what, [language]), ["fi", "sv"]) == (what, own)
    others = headings.meaning(headings.heading(what, [language, *LANGUAGES]), ["fi", "sv"])
    assert others == (what, own)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Uppföljning/utvärdering", ("indicators", "sv")),
        ("Mittarit ja seuranta", ("indicators", "fi")),
        ("ÅTGÄRDER 2021–2025:", ("measure", "sv")),
        ("Fokusområde", ("principle", "sv")),
        ("Indsatsområde", ("principle", "da")),
        ("Åtgärder för att nå målet", ("measure", "sv")),
        ("Mål", ("goal", "sv")),
        ("Tavoite (fi)", ("goal", "fi")),
        ("Mål [da]", ("goal", "da")),
        ("Åtgärd (fi)", ("measure", "fi")),
        ("Ohjelma / Program", ("programme", "")),
        ("Program (sv)", ("programme", "sv")),
        ("Ålder", None),
        ("", None),
    ],
)
def test_headings_that_people_write_are_understood(text: str, meaning: headings.Column | None) -> None:
    assert headings.meaning(text, ["sv", "fi"]) == meaning


@given(
    st.lists(st.sampled_from(["• Gårdar", "- Kort", "1. Öppna", "och i hela staden", "", "Besök o dag"]), max_size=6)
)
def test_no_word_of_a_cell_is_lost_when_its_lines_are_told_apart(cell: list[str]) -> None:
    words = [word for line in cell for word in line.split() if word not in ("•", "-")]
    assert [word for item in items("\n".join(cell)) for word in item.split()] == words
