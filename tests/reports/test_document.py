"""From an edition to what the report shows."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from reports.document import Document, document
from reports.document.book import Book
from reports.document.colour import luminance, readable
from reports.document.content import Content
from reports.document.figures import Figures
from reports.document.tables import FigureTable
from reports.document.words import Reader
from tests.reports.pdf_content import sample
from tests.reports.pdf_rows import indicator


@pytest.fixture
def content() -> Content:
    return sample("sv", "fi")


@pytest.fixture
def swedish(content: Content) -> Document:
    return document(content, "sv")


def table_of(report: Document, goal: str) -> FigureTable:
    found = [one.table for principle in report.principles for one in principle.goals if one.number == goal]
    assert found[0] is not None
    return found[0]


def cells(table: FigureTable, name: str) -> list[str]:
    return next([cell.text for cell in row.cells] for row in table.rows if str(row.name).startswith(name))


def figures(cells: str, **more: Any) -> Figures:
    return Figures(indicator(1, ("x", "x", "x"), cells, **more), Reader("sv", ("sv",)), frozenset([None]))


def test_zero_missing_and_withheld_are_told_apart(swedish: Document) -> None:
    assert cells(table_of(swedish, "2.2"), "Utan studieplats") == ["skyddat", "6", "skyddat", "skyddat", "0"]
    assert cells(table_of(swedish, "2.1"), "Besök") == ["saknas", "640", "1\u202f180", "1\u202f544", "1\u202f906"]
    assert cells(table_of(swedish, "1.1"), "Har en hobby") == ["80,1", "–", "84,6", "–", "88,2"]


def test_only_the_notes_that_a_table_needs_stand_below_it(swedish: Document) -> None:
    assert [note.number for note in table_of(swedish, "1.1").notes] == [1, 3]
    assert [note.number for note in table_of(swedish, "2.2").notes] == [1, 2]
    assert table_of(swedish, "2.1").notes == []


def test_breakdowns_stand_below_their_total_in_the_order_of_the_dimension(swedish: Document) -> None:
    rows = [(str(row.name), row.detail) for row in table_of(swedish, "1.1").rows]
    assert rows[:4] == [
        ("Har en hobby minst en gång i veckan,\u00a0%", False),
        ("svenska", True),
        ("finska", True),
        ("annat språk", True),
    ]


def test_baseline_and_target_are_headed_with_their_common_year(swedish: Document) -> None:
    table = table_of(swedish, "1.1")
    assert (table.baseline_head, table.target_head) == ("Utgångsvärde 2023", "Målvärde 2027")
    assert table.rows[0].target is not None
    assert table.rows[0].target.text == "90"


def test_what_moved_most_is_relative_to_how_much_a_figure_moves_and_shows_what_got_worse(swedish: Document) -> None:
    moves = {str(move.name): move for move in swedish.one_page.moves}
    assert len(moves) == 5
    assert moves["Upplever sig ensam ofta, årskurs 8–9"].verdict == "worse"
    assert moves["Beslut med bedömning av konsekvenserna för barn"].change == "+23 %-enh."
    assert moves["Kulturkort i bruk"].change == "+24,3\u00a0%"


@pytest.mark.parametrize(("better", "verdict"), [("up", "better"), ("down", "worse"), ("keep", ""), ("none", "")])
def test_a_rise_is_better_or_worse_by_the_indicators_direction(better: str, verdict: str) -> None:
    one = figures(". . . . . 10 12", better=better)
    change = one.change(2025)
    assert change is not None
    assert change.difference == Decimal(2)
    assert one.verdict(change) == verdict


def test_a_jump_weighs_more_in_a_quiet_series() -> None:
    quiet, lively = figures("10 10 10 10 10 10 12").change(2025), figures("10 14 9 15 8 10 12").change(2025)
    assert quiet is not None
    assert lively is not None
    assert quiet.weight > lively.weight


def test_a_survey_of_every_second_year_is_not_missing_between() -> None:
    one = figures("80 . 81 . 82 . 83", period="second_year")
    assert not one.is_due(2024)
    assert [point.year for point in one.points(last=2025)] == [2019, 2021, 2023, 2025]
    yearly = figures("80 . 81 . 82 . 83")
    assert [point.value is None for point in yearly.points()] == [False, True] * 3 + [False]


def test_what_is_missing_is_named_with_who_and_when(swedish: Document) -> None:
    lacks = {str(lack.name): lack.text for lack in swedish.one_page.lacks}
    assert lacks["Känner att eleverna kan påverka i skolan"] == "årsvärdet 2025 är inte tillgängligt ännu"
    assert lacks["Talterapi per språk"] == (
        "mätaren ska preciseras (Samarbetsnämnden för social- och hälsovård, senast 15.5.2026)"
    )
    assert lacks["Kommunstyrelsen"] == "delen: inlämnad"


def test_an_unreported_measure_is_counted_and_named(content: Content) -> None:
    content["principles"][0]["goals"][0]["measures"][0]["progress"] = []
    page = document(content, "sv").one_page
    assert [count.count for count in page.counts if count.mark.word == "Inte rapporterad"] == [1]
    assert "inte rapporterade: 1.1.1" in [lack.text for lack in page.lacks]


def test_the_leading_committees_state_is_the_measures(content: Content) -> None:
    measure = content["principles"][0]["goals"][0]["measures"][1]
    measure["progress"].reverse()
    measure["progress"][0]["state"] = "dropped"
    goal = document(content, "sv").one_page.goals[0]
    assert "×" not in [state.sign for state in goal.states]


def test_a_text_that_is_missing_is_shown_in_the_main_language_and_marked(content: Content) -> None:
    del content["principles"][0]["title"]["fi"]
    title = document(content, "fi").principles[0].title
    assert (title.text, title.foreign) == ("Alla barn hör till", "sv")
    assert title.html == '<span lang="sv">Alla barn hör till</span> <i class="or">(sv)</i>'


def test_a_long_text_gets_a_row_of_its_own(content: Content) -> None:
    content["principles"][0]["goals"][0]["measures"][0]["progress"][0]["text"] = {"sv": "Grupper i alla skolor. " * 30}
    rows = document(content, "sv").principles[0].goals[0].measures
    assert [row.is_long for row in rows[:2]] == [True, False]


def test_an_indicator_of_two_goals_is_drawn_at_the_first(swedish: Document) -> None:
    assert swedish.principles[0].goals[1].remarks == ["Har en hobby minst en gång i veckan: se mål 1.1."]
    assert all("hobby" not in str(row.name) for row in table_of(swedish, "1.2").rows)


def test_a_standing_target_is_written_below_the_table(swedish: Document) -> None:
    assert swedish.principles[1].goals[0].remarks == [
        "Väntetid till skolpsykolog, median: målet är högst 7 dygn under läsåret."
    ]


def test_proposals_to_end_stand_first(swedish: Document) -> None:
    assert [row.mark.word for row in swedish.proposals.rows] == ["Avsluta", "Ändra", "Ändra", "Ändra"]
    assert swedish.proposals.unchanged == "12 åtgärder fortsätter oförändrade."


def test_each_committee_has_its_decision(swedish: Document) -> None:
    first = swedish.decisions[0]
    assert (str(first.committee), first.meeting, first.section, first.status) == (
        "Bildningsnämnden",
        "19.1.2026",
        "§ 4",
        "Godkänd",
    )
    assert first.reported == "6/6"


def test_sources_keep_producer_licence_and_day(swedish: Document) -> None:
    source = swedish.method.sources[0]
    assert (source.producer, source.licence, source.fetched) == ("THL", "CC BY 4.0", "9.1.2026")


def test_the_appendix_holds_every_figure(content: Content, swedish: Document) -> None:
    own = [v for one in content["indicators"] for v in one["values"] if v["area"] is None]
    shown = [cell for table in swedish.appendix for row in table.rows for cell in row.cells if cell.text != "–"]
    assert len(shown) == len(own)


def test_many_years_are_split_over_tables(content: Content) -> None:
    one = content["indicators"][1]
    one["values"] += [
        {"area": None, "year": year, "category": None, "number": "5", "missing": None} for year in range(2009, 2019)
    ]
    tables = [table for table in document(content, "sv").appendix if table.caption.startswith("1.1")]
    assert [table.years for table in tables] == [
        list(range(2018, 2026)),
        list(range(2010, 2018)),
        [2009],
    ]


def test_a_municipality_may_call_a_principle_something_else() -> None:
    assert document(sample("da"), "da").principles[0].label == "Indsatsområde 1"


def test_a_joint_plan_names_every_partner_and_a_part_only_its_own(content: Content) -> None:
    other = deepcopy(content["municipalities"][0]) | {"slug": "lillvik", "name": {"sv": "Lillvik", "fi": "Pikkulahti"}}
    content["municipalities"].append(other)
    assert document(content, "sv").cover.municipalities == "Granvik · Lillvik"
    content["partner"] = "lillvik"
    assert Book(content, "sv").own_name == "Lillvik"
    assert "Delen för Lillvik" in document(content, "sv").cover.lines


def test_a_report_without_plan_texts_figures_or_measures_still_stands(content: Content) -> None:
    content |= {"principles": [], "indicators": [], "chapters": [], "sources": [], "summary": {}, "committees": []}
    report = document(content, "sv")
    assert report.key_figures is None
    assert report.appendix == []
    assert str(report.one_page.lead[0]).startswith("Av 0 åtgärder")


@pytest.mark.parametrize("colour", ["#0b4f6c", "#ffe600", "#ffffff", "#000000", "red;}", ""])
def test_the_municipalitys_colour_can_always_be_read(colour: str) -> None:
    assert 1.05 / (luminance(readable(colour)) + 0.05) >= 4.5


def test_a_name_that_says_its_unit_is_not_followed_by_it() -> None:
    said = figures(". . . . . . 3", unit={"sv": "X"})
    unsaid = figures(". . . . . . 3", unit={"sv": "dagar"})
    assert [str(said.title), str(unsaid.title)] == ["x", "x, dagar"]


def test_the_key_figures_begin_with_the_first_year_that_has_one(content: Content, swedish: Document) -> None:
    chapter = swedish.key_figures
    assert chapter is not None
    compared = [one for one in content["indicators"] if any(v["area"] not in (None, "granvik") for v in one["values"])]
    first = min(value["year"] for one in compared for value in one["values"])
    assert chapter.table.years[0] == max(first, content["year"] - 6)


def test_the_one_page_shows_as_much_as_it_holds(content: Content) -> None:
    goals = content["principles"][0]["goals"]
    while len(goals) < 18:
        goals.append({**deepcopy(goals[0]), "id": 900 + len(goals), "number": f"1.{len(goals) + 1}"})
    page = document(content, "sv").one_page
    assert page.is_tight
    assert len(page.moves) <= 2
    assert 2 <= len(page.lacks) <= 4
