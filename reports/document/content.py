"""The canonical content of an edition: the only thing a report is made from. All figures are decimal strings."""

from typing import NotRequired, TypedDict

from reports.document.content_figures import (
    Area,
    Baseline,
    Category,
    Dimension,
    Indicator,
    Missing,
    Source,
    Target,
    Text,
    ToBeSpecified,
    Value,
)
from reports.document.content_table import (
    Assessment,
    Goal,
    Local,
    Measure,
    NotAsked,
    Owned,
    Principle,
    Progress,
)

__all__ = [
    "Area", "Assessment", "Baseline", "Before", "Category", "Chapter", "Committee", "Content", "Dimension", "Edition",
    "Goal", "Indicator", "Local", "Measure", "Milestone", "Missing", "Municipality", "NotAsked", "Owned", "Plan",
    "Principle", "Progress", "Reference", "Round", "Source", "Target", "Text", "ToBeSpecified", "Value",
]  # fmt: skip


class Edition(TypedDict):
    """Which edition this is; frozen_on is None for a draft."""

    number: int
    frozen_on: str | None
    draft: bool
    correction_reason: str


class Plan(TypedDict):
    """The plan as far as the report names it; labels may rename `principle`."""

    slug: str
    title: Text
    first_year: int
    last_year: int
    languages: list[str]
    labels: dict[str, Text]


class Municipality(TypedDict):
    """A municipality of the plan; the first is the lead. logo: a PNG in base 64."""

    slug: str
    name: Text
    colour: str
    country: str
    logo: NotRequired[str]


class Round(TypedDict):
    """When the committees were asked."""

    opens_on: str
    due_on: str


class Chapter(TypedDict):
    """A text of the plan around its table."""

    key: str
    title: Text
    body: Text


class Committee(TypedDict):
    """A committee's part of the round and its own decision."""

    id: int
    name: Text
    municipality: str
    meeting_on: str | None
    section: str
    status: str


class Reference(TypedDict):
    """A survey, seminar, report or hearing the plan was prepared with."""

    kind: str
    title: Text
    year: int | None


class Milestone(TypedDict):
    """A step of the timetable: a day, or a period when it has an end; committee: the responsible one's name."""

    title: Text
    starts_on: str
    ends_on: str | None
    committee: Text
    done: bool


class GradeBefore(TypedDict):
    """How a goal was assessed."""

    goal: int
    grade: str


class StateBefore(TypedDict):
    """In which state a measure was."""

    measure: int
    state: str


class Before(TypedDict):
    """What had been accepted in the follow-up before this one, of what the report tells of."""

    year: int
    grades: list[GradeBefore]
    states: list[StateBefore]


class Content(TypedDict):
    """An edition; committee: the one whose report this is; brief: only the page that says it all."""

    format: int
    edition: Edition
    year: int
    plan: Plan
    municipalities: list[Municipality]
    partner: str | None
    committee: NotRequired[int]
    brief: NotRequired[bool]
    round: Round
    summary: Text
    chapters: list[Chapter]
    committees: list[Committee]
    principles: list[Principle]
    indicators: list[Indicator]
    areas: list[Area]
    sources: list[Reference]
    milestones: NotRequired[list[Milestone]]
    not_asked: NotRequired[list[NotAsked]]
    before: NotRequired[Before]
