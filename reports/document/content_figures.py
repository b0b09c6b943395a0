"""Indicators and their figures as an edition's content has them. All figures are decimal strings."""

from typing import Literal, NotRequired, TypedDict

# One text in the languages it was written in.
Text = dict[str, str]
Missing = Literal["not_collected", "not_available", "suppressed", "withheld"]


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
