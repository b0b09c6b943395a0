"""What differs between two contents: node by node, in words."""

import copy
import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest

from plans.canonical import plan_content
from plans.changes_shown import groups, summary
from plans.comparing import Change, compare, words_only
from plans.content import PlanContent
from plans.models import Chapter, Goal, Measure, Plan
from plans.word_difference import MOST_WORDS, difference
from tests.factories import make_committee, make_municipality, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> PlanContent:
    home = make_municipality()
    plan = make_plan(home, make_committee(home), measures=4)
    goal = Goal.objects.create(principle=plan.principles.get(), order=2, title_sv="Trygghet", title_fi="Turva")
    Measure.objects.create(goal=goal, order=1, title_sv="Vuxna på gården")
    Chapter.objects.create(plan=plan, key="purpose", order=1, title_sv="Syfte", body_sv="<p>Varför planen finns.</p>")
    plan.milestones.create(title_sv="Remiss", starts_on=datetime.date(2026, 3, 1))
    plan.sources.create(kind="survey", title_sv="Enkäten", year=2022)
    plan.contacts.create(function_sv="Koordinator")
    return plan_content(Plan.objects.get())


def changed(content: PlanContent, act: Callable[[Any], object]) -> list[Change]:
    """Return what differs after an act on a copy."""
    other = copy.deepcopy(content)
    act(other)
    return compare(content, other)


def measures(content: Any, goal: int = 0) -> Any:
    return content["principles"][0]["goals"][goal]["measures"]


def test_the_same_text_has_no_changes(content: PlanContent) -> None:
    assert compare(content, json.loads(json.dumps(content))) == []


def test_a_changed_word_is_told_by_language_and_struck_out_and_underlined(content: PlanContent) -> None:
    def act(other: Any) -> None:
        measures(other)[0]["title"]["sv"] = "Åtgärd 1 för alla"

    (change,) = changed(content, act)
    assert (change.level, change.marks, change.after) == ("measure", ("changed",), "1.1.1")
    (group,) = groups([change])
    (field,) = group.changes[0].fields
    assert (field.label, field.language) == ("Text (Svenska)", "sv")
    assert field.difference == (
        'Åtgärd 1 <del><span class="govuk-visually-hidden">borttaget: </span>i granvik</del> '
        '<ins><span class="govuk-visually-hidden">tillagt: </span>för alla</ins>'
    )
    assert words_only([change])


def test_moving_one_measure_moves_one_measure(content: PlanContent) -> None:
    (change,) = changed(content, lambda other: measures(other).insert(0, measures(other).pop()))
    assert (change.marks, change.before, change.after) == (("moved",), "1.1.4", "1.1.1")
    (elsewhere,) = changed(content, lambda other: measures(other, 1).append(measures(other).pop()))
    assert (elsewhere.before, elsewhere.after, elsewhere.moved_from) == ("1.1.4", "1.2.2", "1.1")


def test_added_and_removed_nodes_stand_where_they_stand(content: PlanContent) -> None:
    def act(other: Any) -> None:
        gone = measures(other).pop(1)
        measures(other, 1).append({**gone, "id": 999_999, "title": {"sv": "Ny"}})

    found = changed(content, act)
    removed, added = (one for one in found if one.level == "measure")
    assert (removed.marks, removed.before, removed.after) == (("removed",), "1.1.2", "")
    assert (added.marks, added.after, added.title) == (("added",), "1.2.2", {"sv": "Ny"})
    assert summary([removed, added]) == "1 tillagd, 1 borttagen"
    assert not words_only([removed])


@pytest.mark.parametrize(
    ("act", "level", "label", "before", "after"),
    [
        (lambda c: measures(c)[0].update(first_year=2024, last_year=2025), "measure", "År", "", "2024–2025"),
        (lambda c: measures(c)[0].update(leader=None), "measure", "Ledande nämnd", "Bildningsnämnden", ""),
        (lambda c: c["indicators"][0].update(target="12.5"), "indicator", "Målvärde", "200 (2027)", "12,5 (2027)"),
        (lambda c: c["indicators"][0].update(baseline=None), "indicator", "Utgångsvärde", "100 (2022)", ""),
        (lambda c: c["indicators"][0].update(measures=[]), "indicator", "Åtgärder", "1.1.1", ""),
        (lambda c: c["milestones"][0].update(starts_on="2026-04-01"), "milestone", "Dagar", "1.3.2026", "1.4.2026"),
        (lambda c: c["plan"].update(last_year=2028), "plan", "År", "2023–2027", "2023–2028"),
        (lambda c: c["sources"][0].update(year=2023), "source", "År", "2022", "2023"),
    ],
)  # fmt: skip
def test_what_is_not_text_is_told_in_words(
    content: PlanContent, act: Callable[[Any], object], level: str, label: str, before: str, after: str
) -> None:
    (change,) = changed(content, act)
    (field,) = change.fields
    assert (change.level, field.label, field.before, field.after) == (level, label, before, after)
    assert not words_only([change])


def test_a_chapter_laid_out_otherwise_says_so(content: PlanContent) -> None:
    def act(other: Any) -> None:
        other["chapters"][0]["body"]["sv"] = "<p><strong>Varför</strong> planen finns.</p>"

    (group,) = groups(changed(content, act))
    assert group.changes[0].fields[0].difference == "bara utformningen"


def test_what_only_the_office_needs_is_no_change(content: PlanContent) -> None:
    def act(other: Any) -> None:
        other["committees"][0]["name"] = {"sv": "Nytt namn"}
        other["indicators"][0]["reporters"] = []
        other["indicators"][0]["indicator"]["counts_people"] = False

    assert changed(content, act) == []


def test_markup_in_a_text_stays_text_and_long_texts_are_compared_whole() -> None:
    assert difference("a <b>", "a <i>") == "a <del>&lt;b&gt;</del> <ins>&lt;i&gt;</ins>"
    long = " ".join(str(number) for number in range(MOST_WORDS))
    assert difference(long, long + " x").startswith("<del>0 1")


def test_a_text_of_the_first_days_does_not_name_the_committees_of_its_timetable(content: PlanContent) -> None:
    def act(other: Any) -> None:
        del other["milestones"][0]["committee"]

    assert changed(content, act) == []


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("en hobby", "en hobby, och mer", "en hobby<ins>, och mer</ins>"),
        ("Hej du.", "Hej, du!", "Hej<ins>,</ins> du<del>.</del><ins>!</ins>"),
        ("12,5 (2027)", "13,5 (2027)", "<del>12,5</del> <ins>13,5</ins> (2027)"),
        ("", "x <y>", "<ins>x &lt;y&gt;</ins>"),
        ("nya barn", "barn", "<del>nya</del> barn"),
        ("barn", "alla barn", "<ins>alla</ins> barn"),
    ],
)
def test_signs_beside_a_word_are_told_apart_from_it(old: str, new: str, shown: str) -> None:
    assert difference(old, new) == shown
