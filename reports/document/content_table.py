"""The plan's table as an edition's content has it, with what the committees reported."""

from typing import NotRequired, TypedDict

from reports.document.content_figures import Text


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
