"""What a plan's PDF is made from: every text chosen and worded for one language, XML where it says so."""

from typing import Literal, TypedDict


class Said(TypedDict):
    """A text. language: of another language than the file's, else empty."""

    text: str
    language: str


class MeasureRow(TypedDict):
    """A measure as its goal's table has it."""

    number: str
    title: Said
    about: list[str]
    committees: list[str]
    years: str
    indicators: list[str]


class GoalPart(TypedDict):
    """A goal with its table. local: whose local addition it is."""

    number: str
    title: Said
    local: str
    indicators: list[str]
    measures: list[MeasureRow]


class PrinciplePart(TypedDict):
    """A principle's chapter."""

    label: str
    title: Said
    local: str
    goals: list[GoalPart]


class LogoPart(TypedDict):
    """A municipality's logo on the cover. file: its name; words: what it shows; png: in base 64."""

    file: str
    words: str
    png: str


class PlanFileContent(TypedDict):
    """The whole file. day: ISO 8601, the day that the file calls its own; chapters: title and text as XML.

    years: empty when the title has them.
    """

    kind: Literal["plan"]
    language: str
    title: str
    years: str
    municipalities: str
    colour: str
    logos: list[LogoPart]
    day: str
    status: str
    decisions: list[str]
    measure_word: str
    chapters: list[tuple[Said, str]]
    principles: list[PrinciplePart]
    drawings: list[str]
    lists: list[tuple[str, list[str]]]
