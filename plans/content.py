"""The shape of a plan's canonical content (see `plans.canonical`): what a revision keeps and the JSON export writes.

Keys are the rows' own; texts are by language, empty ones left out; figures are decimal strings; days are ISO 8601.
Rows stand in the plan's order. Committees and municipalities are told once and named by their keys.
"""

from typing import NotRequired  # pydantic reads no other before Python 3.12

from typing_extensions import TypedDict

FORMAT = 1
Text = dict[str, str]


class Labels(TypedDict):
    """The plan's own words for its levels; empty means the usual word."""

    principle: Text
    goal: Text
    measure: Text


class Area(TypedDict):
    """The area that the plan's own figures are for."""

    kind: str
    country: str
    code: str
    name: Text


class PlanHead(TypedDict):
    """What stands on the cover."""

    id: int
    slug: str
    title: Text
    first_year: int
    last_year: int
    languages: list[str]
    labels: Labels
    municipality: str
    area: Area
    predecessor: int | None


class Partner(TypedDict):
    """A municipality in the plan. municipality: its address."""

    id: int
    municipality: str
    name: Text


class Committee(TypedDict):
    """A committee that the plan names. municipality: its address."""

    id: int
    municipality: str
    name: Text


class Chapter(TypedDict):
    """Text before or after the table."""

    id: int
    key: str
    points: list[str] | None
    title: Text
    body: Text


class Contact(TypedDict):
    """Whom to turn to."""

    id: int
    function: Text
    sector: Text


class Source(TypedDict):
    """What the plan was prepared from."""

    id: int
    kind: str
    title: Text
    year: int | None
    link: str


class Milestone(TypedDict):
    """A step of the timetable."""

    id: int
    title: Text
    starts_on: str
    ends_on: str | None
    committee: NotRequired[int | None]  # the first texts that were kept do not say it


class Programme(TypedDict):
    """A programme that measures belong to. municipality: the address of the one whose it is."""

    id: int
    municipality: str
    title: Text
    owner: Text
    first_year: int | None
    last_year: int | None
    funding: Text
    partner_organisations: Text
    link: str


class Node(TypedDict):
    """What principle, goal and measure share. owner: the partner whose local addition it is, None = common core."""

    id: int
    title: Text
    owner: int | None
    predecessor: int | None


class Measure(Node):
    """A measure. committees: the leading one first; leader: None when none leads; partners: concerned, none = all."""

    committees: list[int]
    leader: int | None
    programme: int | None
    first_year: int | None
    last_year: int | None
    expected_result: Text
    resources: Text
    partners: list[int]


class Goal(Node):
    """A goal with its measures."""

    measures: list[Measure]


class Principle(Node):
    """A principle with its goals."""

    goals: list[Goal]


class Indicator(TypedDict):
    """What is measured. municipality: the address of the one whose it is; dimensions: their keys."""

    id: int
    municipality: str
    name: Text
    definition: Text
    unit: Text
    kind: str
    decimals: int
    better: str
    period: str
    counts_people: bool
    series: str
    dimensions: list[str]


class Reporter(TypedDict):
    """Who enters the figures of one area, which is told as municipality-FI-440, or by its key when it has no code."""

    area: str
    committee: int


class PlanIndicator(TypedDict):
    """An indicator as the plan uses it. measures, goals: what it is linked to."""

    id: int
    indicator: Indicator
    measures: list[int]
    goals: list[int]
    baseline: str | None
    baseline_year: int | None
    target: str | None
    target_year: int | None
    target_text: Text
    is_to_be_specified: bool
    specified_by: int | None
    specified_due: str | None
    reporters: list[Reporter]


class PlanContent(TypedDict):
    """Everything that a plan says."""

    format: int
    plan: PlanHead
    partners: list[Partner]
    committees: list[Committee]
    chapters: list[Chapter]
    contacts: list[Contact]
    sources: list[Source]
    milestones: list[Milestone]
    programmes: list[Programme]
    principles: list[Principle]
    indicators: list[PlanIndicator]
