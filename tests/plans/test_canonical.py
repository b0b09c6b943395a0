"""A plan's canonical content: everything in it, the same characters whenever it says the same."""

import datetime
import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test.utils import CaptureQueriesContext

from plans.canonical import plan_content, plan_text
from plans.models import (
    Chapter,
    Contact,
    Goal,
    Measure,
    Milestone,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Responsibility,
    Source,
)
from tests.factories import make_committee, make_municipality, make_plan
from welfareplans.organisations.canonical_json import canonical_json, fingerprint

pytestmark = pytest.mark.django_db


def full_plan(measures: int = 2) -> Plan:
    """Return a plan that has something of everything."""
    home = make_municipality()
    plan = make_plan(home, make_committee(home), measures=measures)
    programme = Programme.objects.create(
        municipality=home, title_sv="LAPE", first_year=2024, link="https://lape.example/"
    )
    partner = plan.partners.get()
    for measure in Measure.objects.all():
        measure.programme, measure.first_year, measure.owner = programme, 2024, partner
        measure.expected_result_fi = "Kaikki pääsevät"
        measure.save()
        measure.partners.add(partner)
        second = make_committee(home, f"Nämnd {measure.order}")
        Responsibility.objects.create(measure=measure, committee=second)
    Chapter.objects.create(plan=plan, key="purpose", order=1, title_sv="Syfte", body_sv="<p>Att &amp; varför</p>")
    Contact.objects.create(plan=plan, function_sv="Koordinator", sector_fi="Sivistys")
    Source.objects.create(plan=plan, kind="survey", title_sv="Enkät", year=2022)
    Milestone.objects.create(plan=plan, title_sv="Remiss", starts_on=datetime.date(2022, 9, 1))
    Principle.objects.create(plan=plan, order=2, title_fi="Tyhjä")
    return plan


def test_it_holds_everything_by_key_and_language() -> None:
    plan = full_plan()
    told = plan_content(plan)
    assert told["plan"]["title"] == {"sv": "Välfärdsplan", "fi": "Suunnitelma"}
    assert [one["title"] for one in told["principles"]] == [{"sv": "Vardag", "fi": "Arki"}, {"fi": "Tyhjä"}]
    first = told["principles"][0]["goals"][0]["measures"][0]
    lead, second = Responsibility.objects.filter(measure=first["id"]).values_list("committee_id", flat=True)
    assert (first["committees"], first["leader"]) == ([lead, second], lead)
    assert first["owner"] == plan.partners.get().pk
    assert first["partners"] == [first["owner"]]
    assert first["expected_result"] == {"fi": "Kaikki pääsevät"}
    assert first["resources"] == {}
    assert (first["first_year"], first["last_year"]) == (2024, None)
    assert told["programmes"][0]["title"] == {"sv": "LAPE"}
    assert told["programmes"][0]["id"] == first["programme"]
    indicator = told["indicators"][0]
    assert (indicator["baseline"], indicator["target"], indicator["measures"]) == ("100", "200", [first["id"]])
    assert indicator["indicator"]["dimensions"] == ["mother_tongue"]
    assert indicator["reporters"] == [{"area": "municipality-FI-901", "committee": lead}]
    assert told["chapters"][0]["body"] == {"sv": "<p>Att &amp; varför</p>"}
    assert told["milestones"][0]["starts_on"] == "2022-09-01"
    assert told["milestones"][0]["ends_on"] is None
    assert told["sources"][0]["year"] == 2022
    assert told["contacts"][0]["sector"] == {"fi": "Sivistys"}
    assert {one["id"] for one in told["committees"]} == set(Responsibility.objects.values_list("committee", flat=True))


def test_the_same_text_is_the_same_characters_whatever_was_written_first() -> None:
    plan = full_plan()
    before = plan_text(plan)
    use = PlanIndicator.objects.first()
    assert use
    linked = list(use.measures.all())
    use.measures.clear()
    use.measures.add(*reversed(linked))
    assert plan_text(Plan.objects.get(pk=plan.pk)) == before == canonical_json(json.loads(before))
    assert len(fingerprint(before)) == 64


@pytest.mark.parametrize("changed", ["title", "order", "committee", "target", "chapter", "partner", "empty goal"])
def test_every_change_of_the_text_changes_the_characters(changed: str) -> None:
    plan = full_plan()
    before, measure = plan_text(plan), Measure.objects.order_by("order")[0]
    goal = Goal.objects.get()
    changes: dict[str, Callable[[], object]] = {
        "title": lambda: Measure.objects.filter(pk=measure.pk).update(title_fi="Toinen"),
        "order": lambda: Measure.objects.filter(pk=measure.pk).update(order=9),
        "committee": lambda: measure.responsibilities.filter(is_leading=False).delete(),
        "target": lambda: PlanIndicator.objects.update(target="200.5"),
        "chapter": lambda: Chapter.objects.update(body_sv="<p>Att</p>"),
        "partner": lambda: Partner.objects.create(plan=plan, municipality=make_municipality("ejdervik")),
        "empty goal": lambda: Goal.objects.create(principle=goal.principle, order=2, title_sv="Ny"),
    }
    changes[changed]()
    assert plan_text(plan) != before


@pytest.mark.parametrize("measures", [1, 3])
def test_it_asks_the_database_a_constant_number_of_times(
    measures: int, django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]]
) -> None:
    plan = full_plan(measures)
    with django_assert_num_queries(1):
        plan_content(plan)
