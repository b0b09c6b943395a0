"""The canonical content of an edition: the only thing a report is made from. All figures are decimal strings."""

from typing import Literal, NotRequired, TypedDict

# One text in the languages it was written in.
Text = dict[str, str]
Missing = Literal["not_collected", "not_available", "suppressed", "withheld"]


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
    """A municipality of the plan; the first is the lead."""

    slug: str
    name: Text
    colour: str
    country: str


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


class Assessment(TypedDict):
    """The coordinator's judgement of a goal."""

    grade: str | None
    text: Text


class Progress(TypedDict):
    """What one committee did about a measure, and what it proposes."""

    committee: int
    state: str
    text: Text
    proposal: str | None
    reason: Text


class NotAsked(TypedDict):
    """A measure, or the figures of an indicator, that a committee was not asked about this year."""

    committee: int
    measure: int | None
    indicator: int | None
    reason: Text


class Owned(TypedDict):
    """The partner whose local addition a node is; left out of what belongs to the common core."""

    owner: NotRequired[str]


class Measure(Owned):
    """A measure; the first of its committees leads; partners: the municipalities it concerns, none = all.

    resources, expected_result and indicators (ids) are the theory of change, which editions have since it is drawn.
    """

    id: int
    number: str
    title: Text
    committees: list[int]
    partners: NotRequired[list[str]]
    programme: Text | None
    progress: list[Progress]
    resources: NotRequired[Text]
    expected_result: NotRequired[Text]
    indicators: NotRequired[list[int]]


class Local(TypedDict):
    """The ids of a goal's indicators that tell about one partner's local additions only, by partner."""

    local_indicators: NotRequired[dict[str, list[int]]]


class Goal(Owned, Local):
    """A goal with its measures and the ids of all indicators under it; own_indicators: those of the goal itself."""

    id: int
    number: str
    title: Text
    assessment: Assessment
    measures: list[Measure]
    indicators: list[int]
    own_indicators: NotRequired[list[int]]


class Principle(Owned):
    """A principle with its goals."""

    id: int
    number: str
    title: Text
    goals: list[Goal]


class Baseline(TypedDict):
    """Where the plan started from."""

    year: int
    value: str


class Target(TypedDict):
    """What the plan promises: a value, a year, or a standing target in words."""

    value: str | None
    year: int | None
    text: Text


class ToBeSpecified(TypedDict):
    """Who still has to say how this is measured, and when."""

    committee: int | None
    due: str | None


class Category(TypedDict):
    """One group of a dimension."""

    key: str
    name: Text


class Dimension(TypedDict):
    """A breakdown."""

    key: NotRequired[str]
    name: Text
    categories: list[Category]


class Value(TypedDict):
    """A year's figure, or why there is none; area None is the plan's own."""

    area: str | None
    year: int
    category: str | None
    number: str | None
    missing: Missing | None


class Source(TypedDict):
    """Where an indicator's figures were fetched from."""

    producer: str
    licence: str
    address: str
    fetched_on: str | None


class Indicator(TypedDict):
    """An indicator as the plan uses it, with its figures; is_partners: in a partner's report, they are its own."""

    id: int
    name: Text
    definition: Text
    unit: Text
    kind: str
    decimals: int
    better: str
    period: str
    baseline: Baseline | None
    target: Target | None
    to_be_specified: ToBeSpecified | None
    dimensions: list[Dimension]
    values: list[Value]
    source: Source | None
    is_partners: NotRequired[bool]


class Area(TypedDict):
    """Something that figures exist for."""

    key: str
    kind: str
    name: Text


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
