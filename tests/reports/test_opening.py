"""Opening a round."""

import datetime

import pytest

from plans.models import Measure, Reporter, Responsibility
from reports.models import CommitteePart, Progress
from reports.opening import open_round
from tests.factories import make_committee, make_municipality, make_plan, make_round

pytestmark = pytest.mark.django_db


def test_each_committee_is_asked_about_its_measures() -> None:
    granvik = make_municipality()
    opened = make_round(make_plan(granvik, make_committee(granvik), measures=3))
    part = CommitteePart.objects.get(round=opened)
    assert part.status == CommitteePart.Status.NOT_STARTED
    assert Progress.objects.filter(part=part, state="").count() == 3


def test_a_measure_that_has_ended_is_not_asked_about() -> None:
    granvik = make_municipality()
    plan = make_plan(granvik, make_committee(granvik), measures=2)
    ended = Measure.objects.of_plan(plan)[0]
    ended.last_year = 2024
    ended.save()
    assert Progress.objects.filter(part__round=make_round(plan)).count() == 1


def test_what_nobody_is_responsible_for_goes_to_the_named_committee() -> None:
    granvik = make_municipality()
    committee = make_committee(granvik)
    plan = make_plan(granvik, committee, measures=2)
    Responsibility.objects.all().delete()
    Reporter.objects.all().delete()
    open_round(
        plan, year=2026, opens_on=datetime.date(2026, 11, 1), due_on=datetime.date(2027, 1, 31),
        default_committee=committee,
    )  # fmt: skip
    assert Progress.objects.filter(part__committee=committee).count() == 2
    assert Reporter.objects.filter(committee=committee).count() == 2
