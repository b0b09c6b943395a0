"""What differs between two of a plan's contents: node by node, whatever was moved or renumbered."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plans.compared_facts import Book, Fact, facts_of
from plans.content import PlanContent, Text

Key = tuple[str, int]
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
# Where an order is part of what the plan says; the others stand in an order of their own.
ORDERED = ("chapter", "principle", "goal", "measure")
LISTS = {
    "chapters": "chapter", "indicators": "indicator", "programmes": "programme", "milestones": "milestone",
    "sources": "source", "contacts": "contact",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One node of a content. number: its place in the table; parent: what it stands under; row: what it says."""

    key: Key
    number: str
    parent: Key | None
    row: Mapping[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """One thing that a node says otherwise. language: of a text, else empty."""

    label: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One node that differs. marks: added, removed, or changed and moved; before, after: its numbers in the table."""

    level: str
    key: int
    marks: tuple[str, ...]
    before: str
    after: str
    title: Text
    fields: tuple[FieldChange, ...]
    moved_from: str = ""


def compare(old: PlanContent, new: PlanContent) -> list[Change]:
    """Return every difference in the order of the new content, what was removed where it stood."""
    before, after = entries(old), entries(new)
    books = Book(old, numbers(before)), Book(new, numbers(after))
    moved = moved_keys(before, after)
    found = (change(before.get(key), after.get(key), books, key in moved) for key in merged_order(before, after))
    return [one for one in found if one]


def alike(old: str, new: str) -> bool:
    """Tell whether two contents, as canonical JSON, say the same to a reader."""
    return old == new or not compare(json.loads(old), json.loads(new))


def only_words(old: str, new: str) -> bool:
    """Tell whether two contents differ in words only: no node, order, committee, year, indicator or figure."""
    return words_only(compare(json.loads(old), json.loads(new)))


def words_only(changes: Iterable[Change]) -> bool:
    """Tell whether there are changes, and all of them in words."""
    found = list(changes)
    in_words = (one.marks == (CHANGED,) and all(field.language for field in one.fields) for one in found)
    return bool(found) and all(in_words)


def entries(content: PlanContent) -> dict[Key, Entry]:
    """Return every node of a content in order."""
    found: dict[Key, Entry] = {}

    def add(level: str, row: Any, number: str = "", parent: Key | None = None) -> Key:
        found[level, row["id"]] = Entry((level, row["id"]), number, parent, row)
        return level, row["id"]

    add("plan", {**content["plan"], "partners": [one["municipality"] for one in content["partners"]]})
    for one in content["chapters"]:
        add("chapter", one)
    for first, principle in enumerate(content["principles"], 1):
        top = add("principle", {**principle, "goals": None}, str(first))
        for second, goal in enumerate(principle["goals"], 1):
            middle = add("goal", {**goal, "measures": None}, f"{first}.{second}", top)
            for third, measure in enumerate(goal["measures"], 1):
                add("measure", measure, f"{first}.{second}.{third}", middle)
    for name, level in LISTS.items():
        for other in content[name] if level != "chapter" else ():  # type: ignore[literal-required]
            add(level, other)
    return found


def numbers(found: Mapping[Key, Entry]) -> dict[Key, str]:
    """Return the numbers of the nodes in the table."""
    return {key: entry.number for key, entry in found.items() if entry.number}


def change(old: Entry | None, new: Entry | None, books: tuple[Book, Book], moved: bool) -> Change | None:
    """Return how one node differs, or None when it says the same at the same place."""
    shown = new or old
    if shown is None:
        return None
    if old is None or new is None:
        marks: tuple[str, ...] = (ADDED,) if new else (REMOVED,)
        fields: tuple[FieldChange, ...] = ()
    else:
        fields = () if old.row == new.row else tuple(field_changes(old, new, books))
        marks = ((CHANGED,) if fields else ()) + ((MOVED,) if moved else ())
    if not marks:
        return None
    elsewhere = old.parent if old and new and old.parent != new.parent else None
    level, key = shown.key
    return Change(
        level=level, key=key, marks=marks, before=old.number if old else "", after=new.number if new else "",
        title=books[1 if new else 0].title(level, shown.row), fields=fields,
        moved_from=books[0].numbers[elsewhere] if elsewhere else "",
    )  # fmt: skip


def field_changes(old: Entry, new: Entry, books: tuple[Book, Book]) -> list[FieldChange]:
    """Return what a node says otherwise."""
    level = old.key[0]
    before, after = facts_of(level, old.row, books[0]), facts_of(level, new.row, books[1])
    nothing = Fact("", None, "")
    return [
        FieldChange(after.get(name, before.get(name, nothing)).label, name[1], was.words, now.words)
        for name in dict.fromkeys((*before, *after))
        if (was := before.get(name, nothing)).value != (now := after.get(name, nothing)).value
    ]


def moved_keys(before: Mapping[Key, Entry], after: Mapping[Key, Entry]) -> set[Key]:
    """Return the nodes under another parent, and the fewest that explain a new order under the same one."""
    moved: set[Key] = set()
    places: dict[tuple[str, Key | None], list[int]] = defaultdict(list)
    stayed: dict[tuple[str, Key | None], list[Key]] = defaultdict(list)
    order = {key: place for place, key in enumerate(before)}
    for key, entry in after.items():
        if key not in before or key[0] not in ORDERED:
            continue
        if before[key].parent != entry.parent:
            moved.add(key)
            continue
        stayed[key[0], entry.parent].append(key)
        places[key[0], entry.parent].append(order[key])
    for group, keys in stayed.items():
        kept = longest_rise(places[group])
        moved |= {key for place, key in enumerate(keys) if place not in kept}
    return moved


def longest_rise(values: list[int]) -> set[int]:
    """Return the places of a longest increasing run among the values."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        at = bisect_left(ends, value)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1], last[at : at + 1] = [value], [place]
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def merged_order(before: Mapping[Key, Entry], after: Mapping[Key, Entry]) -> list[Key]:
    """Return the nodes in the new order, each removed one after the node that it followed."""
    following: dict[Key | None, list[Key]] = defaultdict(list)
    survivor: Key | None = None
    for key in before:
        if key in after:
            survivor = key
        else:
            following[survivor].append(key)
    return [*following[None], *(one for key in after for one in (key, *following[key]))]
