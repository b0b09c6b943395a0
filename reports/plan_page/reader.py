"""For whom the page is made: the language, and how much of the work in progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from plans.models import Plan
from welfareplans.organisations.models import Membership, Municipality
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

    def text(self, row: Mapping[str, Any], field: str) -> SafeString | str:
        """Return a translated field of a row of `values()`, marked when it is in another language; safe as HTML."""
        for code in self.order:
            if found := row[f"{field}_{code}"]:
                return escape(found) if code == self.language else in_other_language(found, code)
        return ""

    def plain(self, row: Mapping[str, Any], field: str) -> str:
        """Return a translated field as plain text, for an attribute or an alternative text."""
        return next((found for code in self.order if (found := row[f"{field}_{code}"])), "")


def make_reader(plan: Plan, language: str, memberships: list[Membership], partners: list[Municipality]) -> Reader:
    """Return the reader. partners: the plan's municipalities; in a joint plan the strictest threshold counts."""
    theirs = {municipality.pk for municipality in partners}
    roles = {one.role for one in memberships if one.municipality_id in theirs}
    return Reader(
        language=language,
        order=(language, *(code for code in plan.all_languages if code != language)),
        works=not roles.isdisjoint(WORKING),
        edits=Membership.Role.COORDINATOR in roles,
        threshold=max([one.small_count_threshold for one in partners] or [plan.municipality.small_count_threshold]),
    )


def fields(*names: str, languages: tuple[str, ...] = ("sv", "fi", "da")) -> list[str]:
    """Return the columns of translated fields."""
    return [f"{name}_{code}" for name in names for code in languages]
