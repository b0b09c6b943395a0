"""What an edition says: built from the database, with small counts withheld."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Category, Indicator, Value
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Responsibility
from reports.content import canonical, edition_content
from reports.document.book import Book
from reports.document.content import Content
from reports.document.key_figures import key_figures
from reports.models import Assessment, CommitteePart, Progress, Round
from reports.partner_cut import cut_to_partner
from tests.factories import make_committee, make_municipality, make_plan, make_round
from welfareplans.organisations.models import Area

pytestmark = pytest.mark.django_db
FROZEN = datetime.datetime(2027, 2, 12, 23, 30, tzinfo=datetime.UTC)


def a_round(measures: int = 1) -> Round:
    granvik = make_municipality()
    return make_round(make_plan(granvik, make_committee(granvik), measures=measures))


def loaded(opened: Round) -> Round:
    return Round.objects.select_related("plan__municipality__area", "plan__area").get(pk=opened.pk)


def content_of(opened: Round, *, draft: bool = False) -> Content:
    return edition_content(loaded(opened), number=1, frozen_at=None if draft else FROZEN, draft=draft)


def report(opened: Round, status: str = "accepted") -> None:
    """Fill the round in with one state and text for every measure, and hand the parts in."""
    for progress in Progress.objects.filter(part__round=opened):
        progress.state, progress.text_sv, progress.text_fi = "done", "Gjort", "Tehty"
        progress.save()
    CommitteePart.objects.filter(round=opened).update(
        status=status, meeting_on=datetime.date(2027, 1, 20), section="§ 4"
    )


def give(indicator: Indicator, area: Area, year: int, total: int | None, **groups: int | None) -> None:
    """Store figures of one year; None is a figure that was not collected."""
    for key, number in {"": total, **groups}.items():
        Value.objects.create(
            indicator=indicator,
            area=area,
            year=year,
            category=Category.objects.get(key=key) if key else None,
            number=number,
            missing="" if number is not None else Value.Missing.NOT_COLLECTED,
        )


def shown(content: Content, year: int, area: str | None = None) -> dict[str | None, str | None]:
    """Return by category what is shown of the first indicator in one year: a number or a reason."""
    values = content["indicators"][0]["values"]
    return {v["category"]: v["number"] or v["missing"] for v in values if v["year"] == year and v["area"] == area}


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


def test_figures_of_later_years_are_not_told() -> None:
    opened = a_round()
    indicator, own = Indicator.objects.get(), opened.plan.own_area
    for year in (2024, 2026, 2027):
        give(indicator, own, year, 120)
    assert [value["year"] for value in content_of(opened)["indicators"][0]["values"]] == [2024, 2026]


def test_every_area_with_figures_is_compared_and_the_own_one_is_first() -> None:
    opened = a_round()
    indicator = Indicator.objects.get()
    finland = Area.objects.create(kind="country", country="FI", code="FI", name_sv="Finland", name_fi="Suomi")
    similar = Area.objects.create(kind="group", country="FI", name_sv="Liknande", name_fi="Samankaltaiset")
    for area in (finland, similar, opened.plan.own_area):
        give(indicator, area, 2026, 120)
    content = content_of(opened)
    assert [area["key"] for area in content["areas"]] == ["granvik", f"group-fi-{similar.pk}", "country-fi-fi"]
    assert [v["area"] for v in content["indicators"][0]["values"]] == [None, f"group-fi-{similar.pk}", "country-fi-fi"]


def test_a_small_count_and_what_gives_it_away_are_withheld() -> None:
    opened = a_round()
    indicator, own = Indicator.objects.get(), opened.plan.own_area
    give(indicator, own, 2025, 60, fi=30, sv=20, other=10)
    give(indicator, own, 2026, 60, fi=30, sv=27, other=3)
    content = content_of(opened)
    assert shown(content, 2025) == {None: "60", "fi": "30", "sv": "20", "other": "10"}
    assert shown(content, 2026) == {None: "60", "fi": "30", "sv": "withheld", "other": "withheld"}


def test_a_small_count_of_things_is_told_with_its_baseline() -> None:
    opened = a_round()
    Indicator.objects.update(counts_people=False)
    PlanIndicator.objects.update(baseline=3)
    give(Indicator.objects.get(), opened.plan.own_area, 2026, 2, fi=1, sv=1)
    content = content_of(opened)
    assert shown(content, 2026) == {None: "2", "fi": "1", "sv": "1"}
    assert content["indicators"][0]["baseline"] == {"year": 2022, "value": "3"}


def test_zero_missing_and_withheld_are_three_things() -> None:
    opened = a_round()
    give(Indicator.objects.get(), opened.plan.own_area, 2026, 60, fi=0, sv=None)
    assert shown(content_of(opened), 2026) == {None: "60", "fi": "0", "sv": "not_collected"}


def test_a_share_of_few_people_is_withheld_and_its_counts_are_in_no_edition() -> None:
    opened = a_round()
    indicator, own = Indicator.objects.get(), opened.plan.own_area
    indicator.kind, indicator.decimals = "share", 1
    indicator.save()
    for year, numerator in ((2025, 40), (2026, 3)):
        Value.objects.create(
            indicator=indicator, area=own, year=year, number=numerator, numerator=numerator, denominator=100
        )
    content = content_of(opened)
    assert (shown(content, 2025), shown(content, 2026)) == ({None: "40"}, {None: "withheld"})
    Indicator.objects.update(counts_people=False)
    assert shown(content_of(opened), 2026) == {None: "3"}


def test_a_baseline_that_is_a_small_count_is_withheld() -> None:
    opened = a_round()
    PlanIndicator.objects.update(baseline=3)
    assert content_of(opened)["indicators"][0]["baseline"] is None


def test_canaries_of_withheld_counts_are_nowhere_in_the_text() -> None:
    opened = a_round()
    indicator = Indicator.objects.get()
    give(indicator, opened.plan.own_area, 2026, 987654, fi=3, sv=111111)
    text = canonical(content_of(opened))
    assert '"number":"3"' not in text
    assert "111111" not in text


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
    assert counts[0] == counts[1] <= 21


def joint() -> tuple[Round, dict[str, Area]]:
    """Return a round of Granvik and Sund: one measure for both (a joint board's), one for Sund alone, one for all."""
    granvik, sund = make_municipality(), make_municipality("sund")
    board, own = make_committee(granvik, "Samarbetsnämnden"), make_committee(sund, "Sunds nämnd")
    plan = make_plan(granvik, board, measures=3)
    region = Area.objects.create(kind="region", country="FI", name_sv="Skärgården", name_fi="Saaristo")
    Plan.objects.filter(pk=plan.pk).update(area=region)
    partner = Partner.objects.create(plan=plan, municipality=sund)
    host = Partner.objects.get(municipality=granvik)
    first, second, third = Measure.objects.of_plan(plan)
    first.partners.add(host)
    second.partners.add(partner)
    Responsibility.objects.create(measure=third, committee=own)
    opened = make_round(Plan.objects.get(pk=plan.pk))
    report(opened)
    return opened, {"granvik": granvik.area, "sund": sund.area, "region": region}


def test_a_partners_report_has_only_what_concerns_it() -> None:
    opened, _areas = joint()
    content = content_of(opened)
    cut = cut_to_partner(content, "sund")
    measures = cut["principles"][0]["goals"][0]["measures"]
    names = {one["id"]: one["name"]["sv"] for one in cut["committees"]}
    assert [measure["number"] for measure in measures] == ["1.1.2", "1.1.3"]
    assert [[names[one] for one in measure["committees"]] for measure in measures] == [
        ["Samarbetsnämnden"],
        ["Sunds nämnd"],
    ]
    assert {one["committee"] for one in measures[1]["progress"]} == set(measures[1]["committees"])
    assert (cut["partner"], content["partner"]) == ("sund", None)


def test_a_partners_own_figures_stand_beside_the_joint_ones() -> None:
    opened, areas = joint()
    indicator = Indicator.objects.order_by("pk")[2]
    for area, number in (("region", 90), ("granvik", 50), ("sund", 40)):
        give(indicator, areas[area], 2026, number)
    values = cut_to_partner(content_of(opened), "sund")["indicators"][-1]["values"]
    assert [(value["area"], value["number"]) for value in values] == [
        (None, "40"),
        (f"region-fi-{areas['region'].pk}", "90"),
    ]


def test_a_small_count_of_one_partner_is_withheld_for_all_since_the_whole_would_give_it_away() -> None:
    opened, areas = joint()
    for area, number in (("region", 53), ("granvik", 50), ("sund", 3)):
        give(Indicator.objects.order_by("pk")[0], areas[area], 2026, number)
    content = content_of(opened)
    assert [shown(content, 2026, area) for area in (None, "granvik", "sund")] == [
        {None: "53"},
        {None: "withheld"},
        {None: "withheld"},
    ]


def test_a_partners_report_says_whose_the_figures_are() -> None:
    opened, areas = joint()
    finland = Area.objects.create(kind="country", country="FI", code="FI", name_sv="Finland", name_fi="Suomi")
    first, _second, third = Indicator.objects.order_by("pk")
    for indicator, area in ((first, areas["region"]), (third, areas["sund"])):
        give(indicator, area, 2026, 90)
        give(indicator, finland, 2026, 80)
    book = Book(cut_to_partner(content_of(opened), "sund"), "sv")
    joint_line = "Alla planens kommuner"
    names = {one["name"]["sv"]: book.own_line_for(one) for one in book.content["indicators"]}
    assert names == {"Mätare 1": joint_line, "Mätare 2": joint_line, "Mätare 3": "Sund"}
    told = key_figures(book)
    assert told is not None
    assert told.intro.startswith(f"{joint_line} · Sund")


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
