"""What has changed since last time, as the report tells it."""

import pytest

from plans.models import Goal
from reports.committee_cut import cut_to_committee
from reports.content import edition_content
from reports.document import document
from reports.document.content import Content
from reports.models import Assessment, CommitteePart, Progress, Round
from tests.factories import make_round
from tests.reports.editions import ready_round
from tests.reports.pdf_content import sample


def with_before(content: Content) -> Content:
    """Return the content with a year before in which the first goal and the first measures stood otherwise."""
    goals = [goal for principle in content["principles"] for goal in principle["goals"]]
    measures = [measure for goal in goals for measure in goal["measures"] if measure["progress"]]
    content["before"] = {
        "year": 2024,
        "grades": [
            {"goal": goals[0]["id"], "grade": "off_track"},
            {"goal": goals[1]["id"], "grade": str(grade(content))},
        ],
        "states": [{"measure": one["id"], "state": "not_started"} for one in measures[:3]],
    }
    return content


def grade(content: Content) -> str | None:
    return content["principles"][0]["goals"][1]["assessment"]["grade"]


def test_only_what_stands_otherwise_is_listed() -> None:
    chapter = document(with_before(sample("sv", "fi")), "sv").changes
    assert chapter is not None
    assert chapter.title == "Vad som har ändrats sedan 2024"
    assert [(one.number, one.before.css) for one in chapter.goals] == [("1.1", "a-off")]
    assert [one.before.word for one in chapter.measures] == ["Inte påbörjad"] * 3
    assert chapter.same == "0 åtgärder är i samma läge som då."


def test_a_plans_first_report_has_no_such_chapter() -> None:
    assert document(sample("sv", "fi"), "sv").changes is None


def test_a_committees_report_compares_only_what_was_its_own_before() -> None:
    whole = with_before(sample("sv", "fi"))
    own = whole["committees"][0]["id"]
    cut = cut_to_committee(whole, own)
    goals = [goal for principle in cut["principles"] for goal in principle["goals"]]
    numbers = {measure["id"]: measure["number"] for goal in goals for measure in goal["measures"]}
    # 1.1.2 is led by another committee, 1.1.3 is not this committee's at all.
    assert [numbers.get(one["measure"]) for one in cut["before"]["states"]] == ["1.1.1"]
    assert {one["goal"] for one in cut["before"]["grades"]} <= {goal["id"] for goal in goals}
    assert len(whole["before"]["states"]) == 3
    assert "before" not in cut_to_committee(sample("sv", "fi"), own)


@pytest.mark.django_db
class TestContent:
    """What the edition keeps of the follow-up before."""

    def rounds(self) -> tuple[Round, Round]:
        """Return last year's follow-up, in which all was done and assessed, and this year's."""
        now = ready_round(measures=2)
        then = make_round(now.plan, year=now.year - 1)
        Progress.objects.filter(part__round=then).update(state="under_way")
        CommitteePart.objects.filter(round=then).update(status="accepted", meeting_on="2026-01-20", section="§ 4")
        Assessment.objects.create(round=then, goal=Goal.objects.get(), grade="partly")
        return then, now

    def test_last_years_grades_and_states_are_frozen_with_it(self) -> None:
        then, now = self.rounds()
        told = edition_content(now, number=1, frozen_at=None)["before"]
        assert told["year"] == then.year
        assert [one["grade"] for one in told["grades"]] == ["partly"]
        assert [one["state"] for one in told["states"]] == ["under_way", "under_way"]

    def test_what_was_never_accepted_is_not_told(self) -> None:
        then, now = self.rounds()
        CommitteePart.objects.filter(round=then).update(status="returned")
        assert edition_content(now, number=1, frozen_at=None)["before"]["states"] == []

    def test_the_first_follow_up_has_nothing_before_it(self) -> None:
        then, _now = self.rounds()
        assert "before" not in edition_content(then, number=1, frozen_at=None)
