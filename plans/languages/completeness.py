"""How much of a plan is written in each of its languages, and where the first gap is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from plans.languages.reading import Item, texts_of
from plans.models import Plan

LANGUAGE_NAMES = dict(settings.LANGUAGES)
PAGE_SIZE = 150  # items that the page of the languages shows at a time


@dataclass(frozen=True)
class Completeness:
    """One language of a plan. total: the texts that exist in any language; first_gap: an address, or empty."""

    language: str
    done: int
    total: int
    first_gap: str

    @property
    def name(self) -> str:
        """Return the language's own name for itself."""
        return LANGUAGE_NAMES[self.language]

    @property
    def missing(self) -> int:
        """Return how many texts are still to be written."""
        return self.total - self.done


def completeness(plan: Plan) -> list[Completeness]:
    """Return how complete each language of the plan is, the main one first. Two queries."""
    return completeness_of([plan])[plan.pk]


def completeness_of(plans: Sequence[Plan]) -> dict[int, list[Completeness]]:
    """Return the same by the key of each plan. Two queries in all."""
    found = texts_of(plan.pk for plan in plans)
    return {plan.pk: [counted(plan, code, found[plan.pk]) for code in plan.languages] for plan in plans}


def counted(plan: Plan, language: str, items: Iterable[Item]) -> Completeness:
    """Return how complete one language is. items: in the order of the document."""
    done = total = 0
    gap = ""
    for place, item in enumerate(items):
        for name, texts in item.written():
            total += 1
            done += language in texts
            if language not in texts and not gap:
                gap = address(plan, language, f"{item.name}-{name}", place)
    return Completeness(language, done, total, gap)


def address(plan: Plan, into: str, name: str = "", place: int = 0, **choice: str) -> str:
    """Return where a plan is translated.

    into: the language that is written; name: the text's; place: its row's, from 0, among those shown; choice: what
    else the page is asked, as its own address says it.
    """
    page = {"page": str(place // PAGE_SIZE + 1)} if place >= PAGE_SIZE else {}
    query = urlencode({"into": into, **choice, **page})
    return f"{reverse('plans:plan_languages', args=[plan.slug])}?{query}" + (f"#{name}" if name else "")
