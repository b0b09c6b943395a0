"""A plan of 400 measures, for measuring the pages that have to stay usable with it."""

from indicators.models import Indicator
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle, Responsibility
from welfareplans.organisations.models import Committee, Municipality

SLUG = "granvik-bench-400"
PRINCIPLES, GOALS, MEASURES = 10, 4, 10


def large_plan() -> Plan:
    """Return the plan, made the first time: 10 principles, 40 goals, 400 measures with an indicator each."""
    found = Plan.objects.filter(slug=SLUG).first()
    return found or make(Municipality.objects.get(slug="granvik"))


def make(municipality: Municipality) -> Plan:
    """Make the plan with every text in two languages."""
    plan = Plan.objects.create(
        slug=SLUG, municipality=municipality, languages=municipality.languages, title_sv="Stor plan",
        title_fi="Suuri suunnitelma", first_year=2027, last_year=2030,
    )  # fmt: skip
    Partner.objects.create(plan=plan, municipality=municipality)
    committees = list(Committee.objects.filter(municipality=municipality))
    for principle in range(1, PRINCIPLES + 1):
        above = Principle.objects.create(plan=plan, order=principle, **texts("Princip", "Periaate", principle))
        for number in range(1, GOALS + 1):
            goal = Goal.objects.create(principle=above, order=number, **texts("Mål", "Tavoite", number))
            fill(plan, goal, committees)
    return plan


def fill(plan: Plan, goal: Goal, committees: list[Committee]) -> None:
    """Give a goal its measures, each with a committee and an indicator."""
    for number in range(1, MEASURES + 1):
        measure = Measure.objects.create(goal=goal, order=number, **texts("Åtgärd", "Toimenpide", number))
        committee = committees[measure.pk % len(committees)]
        Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
        names = {"name_sv": f"Mätare för åtgärd {measure.pk}", "name_fi": f"Toimenpiteen {measure.pk} mittari"}
        indicator = Indicator.objects.create(municipality=plan.municipality, unit_sv="barn", unit_fi="lasta", **names)
        use = PlanIndicator.objects.create(
            plan=plan, indicator=indicator, order=measure.pk, target=200, target_year=2030
        )
        use.measures.add(measure)


def texts(swedish: str, finnish: str, number: int) -> dict[str, str]:
    """Return a title in both languages."""
    return {
        "title_sv": f"{swedish} {number}: öppna mötesplatser för unga i varje stadsdel under skolloven",
        "title_fi": f"{finnish} {number}: nuorten avoimia kohtaamispaikkoja joka kaupunginosassa loma-aikoina",
    }
