"""A fixed cast: Granvik with one committee, its people, and a small plan."""

import datetime

from indicators.models import Category, Dimension, Indicator
from plans.adopting import register
from plans.models import Decision, Goal, Measure, Partner, Plan, PlanIndicator, Principle, Reporter, Responsibility
from reports.models import Round
from reports.opening import open_round
from welfareplans.organisations.models import Area, Committee, Membership, Municipality, User


def make_municipality(
    slug: str = "granvik", languages: tuple[str, ...] = ("sv", "fi"), **fields: object
) -> Municipality:
    """Return a municipality whose names carry its slug, so that a leak can be found."""
    number = Area.objects.count() + 901
    area = Area.objects.create(
        kind="municipality", country="FI", code=str(number), name_sv=slug.title(), name_fi=slug.title()
    )
    return Municipality.objects.create(area=area, slug=slug, languages=list(languages), **fields)


def make_committee(municipality: Municipality, name: str = "Bildningsnämnden") -> Committee:
    """Return a committee with a Swedish and a Finnish name."""
    return Committee.objects.create(municipality=municipality, name_sv=name, name_fi=f"{name} (fi)")


def make_user(role: str, municipality: Municipality, committee: Committee | None = None, name: str = "") -> User:
    """Return a user with one role. The address is role@slug.example."""
    user = User.objects.create_user(f"{name or role}@{municipality.slug}.example", name=name or role.title())
    Membership.objects.create(user=user, municipality=municipality, role=role, committee=committee)
    return user


def make_plan(
    municipality: Municipality,
    committee: Committee,
    *,
    measures: int = 1,
    breakdown: bool = True,
    status: str = "adopted",
) -> Plan:
    """Return a plan of one principle and goal; each measure has one indicator that the committee reports."""
    plan = Plan.objects.create(
        slug=f"{municipality.slug}-2023-2027", municipality=municipality, status=status,
        title_sv="Välfärdsplan", title_fi="Suunnitelma",
        first_year=2023, last_year=2027, languages=municipality.languages,
    )  # fmt: skip
    Partner.objects.create(plan=plan, municipality=municipality)
    principle = Principle.objects.create(plan=plan, order=1, title_sv="Vardag", title_fi="Arki")
    goal = Goal.objects.create(principle=principle, order=1, title_sv="Fritid åt alla", title_fi="Vapaa-aika kaikille")
    for number in range(1, measures + 1):
        measure = Measure.objects.create(
            goal=goal, order=number, title_sv=f"Åtgärd {number} i {municipality.slug}", title_fi=f"Toimenpide {number}"
        )
        Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
        use = make_indicator(plan, number, breakdown=breakdown)
        use.measures.add(measure)
        Reporter.objects.create(plan_indicator=use, area=plan.own_area, committee=committee)
    return plan


def make_indicator(plan: Plan, number: int, *, breakdown: bool = True) -> PlanIndicator:
    """Return an indicator in persons as the plan uses it, broken down by mother tongue."""
    indicator = Indicator.objects.create(
        municipality=plan.municipality,
        name_sv=f"Mätare {number}",
        name_fi=f"Mittari {number}",
        unit_sv="barn",
        unit_fi="lasta",
        better="up",
    )
    if breakdown:
        indicator.dimensions.add(make_mother_tongue())
    return PlanIndicator.objects.create(
        plan=plan, indicator=indicator, order=number, baseline=100, baseline_year=2022, target=200, target_year=2027
    )


def make_mother_tongue() -> Dimension:
    """Return the dimension mother tongue with Finnish, Swedish and other."""
    dimension, new = Dimension.objects.get_or_create(
        key="mother_tongue", defaults={"name_sv": "Modersmål", "name_fi": "Äidinkieli"}
    )
    if new:
        for order, (key, name) in enumerate({"fi": "Finska", "sv": "Svenska", "other": "Annat"}.items()):
            Category.objects.create(dimension=dimension, key=key, order=order, name_sv=name, name_fi=f"{name} (fi)")
    return dimension


def make_round(plan: Plan, year: int = 2026) -> Round:
    """Return an open round that is due in January."""
    return open_round(plan, year=year, opens_on=datetime.date(year, 11, 1), due_on=datetime.date(year + 1, 1, 31))


def adopt(partner: Partner, on: datetime.date = datetime.date(2022, 12, 12), section: str = "§ 98") -> Decision:
    """Return the decision of a partner's council on the plan as it is now."""
    return register(partner.plan, partner=partner, on=on, section=section, by=None, reason="Ändras")
