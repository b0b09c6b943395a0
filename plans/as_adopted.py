"""Plans as somebody from nowhere reads them: by the revision in force, whatever the working text says by now."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from plans.in_force import decisions_of, for_everyone, standings
from plans.models import Partner, Plan, Revision
from welfareplans.organisations.models import LANGUAGES


def as_adopted(plans: Iterable[Plan]) -> list[Plan]:
    """Return plans with the title, years and languages in force, for showing only; four queries for any number."""
    plans = list(plans)
    revisions = Revision.objects.filter(pk__in=[one.pk for one in everyones_revisions(plans).values()])
    heads = dict(revisions.values_list("plan", KeyTransform("plan", Cast("content", JSONField()))))
    for plan in plans:
        if head := heads.get(plan.pk):
            for code in LANGUAGES:
                setattr(plan, f"title_{code}", head["title"].get(code, ""))
            plan.first_year, plan.last_year, plan.languages = head["first_year"], head["last_year"], head["languages"]
    return plans


def everyones_revisions(plans: Collection[Plan]) -> dict[int, Revision]:
    """Return by plan the revision that somebody from nowhere reads, without its content; three queries for any number.

    A plan that no council has adopted is left out.
    """
    partners, decisions = defaultdict(list), defaultdict(list)
    revisions: dict[int, dict[int, Revision]] = defaultdict(dict)
    for partner in Partner.objects.filter(plan__in=plans).order_by("pk"):
        partners[partner.plan_id].append(partner)
    for revision in Revision.objects.filter(plan__in=plans).defer("content").order_by("number"):
        revisions[revision.plan_id][revision.number] = revision
    for decision in decisions_of(*plans):
        decisions[decision.partner.plan_id].append(decision)
    numbers = {
        plan.pk: for_everyone(plan, standings(partners[plan.pk], revisions[plan.pk].values(), decisions[plan.pk]))
        for plan in plans
    }
    return {plan: revisions[plan][number] for plan, number in numbers.items() if number}
