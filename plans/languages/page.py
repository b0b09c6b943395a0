"""The page of a plan's languages: rows side by side, how much is written, and the ways to what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from plans.languages.choice import SHOWN, Choice
from plans.languages.completeness import LANGUAGE_NAMES, PAGE_SIZE, Completeness, address, completeness
from plans.languages.kinds import KINDS
from plans.languages.reading import Item
from plans.languages.rows import Row, all_rows, in_words, shown
from plans.languages.saving import LONGEST
from plans.models import Plan
from plans.rich_text import as_source
from welfareplans.organisations.models import User

SECTIONS = {"plan": "plan", "chapter": "chapter", "principle": "table", "goal": "table", "measure": "table",
            "indicator": "table", "use": "table", "programme": "programme", "milestone": "milestone",
            "source": "source", "contact": "contact"}  # fmt: skip
LINE = 46  # letters on a line of a text, about
LEVELS = {"principle": "lvl-p", "goal": "lvl-g", "measure": "lvl-m", "indicator": "lvl-i", "use": "lvl-i"}


@dataclass(frozen=True)
class Cell:
    """One text in one language, to write in."""

    name: str
    language: str
    text: str
    rows: int
    longest: int
    error: str


@dataclass(frozen=True)
class Line:
    """One row of the page. heading: of the part that begins here; next_gap: the address of the next missing text."""

    row: Row
    source: Cell
    into: Cell
    heading: str
    level: str
    may_edit: bool
    next_gap: str


@dataclass(frozen=True)
class Filter:
    """One choice of what is shown."""

    key: str
    word: str
    count: int
    address: str
    is_current: bool


@dataclass(frozen=True)
class Page:
    """Everything that the template shows. versions: of the rows, by hidden field."""

    choice: Choice
    lines: list[Line]
    versions: dict[str, int]
    filters: list[Filter]
    languages: list[Completeness]
    pages: list[tuple[int, str, bool]]
    source_name: str
    source_in_words: str
    into_name: str


def make_page(
    plan: Plan, user: User | AnonymousUser, choice: Choice, typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Page:  # fmt: skip
    """Return the page. typed, errors: of texts that were refused, by name."""
    rows = all_rows(plan, choice)
    wanted = shown(rows, choice.show)
    items = list(dict.fromkeys(row.item.name for row in wanted))
    start = PAGE_SIZE * (choice.page - 1) if PAGE_SIZE * (choice.page - 1) < len(items) else 0
    here = set(items[start : start + PAGE_SIZE])
    on_page = [row for row in wanted if row.item.name in here]
    editable = editable_names(plan, user, [row.item for row in on_page])
    gaps = next_gaps(plan, choice, wanted, items)
    lines, part = [], ""
    for row in on_page:
        begins = SECTIONS[row.item.kind] != part
        part = SECTIONS[row.item.kind]
        lines.append(
            Line(
                row,
                cell(row, choice.source, row.source, typed, errors),
                cell(row, choice.into, row.text, typed, errors),
                heading(part) if begins else "", LEVELS.get(row.item.kind, ""), row.item.name in editable,
                gaps.get(row.name, ""),
            )
        )  # fmt: skip
    return Page(
        choice, lines, {f"v-{row.item.name}": row.item.version for row in on_page if row.item.name in editable},
        filters(plan, choice, rows), completeness(plan), pages(plan, choice, len(items), start),
        LANGUAGE_NAMES[choice.source], in_words(choice.source), LANGUAGE_NAMES[choice.into],
    )  # fmt: skip


def editable_names(plan: Plan, user: User | AnonymousUser, items: Sequence[Item]) -> set[str]:
    """Return the names of the rows that the user may change. A query for each kind."""
    found = set()
    for kind in dict.fromkeys(item.kind for item in items):
        keys = KINDS[kind].editable(plan, user).values_list("pk", flat=True)
        found |= {f"{kind}-{key}" for key in keys}
    return found


def cell(
    row: Row, code: str, text: str, typed: Mapping[str, str] | None, errors: Mapping[str, str] | None
) -> Cell:  # fmt: skip
    """Return one text to write in, as it was typed when it was refused."""
    name = f"{row.name}_{code}"
    text = (typed or {}).get(name, as_source(text) if KINDS[row.item.kind].is_rich(row.field) else text)
    described = KINDS[row.item.kind].model._meta.get_field(row.field)
    longest = getattr(described, "max_length", None) or LONGEST
    lines = sum(1 + len(line) // LINE for line in text.splitlines()) or 1
    return Cell(name, code, text, min(lines, 12), longest, (errors or {}).get(name, ""))


def at(plan: Plan, choice: Choice, name: str = "", place: int = 0) -> str:
    """Return the address of this page with another choice or at another text."""
    return address(plan, choice.into, name, place, **{"from": choice.source, "show": choice.show})


def next_gaps(plan: Plan, choice: Choice, rows: Sequence[Row], items: Sequence[str]) -> dict[str, str]:
    """Return, for each row with a gap, the address of the next one."""
    place = {name: number for number, name in enumerate(items)}
    missing = [row for row in rows if row.is_gap]
    return {row.name: at(plan, choice, after.name, place[after.item.name]) for row, after in pairwise(missing)}


def filters(plan: Plan, choice: Choice, rows: Sequence[Row]) -> list[Filter]:
    """Return what can be shown, with how many texts that is."""
    words = {
        "all": _("All texts"), "missing": _("Missing"), "changed": _("Changed since translated"),
        "different": _("Different content"),
    }  # fmt: skip
    return [
        Filter(show, words[show], len(shown(rows, show)), at(plan, replace(choice, show=show)), show == choice.show)
        for show in SHOWN
    ]


def pages(plan: Plan, choice: Choice, items: int, start: int) -> list[tuple[int, str, bool]]:
    """Return (number, address, is this one) of each page; none when there is only one."""
    if items <= PAGE_SIZE:
        return []
    return [
        (place // PAGE_SIZE + 1, at(plan, choice, place=place), place == start) for place in range(0, items, PAGE_SIZE)
    ]


def heading(part: str) -> str:
    """Return what a part of the page is called."""
    return {
        "plan": _("The plan"), "chapter": _("Chapters"), "table": _("Table"), "programme": _("Programmes"),
        "milestone": _("Timetable"), "source": _("Sources"), "contact": _("Contacts"),
    }[part]  # fmt: skip
