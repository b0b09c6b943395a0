"""Every text of a plan in the order of the document, in two queries however many plans are asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, QuerySet, Value

from plans.languages.kinds import KINDS
from plans.models import PlanIndicator
from welfareplans.organisations.texts import LANGUAGES

Texts = dict[str, str]  # by language; those that there are


@dataclass(frozen=True)
class Item:
    """One row with its texts by field. place: its number in the table, or of where an indicator is used first."""

    kind: str
    key: int
    version: int
    under: int  # the row that it stands under, or itself
    order: tuple[Any, int]
    texts: dict[str, Texts]
    place: str = ""

    @property
    def name(self) -> str:
        """Return what forms and addresses call the row."""
        return f"{self.kind}-{self.key}"

    def written(self) -> Iterator[tuple[str, Texts]]:
        """Return the texts that there are in any language."""
        return ((name, texts) for name, texts in self.texts.items() if texts)


@dataclass
class Shelf:
    """The rows of one plan by kind, and which indicators (as the plan uses them) a goal or a measure has."""

    items: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    links: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))


def texts_of(plans: Iterable[int]) -> dict[int, list[Item]]:
    """Return the items of each plan (by key) that have a text in any language, in the order of the document."""
    shelves = {plan: Shelf() for plan in plans}
    if not shelves:
        return {}
    first, *others = (kind.rows(list(shelves)) for kind in KINDS.values())
    for kind, plan, key, version, said in first.union(*others):
        shelves[plan].items[kind].append(
            Item(kind, key, version, said["under"], (said["place"], key), spoken(kind, said))
        )
    for plan, level, node, use in links(list(shelves)):
        shelves[plan].links[level, node].append(use)
    return {plan: [item for item in document(shelf) if any(item.written())] for plan, shelf in shelves.items()}


def spoken(kind: str, said: dict[str, str | None]) -> dict[str, Texts]:
    """Return the texts of a row by field and language."""
    return {name: {code: text for code in LANGUAGES if (text := said[f"{name}_{code}"])} for name in KINDS[kind].fields}


def links(plans: Sequence[int]) -> Iterable[tuple[int, str, int, int]]:
    """Return (plan, level, key of the node, key of the plan's indicator) for each link to a goal or a measure."""
    goals, measures = (
        QuerySet[Any](through)
        .filter(planindicator__plan__in=plans)
        .values_list(F("planindicator__plan"), Value(level), f"{level}_id", "planindicator_id")
        for level, through in (("goal", PlanIndicator.goals.through), ("measure", PlanIndicator.measures.through))
    )
    found: Iterable[tuple[int, str, int, int]] = goals.union(measures)
    return found


def document(shelf: Shelf) -> Iterator[Item]:
    """Yield the rows as the plan is read; an indicator stands where it is used first."""
    for items in shelf.items.values():
        items.sort(key=lambda item: item.order)
    yield from shelf.items["plan"]
    yield from shelf.items["chapter"]
    goals, measures = grouped(shelf.items["goal"]), grouped(shelf.items["measure"])
    indicators = Indicators(shelf)
    for one, principle in enumerate(shelf.items["principle"], 1):
        yield replace(principle, place=f"{one}")
        for two, goal in enumerate(goals[principle.key], 1):
            yield replace(goal, place=f"{one}.{two}")
            yield from indicators.of("goal", goal.key, f"{one}.{two}")
            for three, measure in enumerate(measures[goal.key], 1):
                yield replace(measure, place=f"{one}.{two}.{three}")
                yield from indicators.of("measure", measure.key, f"{one}.{two}.{three}")
    yield from indicators.rest()
    for kind in ("programme", "milestone", "source", "contact"):
        yield from shelf.items[kind]


def grouped(items: Iterable[Item]) -> dict[int, list[Item]]:
    """Return the rows by what they stand under."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.under].append(item)
    return groups


class Indicators:
    """The indicators of a plan, each given once: the indicator itself, then what the plan says of it."""

    def __init__(self, shelf: Shelf) -> None:
        self.links = shelf.links
        self.left = {use.key: use for use in shelf.items["use"]}
        self.named = {indicator.key: indicator for indicator in shelf.items["indicator"]}

    def of(self, level: str, key: int, place: str) -> Iterator[Item]:
        """Yield those of a goal or a measure that have not been given yet."""
        return self.given([use for use in self.links[level, key] if use in self.left], place)

    def rest(self) -> Iterator[Item]:
        """Yield those that nothing in the table uses."""
        return self.given(list(self.left))

    def given(self, uses: Sequence[int], place: str = "") -> Iterator[Item]:
        """Yield them in the plan's order."""
        for use in sorted((self.left.pop(key) for key in uses), key=lambda one: one.order):
            yield replace(self.named[use.under], place=place)
            yield replace(use, place=place)
