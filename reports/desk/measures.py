"""The measures that a part is asked about, in the plan's order, with what is answered so far."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from plans.models import Principle
from reports.models import CommitteePart, Progress
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.templatetags.page import in_other_language
from welfareplans.organisations.texts import LANGUAGES

TITLES = [f"title_{code}" for code in LANGUAGES]
OUTLINE = (
    "pk", *TITLES, "goals__pk", "goals__measures__pk", "goals__measures__predecessor",
    *(f"goals__measures__{title}" for title in TITLES),
)  # fmt: skip
ANSWER = (
    "measure_id", "version", "saved_at", "state", "proposal", "return_reason",
    *(f"{field}_{code}" for field in ("text", "reason") for code in LANGUAGES),
)  # fmt: skip
# The coordinator's reason and the return are saved one after the other.
RETURNING = datetime.timedelta(seconds=2)
ORDER = ("order", "pk", "goals__order", "goals__pk", "goals__measures__order", "goals__measures__pk")


@dataclass(frozen=True)
class Heading:
    """A principle with its number, in the reader's language."""

    number: str
    title: str | SafeString


@dataclass(frozen=True)
class Asked:
    """One measure that the part is asked about. answer: the row of its progress, columns by name."""

    pk: int
    number: str
    title: str | SafeString
    principle: Heading
    predecessor: int | None
    answer: Mapping[str, Any]

    def is_returned(self, part: CommitteePart) -> bool:
        """Tell whether the coordinator returned this very measure and nobody has touched it since."""
        if part.status != CommitteePart.Status.RETURNED or not self.answer["return_reason"] or not part.returned_at:
            return False
        return bool(self.answer["saved_at"] <= part.returned_at + RETURNING)

    @property
    def is_filled_in(self) -> bool:
        """Tell whether the measure counts as answered, as Progress.is_filled_in does."""
        return bool(self.answer["state"])


def said(row: Mapping[str, Any], field: str, languages: Iterable[str]) -> str | SafeString:
    """Return a translated column of a `values()` row in the reader's language, else in another one, marked.

    languages: the order in which other languages are tried, main one first.
    """
    found, code = _found(row, field, languages)
    return found if code in ("", get_language()) else in_other_language(found, code)


def said_plainly(row: Mapping[str, Any], field: str, languages: Iterable[str]) -> str:
    """Return the same text without a mark, to be put in a sentence or a drawing."""
    return _found(row, field, languages)[0]


def _found(row: Mapping[str, Any], field: str, languages: Iterable[str]) -> tuple[str, str]:
    for code in [get_language() or "", *languages, *LANGUAGES]:
        if found := row.get(f"{field}_{code}"):
            return str(found), str(code)
    return "", ""


def asked_measures(part: CommitteePart) -> list[Asked]:
    """Return the part's measures in the plan's order. Two queries; the part's round and plan must be loaded."""
    plan = part.round.plan
    answers = {row["measure_id"]: row | {"reason": read(row, "reason")} for row in _ANSWERS.rows(part=part.pk)}
    found: list[Asked] = []
    place = {"principle": 0, "goal": 0, "measure": 0}
    before: tuple[int | None, int | None] = (None, None)
    heading = Heading("", "")
    for row in _OUTLINE.rows(plan=plan.pk):
        if row["pk"] != before[0]:
            place = {"principle": place["principle"] + 1, "goal": 0, "measure": 0}
            heading = Heading(str(place["principle"]), said(row, "title", plan.languages))
        if row["goals__pk"] != before[1]:
            place |= {"goal": place["goal"] + 1, "measure": 0}
        before = row["pk"], row["goals__pk"]
        place["measure"] += 1
        measure = row["goals__measures__pk"]
        if measure in answers:
            title = said(row, "goals__measures__title", plan.languages)
            number = ".".join(map(str, place.values()))
            found.append(Asked(measure, number, title, heading, row["goals__measures__predecessor"], answers[measure]))
    return found


def read(row: Mapping[str, Any], field: str) -> str:
    """Return a translated column of an answer as its form shows it: in the reader's language, else in another one."""
    return next((text for code in (get_language(), *LANGUAGES) if (text := row.get(f"{field}_{code}"))), "")


_ANSWERS = Compiled(Progress, lambda part: Progress.objects.filter(part=part).values(*ANSWER))
_OUTLINE = Compiled(Principle, lambda plan: Principle.objects.filter(plan=plan).order_by(*ORDER).values(*OUTLINE))


def next_open(part: CommitteePart, measures: list[Asked], after: int | None = None) -> Asked | None:
    """Return the first measure that waits for an answer, looked for after the given one first."""
    places = [asked.pk for asked in measures]
    start = places.index(after) + 1 if after in places else 0
    waiting = (one for one in measures[start:] + measures[:start] if one.is_returned(part) or not one.is_filled_in)
    return next((one for one in waiting if one.pk != after), None)
