"""The page of a round."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator, Value
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator
from reports.models import Assessment, CommitteePart, Edition, Progress, Round
from reports.round_data import read_round
from reports.round_page import round_page
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def granvik() -> Municipality:
    return make_municipality()


@pytest.fixture
def asked(granvik: Municipality) -> Round:
    return make_round(make_plan(granvik, make_committee(granvik), measures=2))


@pytest.fixture
def coordinator(granvik: Municipality) -> User:
    return make_user("coordinator", granvik)


def page(client: Client, person: User, asked: Round, language: str = "sv") -> str:
    client.force_login(person)
    response = client.get(f"/{language}/follow-up/{asked.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def give(indicator: Indicator, **years: str) -> None:
    area = indicator.municipality.area
    for year, number in years.items():
        Value.objects.create(indicator=indicator, area=area, year=int(year[1:]), number=Decimal(number))


def test_the_coordinator_sees_each_committee_with_what_is_filled_in(
    client: Client, coordinator: User, asked: Round
) -> None:
    answer = Progress.objects.all()[0]
    answer.state = "done"
    answer.save()
    CommitteePart.objects.update(status="submitted", meeting_on="2027-01-11", section="§ 4", opened_at=timezone.now())
    body = page(client, coordinator, asked)
    part = CommitteePart.objects.get()
    for words in (
        "Inlämnad 11.1.2027, § 4",
        "1 av 2",
        "0/2",
        f'href="/sv/follow-up/parts/{part.pk}/judge/"',
        "Granska",
    ):
        assert words in body


def test_a_committee_member_sees_the_page_but_no_way_to_judge(
    client: Client, granvik: Municipality, asked: Round
) -> None:
    body = page(client, make_user("committee", granvik, Committee.objects.get()), asked)
    assert "Bildningsnämnden" in body
    assert "/judge/" not in body
    assert f"/follow-up/{asked.pk}/goals/" not in body


@pytest.mark.parametrize("role", ["coordinator", "councillor"])
def test_for_others_the_round_does_not_exist(client: Client, granvik: Municipality, asked: Round, role: str) -> None:
    place = make_municipality("annanstans") if role == "coordinator" else granvik
    client.force_login(make_user(role, place))
    assert client.get(f"/sv/follow-up/{asked.pk}/").status_code == 404


def test_what_moved_most_says_whether_it_is_better(client: Client, coordinator: User, asked: Round) -> None:
    first, second = Indicator.objects.order_by("pk")
    give(first, y2024="100", y2025="100", y2026="150")
    give(second, y2024="100", y2025="90", y2026="80")
    body = page(client, coordinator, asked)
    assert body.index("100 → <b>150</b>") < body.index("90 → <b>80</b>")
    assert "bättre" in body
    assert "sämre" in body


def test_an_unpublished_count_is_shown_to_its_committee_and_the_coordinator_only(
    client: Client, coordinator: User, granvik: Municipality, asked: Round
) -> None:
    give(Indicator.objects.order_by("pk")[0], y2025="40", y2026="3")
    other = make_committee(granvik, "Tekniska nämnden")
    assert "40 → <b>3</b>" in page(client, coordinator, asked)
    own = make_user("committee", granvik, Committee.objects.order_by("pk")[0], name="own")
    assert "40 → <b>3</b>" in page(client, own, asked)
    assert "<b>3</b>" not in page(client, make_user("committee", granvik, other), asked)


def test_an_unpublished_count_of_things_is_shown_to_other_committees(
    client: Client, granvik: Municipality, asked: Round
) -> None:
    Indicator.objects.update(counts_people=False)
    give(Indicator.objects.order_by("pk")[0], y2025="40", y2026="3")
    other = make_user("committee", granvik, make_committee(granvik, "Tekniska nämnden"))
    assert "40 → <b>3</b>" in page(client, other, asked)


def test_another_committees_share_is_shown_unless_it_gives_a_small_count_away(
    client: Client, granvik: Municipality, asked: Round
) -> None:
    Indicator.objects.update(kind="share", unit_sv="%")
    first, second = Indicator.objects.order_by("pk")
    give(first, y2025="40", y2026="50")
    give(second, y2025="60", y2026="70")
    Value.objects.filter(indicator=second).update(numerator=3, denominator=5)
    body = page(client, make_user("committee", granvik, make_committee(granvik, "Tekniska nämnden")), asked)
    assert "<b>50\u00a0%</b>" in body
    assert "<b>70\u00a0%</b>" not in body


def test_what_is_missing_is_listed(client: Client, coordinator: User, asked: Round) -> None:
    answer = Progress.objects.filter(pk=Progress.objects.order_by("pk")[0].pk)
    answer.update(state="done", text_sv="Klart.", proposal="end", reason_sv="Behövs inte längre.")
    unclear = PlanIndicator.objects.order_by("pk")[0]
    unclear.is_to_be_specified, unclear.specified_due = True, datetime.date(2027, 3, 31)
    unclear.save()
    body = page(client, coordinator, asked)
    for words in (
        "1 siffra", "1 text på finska", "1 mätare att precisera", "senast 31.3.2027",
        "Avsluta 1 åtgärd", "Behövs inte längre.",
    ):  # fmt: skip
        assert words in body
    assert "texter på svenska" not in body
    assert "Ändra 1 åtgärd" not in body


def test_goals_show_their_assessment_or_that_it_is_missing(client: Client, coordinator: User, asked: Round) -> None:
    assert "Bedömning saknas" in page(client, coordinator, asked)
    Assessment.objects.create(round=asked, goal=Goal.objects.get(), grade="partly")
    body = page(client, coordinator, asked)
    assert "Bedömning saknas" not in body
    assert f"/sv/follow-up/{asked.pk}/goals/{Goal.objects.get().pk}/" in body


def test_a_measure_of_two_committees_is_filled_in_when_both_have_answered(
    coordinator: User, granvik: Municipality
) -> None:
    plan = make_plan(granvik, make_committee(granvik))
    measure = Measure.objects.of_plan(plan)[0]
    measure.responsibilities.create(committee=make_committee(granvik, "Tekniska nämnden"))
    asked = make_round(plan)
    first, second = Progress.objects.order_by("pk")
    for answer, filled in ((first, 0), (second, 1)):
        answer.state = "done"
        answer.save()
        shown = round_page(read_round(asked), coordinator)
        assert (shown.measures, shown.measures_filled) == (1, filled)


def test_editions_are_listed(client: Client, coordinator: User, asked: Round) -> None:
    Edition.objects.create(
        round=asked, number=1, content="{}", sha256="0" * 64, template_version="1", frozen_at=timezone.now()
    )
    assert "Utgåva 1" in page(client, coordinator, asked)


def test_a_partners_coordinator_judges_only_own_committees(client: Client, granvik: Municipality) -> None:
    partner = make_municipality("ejdervik")
    own, foreign = make_committee(partner, "Ejderviks nämnd"), make_committee(granvik)
    plan = make_plan(granvik, foreign)
    Partner.objects.create(plan=plan, municipality=partner)
    Measure.objects.of_plan(plan)[0].responsibilities.create(committee=own)
    asked = make_round(plan)
    body = page(client, make_user("coordinator", partner), asked)
    mine, theirs = (CommitteePart.objects.get(committee=committee) for committee in (own, foreign))
    assert f"/parts/{mine.pk}/judge/" in body
    assert f"/parts/{theirs.pk}/judge/" not in body
    assert f"/parts/{theirs.pk}/judge/" in page(client, make_user("coordinator", granvik), asked)


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_the_page_speaks_every_language(client: Client, coordinator: User, asked: Round, language: str) -> None:
    body = page(client, coordinator, asked, language)
    with translation.override(language):
        assert translation.gettext("What moved most") in body


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_committees_as_for_one(
    client: Client, coordinator: User, granvik: Municipality, count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    committees = [make_committee(granvik, f"Nämnd {number}") for number in range(count)]
    plan: Plan = make_plan(granvik, committees[0], measures=count)
    for measure in Measure.objects.of_plan(plan):
        for committee in committees[1:]:
            measure.responsibilities.create(committee=committee)
    asked = make_round(plan)
    client.force_login(coordinator)
    with django_assert_max_num_queries(18):
        client.get(f"/sv/follow-up/{asked.pk}/")
