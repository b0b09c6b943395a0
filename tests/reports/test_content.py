"""What an edition says: built from the database, with small counts withheld."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Indicator
from plans.models import Goal, Measure, PlanIndicator
from reports.content import canonical, edition_content
from reports.models import Assessment, Progress, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round
from tests.reports.contents import a_round, content_of, give, loaded, report

pytestmark = pytest.mark.django_db


def test_an_edition_has_the_texts_of_all_languages_of_the_plan() -> None:
    opened = a_round()
    report(opened)
    Round.objects.update(summary_sv="Det går framåt.", summary_fi="Suunta on oikea.")
    content = content_of(opened)
    measure = content["principles"][0]["goals"][0]["measures"][0]
    assert content["summary"] == {"sv": "Det går framåt.", "fi": "Suunta on oikea."}
    assert measure["progress"][0]["text"] == {"sv": "Gjort", "fi": "Tehty"}
    assert content["municipalities"][0]["name"] == {"sv": "Granvik", "fi": "Granvik"}
    assert (measure["number"], content["edition"]["frozen_on"]) == ("1.1.1", "2027-02-13")
    assert content["indicators"][0]["baseline"] == {"year": 2022, "value": "100"}


def test_a_text_in_none_of_the_plans_languages_is_kept() -> None:
    opened = a_round()
    opened.plan.languages = ["da"]
    opened.plan.save()
    assert content_of(opened)["principles"][0]["title"] == {"sv": "Vardag", "fi": "Arki"}


def test_what_a_committee_has_not_handed_in_stands_in_a_draft_only() -> None:
    opened = a_round()
    report(opened, "in_progress")
    progress = [
        content["principles"][0]["goals"][0]["measures"][0]["progress"]
        for content in (content_of(opened), content_of(opened, draft=True))
    ]
    assert [len(one) for one in progress] == [0, 1]
    assert content_of(opened)["committees"][0]["meeting_on"] is None


def test_an_accepted_part_brings_its_meeting_and_section() -> None:
    opened = a_round()
    report(opened)
    committee = content_of(opened)["committees"][0]
    assert (committee["status"], committee["meeting_on"], committee["section"]) == ("accepted", "2027-01-20", "§ 4")


def test_a_measure_that_is_over_is_not_told_but_keeps_its_number() -> None:
    opened = a_round(measures=3)
    ended = Measure.objects.of_plan(opened.plan)[1]
    ended.last_year = 2025
    ended.save()
    Progress.objects.filter(measure=ended).delete()
    measures = content_of(opened)["principles"][0]["goals"][0]["measures"]
    assert [measure["number"] for measure in measures] == ["1.1.1", "1.1.3"]


def test_the_coordinators_assessment_comes_along() -> None:
    opened = a_round()
    Assessment.objects.create(round=opened, goal=Goal.objects.get(), grade="partly", text_sv="Delvis.")
    goal = content_of(opened)["principles"][0]["goals"][0]
    assert goal["assessment"] == {"grade": "partly", "text": {"sv": "Delvis."}}


def test_the_same_content_is_the_same_text() -> None:
    opened = a_round()
    PlanIndicator.objects.update(baseline=Decimal("100.500000"))
    text = canonical(content_of(opened))
    assert text == canonical(content_of(opened)) == canonical(json.loads(text))
    assert '"baseline":{"value":"100.5","year":2022}' in text
    assert ": " not in text.replace("§ ", "")


@pytest.mark.parametrize("draft", [False, True])
def test_the_number_of_queries_does_not_depend_on_the_plan(draft: bool) -> None:
    counts = []
    for slug, measures in (("granvik", 1), ("sund", 3)):
        municipality = make_municipality(slug)
        plan = make_plan(municipality, make_committee(municipality), measures=measures)
        opened = make_round(plan)
        report(opened)
        for indicator in Indicator.objects.filter(uses__plan=plan):
            give(indicator, plan.own_area, 2026, 60, fi=30, sv=27, other=3)
        ready = loaded(opened)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            edition_content(ready, number=1, frozen_at=None if draft else timezone.now(), draft=draft)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_the_timetable_and_the_chain_are_frozen_with_the_edition() -> None:
    opened = a_round()
    opened.plan.milestones.create(title_sv="Enkät", starts_on=datetime.date(2026, 3, 1), is_done=True)
    Measure.objects.update(resources_sv="En koordinator", expected_result_fi="Kaikki mukana")
    content = content_of(opened)
    assert content["milestones"] == [
        {"title": {"sv": "Enkät"}, "starts_on": "2026-03-01", "ends_on": None, "committee": {}, "done": True}
    ]
    goal = content["principles"][0]["goals"][0]
    measure = goal["measures"][0]
    assert (measure["resources"], measure["expected_result"]) == ({"sv": "En koordinator"}, {"fi": "Kaikki mukana"})
    assert (measure["indicators"], goal["own_indicators"]) == ([Indicator.objects.get().pk], [])
