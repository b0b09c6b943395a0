"""Who may change what in a joint plan: the lead, a partner, one that has left, and a stranger."""

import datetime
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle
from plans.ownership import owner_of_addition
from tests.factories import adopt, make_committee, make_indicator, make_municipality, make_plan, make_user
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db
CAST = ("lead", "partner", "left", "foreign")
PARTNERS = {"lead": "granvik", "partner": "ejdervik", "left": "tallvarp"}


@dataclass(frozen=True)
class Joint:
    """A plan of three municipalities; the common core and each partner have a principle, a goal and a measure."""

    plan: Plan
    partners: dict[str, Partner]
    users: dict[str, User]
    measures: dict[str, Measure]


@pytest.fixture
def joint() -> Joint:
    granvik = make_municipality()
    plan = make_plan(granvik, make_committee(granvik))
    homes = {"lead": granvik, **{who: make_municipality(PARTNERS[who]) for who in ("partner", "left")}}
    partners = {
        who: Partner.objects.get_or_create(plan=plan, municipality=home, defaults={"left_on": left_on(who)})[0]
        for who, home in homes.items()
    }
    users = {who: make_user("coordinator", home) for who, home in homes.items()}
    users["foreign"] = make_user("coordinator", make_municipality("annanstans"))
    measures = {"core": Measure.objects.get()} | {who: addition(plan, one) for who, one in partners.items()}
    return Joint(plan, partners, users, measures)


def left_on(who: str) -> datetime.date | None:
    return timezone.localdate() if who == "left" else None


def addition(plan: Plan, owner: Partner) -> Measure:
    """Return a local measure under a local goal and principle; only the principle is said to be local."""
    principle = Principle.objects.create(plan=plan, order=9, title_sv=f"Lokalt {owner}", owner=owner)
    goal = Goal.objects.create(principle=principle, order=1, title_sv="Lokalt mål")
    return Measure.objects.create(goal=goal, order=1, title_sv=f"Åtgärd i {owner}")


# Whose additions each edits, and to whose each may add its own.
EDITED = {"lead": {"core", "lead"}, "partner": {"partner"}, "left": set(), "foreign": set()}
OPEN = {"lead": {"core", "lead"}, "partner": {"core", "partner"}, "left": set(), "foreign": set()}


@pytest.mark.parametrize("level", [Principle, Goal, Measure])
@pytest.mark.parametrize("who", CAST)
def test_each_coordinator_edits_what_is_theirs(joint: Joint, who: str, level: type[Measure]) -> None:
    user = joint.users[who]
    owners = {None: "core"} | {partner.pk: name for name, partner in joint.partners.items()}
    assert {owners[one.owner_id] for one in level.objects.editable_by(user)} == EDITED[who]
    assert {owners[one.owner_id] for one in level.objects.open_to(user)} == OPEN[who]


@pytest.mark.parametrize("role", ["committee", "councillor"])
def test_other_roles_edit_nothing(joint: Joint, role: str) -> None:
    granvik = joint.plan.municipality
    user = make_user(role, granvik, make_committee(granvik) if role == "committee" else None)
    for person in (user, AnonymousUser()):
        assert not Measure.objects.editable_by(person).exists()
        assert not Measure.objects.open_to(person).exists()
        assert not PlanIndicator.objects.editable_by(person).exists()
        assert not Plan.objects.led_by(person).exists()


@pytest.mark.parametrize(
    ("who", "works", "leads"),
    [("lead", True, True), ("partner", True, False), ("left", False, False), ("foreign", False, False)],
)
def test_only_the_lead_edits_the_plan_itself(joint: Joint, who: str, works: bool, leads: bool) -> None:
    user = joint.users[who]
    assert (Plan.objects.editable_by(user).exists(), Plan.objects.led_by(user).exists()) == (works, leads)


@pytest.mark.parametrize(
    ("linked", "editor"), [("core", "lead"), ("partner", "partner"), ("lead", "lead"), ("", "lead")]
)
def test_an_indicator_of_local_additions_is_their_partners(joint: Joint, linked: str, editor: str) -> None:
    use = make_indicator(joint.plan, 7)
    if linked:
        use.measures.add(joint.measures[linked])
    for who in CAST:
        found = PlanIndicator.objects.editable_by(joint.users[who]).filter(pk=use.pk).exists()
        assert found == (who == editor), who
    use.goals.add(joint.measures["core"].goal)
    assert [one for one in CAST if use in PlanIndicator.objects.editable_by(joint.users[one])] == ["lead"]


def test_what_is_added_belongs_to_the_core_or_to_the_partner(joint: Joint) -> None:
    core, local = joint.measures["core"].goal, joint.measures["partner"].goal
    assert owner_of_addition(joint.users["lead"], joint.plan, core) is None
    for parent in (None, core, local):
        assert owner_of_addition(joint.users["partner"], joint.plan, parent) == joint.partners["partner"]
    local.title_sv = "Ändrat"
    local.save(update_fields=["title_sv"])
    assert Goal.objects.get(pk=local.pk).owner == joint.partners["partner"]


def test_a_partner_that_has_left_sees_no_draft_and_reads_on_what_it_adopted(joint: Joint) -> None:
    def sees() -> bool:
        return bool(Plan.objects.visible_to(joint.users["left"]))

    assert not sees()
    adopt(joint.partners["left"])
    assert sees()
    Plan.objects.update(status=Plan.Status.CONSULTATION)
    assert not sees()
    assert Plan.objects.visible_to(joint.users["partner"]).exists()


def test_a_day_to_come_takes_nothing_away_yet(joint: Joint) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    Partner.objects.filter(pk=joint.partners["left"].pk).update(left_on=tomorrow)
    assert Measure.objects.editable_by(joint.users["left"]).exists()
    assert Plan.objects.editable_by(joint.users["left"]).exists()
