"""The theory of change: its gaps and its drawing."""

from xml.etree import ElementTree

from plans.theory import Activity, Aim, Focus, Lack, Said, Steps, gaps, steps
from plans.theory_drawing import PAGE, PAPER, Size, columns, lanes


def said(text: str) -> Said:
    return Said(text, text)


def activity(number: int, resources: str = "", result: str = "", *indicators: str) -> Activity:
    names = tuple(said(name) for name in indicators)
    return Activity(number, f"1.1.{number}", said(f"Åtgärd {number}"), said(resources), said(result), names)


def aim(*activities: Activity, indicators: tuple[str, ...] = ()) -> Aim:
    return Aim(7, "1.1", said("Fritid <åt> alla"), tuple(said(name) for name in indicators), activities)


def chain(*aims: Aim) -> list[Focus]:
    return [Focus("1", said("Vardag"), aims)]


def test_each_gap_is_named_with_where_it_is_mended() -> None:
    found = gaps(chain(aim(activity(1, "Pengar", "Det blir bättre", "Andel"), activity(2)), aim()))
    assert {lack: [(gap.measure, gap.node) for gap in some] for lack, some in found.items()} == {
        Lack.RESOURCES: [(2, "m2")], Lack.RESULT: [(2, "m2")], Lack.MEASURED: [(2, "m2")],
        Lack.GOAL_MEASURED: [(None, "g7")], Lack.MEASURES: [(None, "g7")],
    }  # fmt: skip


def test_a_step_that_the_plan_never_writes_of_is_one_gap_and_no_column() -> None:
    plan = chain(aim(activity(1, "", "", "Andel"), activity(2, "", "", "Andel")))
    assert steps(plan) == Steps(resources=False, results=False)
    assert gaps(plan) == {}
    assert [one.key for one in columns(steps(plan), PAGE)] == ["activity", "aim"]


def test_a_goal_is_measured_by_its_measures_or_by_itself() -> None:
    assert Lack.GOAL_MEASURED not in gaps(chain(aim(activity(1, "", "", "Andel")), aim(indicators=("Andel",))))
    assert Lack.GOAL_MEASURED in gaps(chain(aim(activity(1))))


def test_the_drawing_has_every_step_and_says_what_is_missing() -> None:
    both = aim(activity(1, "Pengar", "Det blir bättre", "Andel"), activity(2, "", "Lugn"), indicators=("Mår bra",))
    (drawing,) = lanes(both, Steps(resources=True, results=True))
    tree = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
    texts = [one.text for one in tree.iter() if one.tag.endswith("text")]
    for text in (
        "Resurser", "Pengar", "1.1.1 Åtgärd 1", "Mätare: Andel", "Det blir bättre", "1.1 Fritid <åt> alla",
        "Mätare: Mår bra", "Inga resurser har nämnts", "Ingen mätare",
    ):  # fmt: skip
        assert text in texts
    assert drawing.count("stroke-dasharray") == 1
    assert "1.1.1 Åtgärd 1 (Resurser: Pengar; Förväntade resultat: Det blir bättre; Mätare: Andel)" in drawing


def test_a_goal_without_measures_says_so() -> None:
    (drawing,) = lanes(aim(), Steps(resources=True, results=True))
    assert "Ingen åtgärd leder till det här målet" in drawing


def test_a_lane_taller_than_a_page_is_drawn_in_parts_that_hold_everything() -> None:
    many = aim(*(activity(number, "Pengar " * 20, "Lugn " * 30) for number in range(1, 31)))
    parts = lanes(many, Steps(resources=True, results=True), PAPER, wide_mm=166)
    heights = [float(ElementTree.fromstring(part).get("viewBox", "").split()[3]) for part in parts]  # noqa: S314
    assert len(parts) > 1
    assert all(height < PAPER.tallest + 40 for height in heights)
    assert [number for number in range(1, 31) if sum(f">1.1.{number} Åtgärd" in part for part in parts) != 1] == []


def test_a_text_longer_than_a_page_does_not_grow_the_drawing_for_ever() -> None:
    (part,) = lanes(
        aim(activity(1, "ord " * 1250, "x" * 5000)), Steps(resources=True, results=True), Size(627, 10.5, 820)
    )
    assert "…" in part
