"""For whom the page is made: the language, and how much of the work in progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from plans.models import Partner, Plan
from welfareplans.organisations.models import Membership
from welfareplans.organisations.templatetags.page import in_other_language

WORKING = (Membership.Role.COORDINATOR, Membership.Role.COMMITTEE)


@dataclass(frozen=True)
class Reader:
    """One reader of one plan.

    order: languages in which a text is looked for, the reader's first; works: takes part in the work, and so sees
    what is not published and counts that are small; threshold: the smallest count that others see (persons).
    """

    language: str
    order: tuple[str, ...]
    works: bool
    edits: bool
    threshold: int
    # Whether the reader edits the common core, and the keys of the partners whose local additions are the reader's.
    leads: bool = False
    own: frozenset[int] = frozenset()

    def edits_addition_of(self, owner: int | None) -> bool:
        """Tell whether the reader edits what a partner added, or with None what is common."""
        return self.leads if owner is None else owner in self.own

    def text(self, row: Mapping[str, Any], field: str) -> SafeString | str:
        """Return a translated field of a row of `values()`, marked when it is in another language; safe as HTML."""
        for code in self.order:
            if found := row[f"{field}_{code}"]:
                return escape(found) if code == self.language else in_other_language(found, code)
        return ""

    def plain(self, row: Mapping[str, Any], field: str) -> str:
        """Return a translated field as plain text, for an attribute or an alternative text."""
        return next((found for code in self.order if (found := row[f"{field}_{code}"])), "")


def make_reader(plan: Plan, language: str, memberships: list[Membership], partners: list[Partner]) -> Reader:
    """Return the reader. partners: the plan's, those that have left too; the strictest threshold of all counts."""
    there = {one.municipality_id: one.pk for one in partners if one.takes_part}
    roles = {one.role for one in memberships if one.municipality_id in there}
    coordinated = {one.municipality_id for one in memberships if one.role == Membership.Role.COORDINATOR}
    return Reader(
        language=language,
        order=(language, *(code for code in plan.all_languages if code != language)),
        works=not roles.isdisjoint(WORKING),
        edits=Membership.Role.COORDINATOR in roles,
        threshold=max(
            one.small_count_threshold for one in (plan.municipality, *(one.municipality for one in partners))
        ),
        leads=plan.municipality_id in coordinated & set(there),
        own=frozenset(there[key] for key in coordinated & set(there)),
    )


def fields(*names: str, languages: tuple[str, ...] = ("sv", "fi", "da")) -> list[str]:
    """Return the columns of translated fields."""
    return [f"{name}_{code}" for name in names for code in languages]
