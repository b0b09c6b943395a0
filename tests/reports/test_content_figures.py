"""The figures of an edition: small counts and what gives them away are withheld, and a partner has its own."""

import pytest

from indicators.models import Indicator, Value
from plans.models import PlanIndicator
from reports.content import canonical
from reports.document.book import Book
from reports.document.key_figures import key_figures
from reports.partner_cut import cut_to_partner
from tests.reports.contents import a_round, content_of, give, joint, shown
from welfareplans.organisations.models import Area

pytestmark = pytest.mark.django_db


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
