"""The demo fixtures keep the promises that the loader and the pages count on; no database is needed."""

import datetime
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
PLANS = ["granvik-2023-2027", "skargarden-2023-2027", "havnby-2023-2027"]
YEARS = ["2023", "2024", "2025"]
Json = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def measures(fixture: Json) -> list[Json]:
    return [m for p in fixture["plan"]["principles"] for g in p["goals"] for m in g["measures"]]


def goals(fixture: Json) -> list[str]:
    principles = fixture["plan"]["principles"]
    return [f"{n}.{k}" for n, p in enumerate(principles, 1) for k, _ in enumerate(p["goals"], 1)]


def committees(fixture: Json) -> list[str]:
    return [c["key"] for m in fixture["municipalities"] for c in m["committees"]]


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from strings(child)


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Yield every object that holds one text in several languages."""
    if isinstance(node, dict):
        if node and set(node) <= {"sv", "fi", "da"}:
            yield node
        else:
            for child in node.values():
                yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


def steps(rounds: list[Json]) -> Iterator[tuple[Json, str, str, Json]]:
    for one in rounds:
        for measure, by_committee in one["progress"].items():
            for committee, progress in by_committee.items():
                yield one, measure, committee, progress


@pytest.fixture(params=PLANS)
def fixture(request: pytest.FixtureRequest) -> Json:
    found: Json = read(request.param)
    return found


@pytest.mark.parametrize(
    ("name", "principles", "at_least_goals", "at_least_measures", "at_least_indicators"),
    [(PLANS[0], 4, 12, 42, 52), (PLANS[1], 3, 6, 16, 16), (PLANS[2], 4, 10, 20, 22)],
)
def test_plan_is_as_large_as_promised(
    name: str, principles: int, at_least_goals: int, at_least_measures: int, at_least_indicators: int
) -> None:
    fixture = read(name)
    assert len(fixture["plan"]["principles"]) == principles
    assert len(goals(fixture)) >= at_least_goals
    assert len(measures(fixture)) >= at_least_measures
    assert len(fixture["plan"]["indicators"]) >= at_least_indicators


def test_granvik_shows_every_kind_of_indicator() -> None:
    fixture = read(PLANS[0])
    indicators = fixture["plan"]["indicators"]
    assert sum(i["dimension"] == "mother_tongue" for i in indicators) >= 8
    assert {"sex", "school_grade"} <= {i["dimension"] for i in indicators}
    assert sum(i["to_be_specified"] is not None for i in indicators) == 2
    assert sum(len(i["measures"]) >= 3 for i in indicators) >= 3
    assert sum(bool(i["comparison"]) for i in indicators) >= 8
    assert sum(m["programme"] == "lape" for m in measures(fixture)) == 12
    assert len(fixture["municipalities"][0]["committees"]) == 5
    cells = [c for i in indicators for row in i["values"].values() for c in row.values()]
    missing = {c["missing"] for c in cells if isinstance(c, dict)}
    assert missing == {"not_collected", "not_available", "suppressed"}
    numbers = [Decimal(c) for c in cells if isinstance(c, str)]
    assert 0 in numbers
    assert any(0 < n < 5 for n in numbers)


def test_every_key_that_is_used_exists(fixture: Json) -> None:
    plan, known = fixture["plan"], set(committees(fixture))
    keys = {m["key"] for m in measures(fixture)}
    slugs = {m["slug"] for m in fixture["municipalities"]}
    areas = {a["key"] for a in read("areas")}
    assert len(keys) == len(measures(fixture))
    assert len(known) == len(committees(fixture))
    assert {m["area"] for m in fixture["municipalities"]} <= areas
    assert {p["municipality"] for p in plan["partners"]} == slugs
    assert plan.get("area") in areas | {None}
    programmes = {p["key"] for p in plan["programmes"]} | {None}
    for measure in measures(fixture):
        assert measure["committees"]
        assert set(measure["committees"]) <= known
        assert set(measure["partners"]) <= slugs
        assert measure["programme"] in programmes
        assert plan["first_year"] <= measure["first_year"] <= measure["last_year"] <= plan["last_year"]
    for indicator in plan["indicators"]:
        assert indicator["committee"] in known
        assert set(indicator["measures"]) <= keys
        assert set(indicator["goals"]) <= set(goals(fixture))
        assert set(indicator["comparison"]) <= areas
        assert indicator["measures"] or indicator["goals"]
    for party in plan.get("consultation", {"parties": []})["parties"]:
        assert party.get("committee") in known | {None}
        for statement in party["statements"]:
            assert {statement["about"], statement["changed"]} <= keys | set(goals(fixture)) | {None}
    for person in fixture["people"]:
        assert person["municipality"] in slugs
        assert person["committee"] in known | {None}


def test_values_name_the_categories_of_their_dimension(fixture: Json) -> None:
    categories = {d["key"]: {c["key"] for c in d["categories"]} for d in read("dimensions")}
    for indicator in fixture["plan"]["indicators"]:
        allowed = {"total"} | categories.get(indicator["dimension"], set())
        for row in indicator["values"].values():
            assert set(row) in ({"total"}, allowed), indicator["key"]


def test_counts_add_up_to_their_total(fixture: Json) -> None:
    for indicator in fixture["plan"]["indicators"]:
        for year, row in indicator["values"].items():
            numbers = {key: Decimal(v) for key, v in row.items() if isinstance(v, str)}
            if indicator["kind"] == "number" and len(row) > 1 and len(numbers) == len(row):
                assert sum(numbers.values()) == 2 * numbers["total"], (indicator["key"], year)


PEOPLE = {
    "barn", "elever", "unga", "familjer", "personer", "behandlingar", "placeringar", "planer", "samtal", "svar", "kort",
    "fædre", "børn", "familier",
}  # fmt: skip


def test_only_counts_of_things_are_said_to_count_nobody(fixture: Json) -> None:
    things = [i for i in fixture["plan"]["indicators"] if "counts_people" in i]
    assert len([i for i in things if i["kind"] == "number"]) >= 5
    for indicator in things:
        assert indicator["counts_people"] is False
        assert indicator["kind"] in ("number", "share"), indicator["key"]
        assert indicator["dimension"] is None, indicator["key"]
        assert not set(indicator["unit"].values()) & PEOPLE, indicator["key"]


def test_shares_stay_between_zero_and_a_hundred(fixture: Json) -> None:
    for indicator in fixture["plan"]["indicators"]:
        if indicator["kind"] == "share":
            for row in indicator["values"].values():
                assert all(0 <= Decimal(v) <= 100 for v in row.values() if isinstance(v, str)), indicator["key"]


def test_baseline_is_the_value_of_its_year(fixture: Json) -> None:
    for indicator in fixture["plan"]["indicators"]:
        if baseline := indicator["baseline"]:
            assert isinstance(baseline["value"], str)
            assert indicator["values"][str(baseline["year"])]["total"] == baseline["value"], indicator["key"]


def test_surveys_of_every_second_year_have_no_figure_between(fixture: Json) -> None:
    for indicator in fixture["plan"]["indicators"]:
        if indicator["period"] == "second_year":
            assert set(indicator["values"]) <= {"2021", "2023", "2025"}, indicator["key"]
        elif indicator["to_be_specified"] is None:
            assert set(YEARS) <= set(indicator["values"]), indicator["key"]


def test_no_text_is_empty_and_every_title_is_in_every_language(fixture: Json) -> None:
    plan = fixture["plan"]
    assert all(string for text in texts(fixture) for string in text.values())
    languages = set(plan["languages"])
    assert all(set(text) <= languages for text in texts(fixture))
    titled = [plan, *plan["chapters"], *plan["principles"], *measures(fixture), *plan["milestones"], *plan["sources"]]
    titled += [g for p in plan["principles"] for g in p["goals"]]
    for node in titled:
        assert set(node["title"]) == languages, node
    assert all(set(i["name"]) == languages for i in plan["indicators"])


def test_granvik_lacks_only_a_few_texts_in_one_language() -> None:
    fixture = read(PLANS[0])
    assert 2 <= sum(len(text) == 1 for text in texts(fixture["plan"])) <= 3
    assert 1 <= sum(len(p["text"]) == 1 for *_, p in steps(fixture["rounds"])) <= 5


def test_the_danish_plan_has_a_theory_of_change() -> None:
    fixture = read(PLANS[2])
    assert all(m["expected_result"] and m["resources"] for m in measures(fixture))
    assert "theory_of_change" in [c["key"] for c in fixture["plan"]["chapters"]]
    assert sum(bool(i["comparison"]) for i in fixture["plan"]["indicators"]) >= 8


def test_each_partner_of_the_joint_plan_decides_for_itself_and_one_has_not_yet() -> None:
    plan = read(PLANS[1])["plan"]
    assert len({(p["municipality"], p["decided_on"], p["section"]) for p in plan["partners"]}) == 4
    assert [p["municipality"] for p in plan["partners"] if not p["decided_on"]] == ["salgrynna"]
    assert any(0 < len(m["partners"]) < 4 for m in measures(read(PLANS[1])))


def test_finished_rounds_are_complete(fixture: Json) -> None:
    finished = fixture["rounds"][:3]
    assert [r["year"] for r in finished] == [2023, 2024, 2025]
    for one in finished:
        assert set(one["parts"]) == set(committees(fixture))
        assert set(one["assessments"]) == set(goals(fixture))
        assert one["edition"]["published"]
        for measure in measures(fixture):
            runs = measure["first_year"] <= one["year"] <= measure["last_year"]
            told = set(one["progress"].get(measure["key"], {}))
            assert told == (set(measure["committees"]) if runs else set()), measure["key"]
    for _, key, _, progress in steps(finished):
        assert progress["text"], key
        assert bool(progress["reason"]) == (progress["proposal"] != "continue"), key


def test_last_round_is_open_with_no_part_handed_in(fixture: Json) -> None:
    last = fixture["rounds"][3]
    assert (last["year"], last["opens_on"], last["due_on"]) == (2026, "2026-11-16", "2027-01-29")
    assert last["parts"] == {}
    assert last["edition"] is None
    wanted = {"bildning"} if fixture["plan"]["slug"] == PLANS[0] else set()
    assert {committee for _, _, committee, _ in steps([last])} == wanted
    assert len(last["progress"]) == (3 if wanted else 0)


def test_dates_follow_each_other_on_weekdays(fixture: Json) -> None:
    for one in fixture["rounds"][:3]:
        meetings = [datetime.date.fromisoformat(p["meeting_on"]) for p in one["parts"].values()]
        opened, frozen, handled = (
            datetime.date.fromisoformat(text)
            for text in (one["opens_on"], one["edition"]["frozen_on"], one["edition"]["handled_on"])
        )
        assert opened < min(meetings) <= max(meetings) < frozen < handled
        assert all(day.weekday() < 5 for day in [opened, *meetings, frozen, handled])


def test_no_two_progress_texts_of_a_plan_are_the_same(fixture: Json) -> None:
    written = [progress["text"][fixture["plan"]["languages"][0]] for *_, progress in steps(fixture["rounds"])]
    assert len(set(written)) == len(written)


def test_nobody_is_written_to_outside_the_people(fixture: Json) -> None:
    assert all(p["email"].endswith(".example") for p in fixture["people"])
    assert not [s for key, node in fixture.items() if key != "people" for s in strings(node) if "@" in s]
