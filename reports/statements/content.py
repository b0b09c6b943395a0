"""What the files of a consultation are made from: every text chosen and worded for one language."""

from typing import Literal, TypedDict


class Statement(TypedDict):
    """One statement with its answer. language, answer_language: what the texts are written in."""

    party: str
    function: str
    language: str
    text: str
    outcome: str
    outcome_word: str
    answer: str
    answer_language: str
    changed: str


class Part(TypedDict):
    """A part of the plan that somebody spoke about. note: whether it has changed since, or is gone."""

    label: str
    note: str
    statements: list[Statement]


class Party(TypedDict):
    """Who was asked. answered: the day, or that there was no answer."""

    name: str
    function: str
    answered: str
    statements: int


class StatementsContent(TypedDict):
    """The whole file. day: ISO 8601, the day that the file calls its own; counts: word and number."""

    kind: Literal["statements"]
    language: str
    plan: str
    years: str
    municipality: str
    colour: str
    heading: str
    lines: list[str]
    day: str
    counts: list[tuple[str, int]]
    parties: list[Party]
    parts: list[Part]
