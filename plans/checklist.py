"""The checklist of a plan's text: which points apply to it, which chapters cover them, and what is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.checklist_points import (
    DANISH_LAW,
    DENMARK,
    FINLAND,
    FINLAND_COUNTY,
    FINNISH_LAW,
    GENERAL,
    JOINT,
    READERS,
    Law,
    Point,
)
from plans.models import Chapter, Plan
from welfareplans.organisations.models import Area


@dataclass(frozen=True)
class Checklist:
    """Points that belong together. law: where they are from, None for what no law asks."""

    heading: Any
    points: tuple[Point, ...]
    law: Law | None = None


@dataclass(frozen=True)
class Line:
    """A point and how far it is: done, begun (a chapter without text) or open; chapters: those that cover it."""

    point: Point
    state: str
    chapters: list[Chapter]


@dataclass(frozen=True)
class Shown:
    """A checklist with how far it is."""

    checklist: Checklist
    lines: list[Line]

    @property
    def done(self) -> int:
        """Return how many points have a text."""
        return sum(line.state == "done" for line in self.lines)


def checklists(plan: Plan) -> list[Checklist]:
    """Return what applies to a plan: the law by country and kind of organisation, then what readers look for."""
    areas = list(Area.objects.filter(municipality__partnerships__plan=plan).values_list("country", "kind"))
    countries = {country for country, _kind in areas} or {plan.municipality.area.country}
    heading = _("What the law asks of the plan")
    found = []
    if Area.Country.FINLAND in countries:
        has_county = any(kind == Area.Kind.REGION for _country, kind in areas)
        found.append(Checklist(heading, FINLAND + (FINLAND_COUNTY if has_county else ()), FINNISH_LAW))
    if Area.Country.DENMARK in countries:
        found.append(Checklist(heading, DENMARK, DANISH_LAW))
    if not found:
        found.append(Checklist(_("What a plan usually tells"), GENERAL))
    expected = READERS + (JOINT if len(areas) > 1 else ())
    return [*found, Checklist(_("What readers look for"), expected)]


def points_in(lists: Iterable[Checklist]) -> list[Point]:
    """Return the points of all lists."""
    return [point for one in lists for point in one.points]


def covered(chapter: Chapter, points: Iterable[Point]) -> list[str]:
    """Return the keys of the points that a chapter covers: those somebody ticked, else those of its kind."""
    if chapter.points is not None:
        return list(chapter.points)
    return [point.key for point in points if point.chapter == chapter.key]


def shown(one: Checklist, chapters: Iterable[Chapter], languages: Iterable[str]) -> Shown:
    """Return a checklist with how far each point is: a text in one of the plan's languages is enough."""
    chapters, languages = list(chapters), list(languages)
    found = []
    for point in one.points:
        covering = [chapter for chapter in chapters if point.key in covered(chapter, one.points)]
        written = any(getattr(chapter, f"body_{code}") for chapter in covering for code in languages)
        found.append(Line(point, "done" if written else "begun" if covering else "open", covering))
    return Shown(one, found)
