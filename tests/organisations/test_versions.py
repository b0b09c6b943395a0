"""No edit is lost: an outdated save is refused, different fields are both kept, the same field clashes."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from plans.models import Goal, Measure, Plan, Principle
from reports.models import Edition, Round
from welfareplans.organisations.models import Area, Municipality
from welfareplans.organisations.versions import EditConflict, merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure() -> Measure:
    area = Area.objects.create(kind="municipality", country="FI", code="901", name_sv="Granvik")
    municipality = Municipality.objects.create(area=area, slug="granvik", languages=["sv", "fi"])
    plan = Plan.objects.create(
        slug="p", municipality=municipality, title_sv="Plan", first_year=2023, last_year=2027, languages=["sv", "fi"]
    )
    principle = Principle.objects.create(plan=plan, order=1, title_sv="Vardag")
    goal = Goal.objects.create(principle=principle, order=1, title_sv="Fritid")
    return Measure.objects.create(goal=goal, order=1, title_sv="Hobbykort", title_fi="Harrastekortti")


def test_outdated_save_is_refused_and_the_newer_text_stays(measure: Measure) -> None:
    outdated = Measure.objects.get(pk=measure.pk)
    measure.title_sv = "Hobbykort åt alla"
    measure.save()
    outdated.title_sv = "Kort"
    with pytest.raises(EditConflict), transaction.atomic():
        outdated.save(update_fields=["title_sv"])
    measure.refresh_from_db()
    assert (measure.title_sv, measure.version) == ("Hobbykort åt alla", 2)


def test_two_people_on_different_fields_keep_both(measure: Measure) -> None:
    measure.title_sv = "Hobbykort åt alla"
    measure.save()
    read = Measure.objects.get(pk=measure.pk)
    mine = {"title_sv": "Hobbykort", "title_fi": "Harrastekortti kaikille"}
    assert merge(read, 1, mine) == []
    read.save()
    assert (read.title_sv, read.title_fi) == ("Hobbykort åt alla", "Harrastekortti kaikille")


def test_two_people_on_the_same_field_get_both_texts(measure: Measure) -> None:
    measure.title_sv = "Hobbykort åt alla"
    measure.save()
    [clash] = merge(measure, 1, {"title_sv": "Kort", "title_fi": "Harrastekortti"})
    assert (clash.field, clash.mine, clash.theirs) == ("title_sv", "Kort", "Hobbykort åt alla")


def test_history_keeps_every_text_in_every_language(measure: Measure) -> None:
    measure.title_fi = "Toinen"
    measure.save()
    events = measure.events.order_by("pgh_id").values_list("pgh_label", "title_fi")  # type: ignore[attr-defined]
    assert list(events) == [("insert", "Harrastekortti"), ("update", "Toinen")]
    with pytest.raises(DatabaseError), transaction.atomic():
        measure.events.update(title_fi="x")  # type: ignore[attr-defined]


def test_frozen_edition_cannot_be_changed_or_deleted(measure: Measure) -> None:
    plan = measure.goal.principle.plan
    asked = Round.objects.create(plan=plan, year=2025, opens_on="2025-11-01", due_on="2026-01-31")
    edition = Edition.objects.create(
        round=asked, number=1, content="{}", sha256="0" * 64, template_version="1", frozen_at="2026-02-01T10:00Z"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(content="{ }")
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.delete()


def test_a_text_must_be_there_in_one_language(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(principle=measure.goal.principle, order=2, title_sv="", title_fi=None)
