"""What a page shows as editable is what a change is checked by."""

import pytest

from plans.models import Goal, Partner, Plan, Principle
from plans.ownership import Rights
from tests.factories import make_committee, make_municipality, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint() -> Plan:
    """Return a plan of two municipalities with a local addition of each, led by the first."""
    lead, other = make_municipality(), make_municipality("nabo")
    plan = make_plan(lead, make_committee(lead))
    Partner.objects.create(plan=plan, municipality=other)
    principle = Principle.objects.get()
    for place, partner in enumerate(Partner.objects.order_by("pk")):
        Goal.objects.create(principle=principle, order=5 + place, title_sv="Eget", owner=partner)
    return plan


@pytest.mark.parametrize("role", ["coordinator", "committee", "councillor"])
@pytest.mark.parametrize("slug", ["granvik", "nabo", "annanstans"])
def test_rights_agree_with_the_querysets(joint: Plan, slug: str, role: str) -> None:
    homes = {one.municipality.slug: one.municipality for one in joint.partners.all()}
    home = homes.get(slug) or make_municipality(slug)
    user = make_user(role, home, make_committee(home, "Egen") if role == "committee" else None)
    rights = Rights.of(user, joint)
    goals = Goal.objects.order_by("pk")
    edited = set(goals.editable_by(user).values_list("pk", flat=True))
    opened = set(goals.open_to(user).values_list("pk", flat=True))
    assert {goal.pk for goal in goals if rights.edits(goal.owner_id)} == edited
    assert {goal.pk for goal in goals if rights.adds_below(goal.owner_id)} == opened
