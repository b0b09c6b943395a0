"""The checklist of a plan's text: the law's points by country and kind of organisation, what is covered and open."""

import pytest
from django.test import Client

from plans.checklist import checklists, points_in
from plans.models import Chapter, Partner, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.test_plan_chapters import address, typed

pytestmark = pytest.mark.django_db
READERS = {"purpose", "legal-basis", "preparation", "content"}


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality()
    return make_plan(granvik, make_committee(granvik))


@pytest.fixture
def coordinator(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def keys(plan: Plan) -> set[str]:
    return {point.key for point in points_in(checklists(plan))}


@pytest.mark.parametrize(
    ("country", "kind", "expected"),
    [
        ("FI", "municipality", {"fi12-conditions", "fi12-services", "fi12-cooperation", "fi12-follow-up"}),
        ("FI", "region", {
            "fi12-conditions", "fi12-services", "fi12-cooperation", "fi12-follow-up",
            "fi12-need", "fi12-resources", "fi12-system",
        }),
        ("DK", "municipality", {"dk15-coherence", "dk15-abuse", "dk15-control"}),
        ("SE", "municipality", {"conditions", "services", "cooperation", "follow-up"}),
        ("NO", "municipality", {"conditions", "services", "cooperation", "follow-up"}),
        ("IS", "municipality", {"conditions", "services", "cooperation", "follow-up"}),
    ],
)  # fmt: skip
def test_each_country_and_kind_of_organisation_has_its_points(
    plan: Plan, country: str, kind: str, expected: set[str]
) -> None:
    area = plan.municipality.area
    area.country, area.kind = country, kind
    area.save()
    assert keys(plan) == expected | READERS
    claims = [one.law for one in checklists(plan) if one.law]
    assert len(claims) == (country in ("FI", "DK"))


def test_a_joint_plan_also_says_who_takes_part_and_what_is_common(plan: Plan) -> None:
    Partner.objects.create(plan=plan, municipality=make_municipality("sund"))
    assert keys(plan) >= {"joint-decisions", "joint-own"}


def test_every_point_has_a_key_of_its_own_that_fits_its_column() -> None:
    from plans import checklist_points as all_points

    found = [p for value in vars(all_points).values() if isinstance(value, tuple) for p in value]
    assert len({point.key for point in found}) == len(found)
    assert max(len(point.key) for point in found) <= 30


def test_a_suggested_chapter_is_added_once_with_its_name_in_every_language(coordinator: Client, plan: Plan) -> None:
    for _ in range(3):
        data = {"act": "suggest", "point": "fi12-follow-up"}
        response = coordinator.post(address(plan, "?list=chapters"), data)
        assert response.status_code == 302
    chapter = plan.chapters.get()
    assert (chapter.key, chapter.title_sv, chapter.title_fi) == ("follow_up", "Uppföljning", "Seuranta")
    assert response.headers["Location"].endswith(f"?open={chapter.pk}#chapters{chapter.pk}")
    assert coordinator.post(address(plan), {"act": "suggest", "point": "dk15-abuse"}).status_code == 404


def test_a_point_is_open_then_begun_then_covered(coordinator: Client, plan: Plan) -> None:
    def state() -> str:
        told = coordinator.get(address(plan)).context["checklists"][0]
        return str(next(line.state for line in told.lines if line.point.key == "fi12-follow-up"))

    assert state() == "open"
    chapter = plan.chapters.create(key="follow_up", order=1, title_sv="Uppföljning")
    assert state() == "begun"
    typed(coordinator, plan, chapter, body_fi="<p>Vuosittain</p>")
    assert state() == "done"
    chapter.refresh_from_db()
    typed(coordinator, plan, chapter, points=[], points_was="fi12-follow-up")
    assert state() == "open"


def test_what_a_chapter_covers_is_ticked_by_two_people_at_once(coordinator: Client, plan: Plan) -> None:
    chapter = plan.chapters.create(key="other", order=1, title_sv="Allt", body_sv="Text")
    typed(coordinator, plan, chapter, points=["purpose"], points_was="")
    answer = typed(coordinator, plan, chapter, points=["content"], points_was="").json()
    assert not answer["clash"]
    chapter.refresh_from_db()
    assert chapter.points == ["content", "purpose"]
    chapter.points = ["dk15-abuse"]
    chapter.save()
    typed(coordinator, plan, chapter, points=["purpose"], points_was="")
    assert Chapter.objects.get().points == ["dk15-abuse", "purpose"]
