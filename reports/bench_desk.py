"""A committee that is asked about sixty measures, each with a figure in two breakdowns, for measuring its desk."""

import datetime
from decimal import Decimal

from django.db import transaction

from indicators.models import Dimension, Indicator, Value
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle, Reporter, Responsibility
from reports.models import CommitteePart
from reports.opening import open_round
from welfareplans.bench_plan import texts
from welfareplans.organisations.models import Committee

SLUG = "granvik-bench-desk"
PRINCIPLES, GOALS, MEASURES = 3, 4, 5
YEAR, YEARS_BEFORE = 2026, 4
BREAKDOWNS = ("mother_tongue", "school_grade")


def large_part(email: str) -> CommitteePart:
    """Return what the committee of a member is asked in the open round, made the first time."""
    committee = Committee.objects.get(memberships__user__email=email)
    found = CommitteePart.objects.filter(round__plan__slug=SLUG, committee=committee).first()
    return found or make(committee)


@transaction.atomic
def make(committee: Committee) -> CommitteePart:
    """Make the plan with every text in two languages, figures of the years before, and half of the round filled in."""
    home = committee.municipality
    plan = Plan.objects.create(
        slug=SLUG, municipality=home, languages=home.languages, status=Plan.Status.ADOPTED, title_sv="Stor plan",
        title_fi="Suuri suunnitelma", first_year=YEAR - YEARS_BEFORE, last_year=YEAR + 1,
    )  # fmt: skip
    Partner.objects.create(plan=plan, municipality=home)
    breakdowns = list(Dimension.objects.filter(key__in=BREAKDOWNS).prefetch_related("categories"))
    for principle in range(1, PRINCIPLES + 1):
        above = Principle.objects.create(plan=plan, order=principle, **texts("Princip", "Periaate", principle))
        for number in range(1, GOALS + 1):
            goal = Goal.objects.create(principle=above, order=number, **texts("Mål", "Tavoite", number))
            for order in range(1, MEASURES + 1):
                measure = Measure.objects.create(goal=goal, order=order, **texts("Åtgärd", "Toimenpide", order))
                Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
                follow(measure, plan, committee, breakdowns)
    opened = open_round(plan, year=YEAR, opens_on=datetime.date(YEAR, 11, 1), due_on=datetime.date(YEAR + 1, 1, 31))
    part = opened.parts.get()
    half = part.progress.order_by("pk").values("pk")[: PRINCIPLES * GOALS * MEASURES // 2]
    part.progress.filter(pk__in=half).update(state="under_way", text_sv="Två nya grupper började i mars.")
    return part


def follow(measure: Measure, plan: Plan, committee: Committee, breakdowns: list[Dimension]) -> None:
    """Give a measure a figure that the committee enters, with those of the years before."""
    names = {"name_sv": f"Antal barn i åtgärd {measure.pk}", "name_fi": f"Lasten määrä toimenpiteessä {measure.pk}"}
    indicator = Indicator.objects.create(municipality=plan.municipality, unit_sv="barn", unit_fi="lasta", **names)
    indicator.dimensions.set(breakdowns)
    use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=measure.pk, target=200, target_year=YEAR)
    use.measures.add(measure)
    area = plan.municipality.area
    Reporter.objects.create(plan_indicator=use, area=area, committee=committee)
    categories = [None, *(category for breakdown in breakdowns for category in breakdown.categories.all())]
    Value.objects.bulk_create([
        Value(indicator=indicator, area=area, year=year, category=category, number=Decimal(180 if not category else 60))
        for year in range(YEAR - YEARS_BEFORE, YEAR)
        for category in categories
    ])  # fmt: skip
