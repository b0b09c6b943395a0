"""The page of a plan's languages: rows side by side, how much is written, and the ways to what is left."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from plans.languages.choice import SHOWN, Choice
from plans.languages.completeness import LANGUAGE_NAMES, PAGE_SIZE, Completeness, address, counted
from plans.languages.kinds import KINDS
from plans.languages.reading import Item, texts_of
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


@dataclass(frozen=True)
class Refused:
    """Texts that were not saved, as they were typed and with the reason, by name."""

    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def make_page(plan: Plan, user: User | AnonymousUser, choice: Choice, refused: Refused) -> Page:
    """Return the page."""
    found = texts_of([plan.pk])[plan.pk]
    rows = all_rows(plan, choice, found)
    wanted = shown(rows, choice.show)
    names = list(dict.fromkeys(row.item.name for row in wanted))
    start = PAGE_SIZE * (choice.page - 1) if PAGE_SIZE * (choice.page - 1) < len(names) else 0
    here = set(names[start : start + PAGE_SIZE])
    on_page = [row for row in wanted if row.item.name in here]
    editable = editable_names(plan, user, [row.item for row in on_page])
    return Page(
        choice=choice,
        lines=lines(on_page, choice, editable, next_gaps(plan, choice, wanted, names), refused),
        versions={f"v-{row.item.name}": row.item.version for row in on_page if row.item.name in editable},
        filters=filters(plan, choice, rows),
        languages=[counted(plan, code, found) for code in plan.languages],
        pages=pages(plan, choice, len(names), start),
        source_name=LANGUAGE_NAMES[choice.source],
        source_in_words=in_words(choice.source),
        into_name=LANGUAGE_NAMES[choice.into],
    )


def lines(
    rows: Sequence[Row], choice: Choice, editable: Container[str], gaps: Mapping[str, str], refused: Refused
) -> list[Line]:
    """Return the rows as they are shown, a heading where a part of the plan begins."""
    found, part = [], ""
    for row in rows:
        begins, part = SECTIONS[row.item.kind] != part, SECTIONS[row.item.kind]
        found.append(
            Line(
                row=row,
                source=cell(row, choice.source, row.source, refused),
                into=cell(row, choice.into, row.text, refused),
                heading=heading(part) if begins else "",
                level=LEVELS.get(row.item.kind, ""),
                may_edit=row.item.name in editable,
                next_gap=gaps.get(row.name, ""),
            )
        )
    return found


def editable_names(plan: Plan, user: User | AnonymousUser, items: Sequence[Item]) -> set[str]:
    """Return the names of the rows that the user may change. A query for each kind."""
    found = set()
    for kind in dict.fromkeys(item.kind for item in items):
        keys = KINDS[kind].editable(plan, user).values_list("pk", flat=True)
        found |= {f"{kind}-{key}" for key in keys}
    return found


def cell(row: Row, code: str, text: str, refused: Refused) -> Cell:
    """Return one text to write in, as it was typed when it was refused."""
    name = f"{row.name}_{code}"
    text = refused.texts.get(name, as_source(text) if KINDS[row.item.kind].is_rich(row.field) else text)
    described = KINDS[row.item.kind].model._meta.get_field(row.field)
    longest = getattr(described, "max_length", None) or LONGEST
    height = sum(1 + len(line) // LINE for line in text.splitlines()) or 1
    return Cell(name, code, text, min(height, 12), longest, refused.errors.get(name, ""))


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
