"""A new plan from an empty page."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from plans.models import Partner, Plan
from welfareplans.organisations.models import Municipality


@transaction.atomic
def found_plan(
    municipality: Municipality, titles: Mapping[str, str], first_year: int, last_year: int, languages: Sequence[str]
) -> tuple[Plan, bool]:
    """Return a new draft with its address and lead partner, and whether it is new.

    titles: by language. The same title for the same years is the same plan, so that asking twice makes one; another
    title gets an address of its own.
    """
    # Whoever asks at the same time waits here.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    texts = {f"title_{code}": text for code, text in titles.items()}
    years = {"first_year": first_year, "last_year": last_year}
    same = Plan.objects.filter(municipality=municipality, **years, **texts).first()
    if same is not None:
        return same, False
    plan = Plan(
        slug=free_address(f"{municipality.slug}-{first_year}-{last_year}"), municipality=municipality,
        languages=list(languages), **years, **texts,
    )  # fmt: skip
    plan.full_clean(exclude=["title"])
    plan.save()
    Partner.objects.create(plan=plan, municipality=municipality)
    return plan, True


def free_address(wanted: str) -> str:
    """Return the address that was wanted, or the same with the next free number."""
    taken = set(Plan.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while (address := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return address
