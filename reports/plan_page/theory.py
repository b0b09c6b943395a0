"""The theory of change as the plan's page shows it: drawn for each goal, the same as a list, and its gaps."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from plans.models import Chapter, Partner
from plans.theory import Activity, Aim, Focus, Gap, Lack, Said, Steps, gaps, steps
from plans.theory_drawing import lanes
from reports.plan_page.reader import Reader
from reports.plan_page.source import MEASURE, PlanText


@dataclass(frozen=True)
class Lane:
    """A goal: drawn, and for the list."""

    aim: Aim
    drawing: SafeString


@dataclass(frozen=True)
class Part:
    """A principle with its goals."""

    focus: Focus
    lanes: list[Lane]


@dataclass(frozen=True)
class Missing:
    """What is missing of one kind, counted in words."""

    words: str
    gaps: list[Gap]


@dataclass(frozen=True)
class Theory:
    """The part of the page."""

    chapters: list[Chapter]
    written: Steps
    parts: list[Part]
    missing: list[Missing]


def theory(text: PlanText, partners: list[Partner], reader: Reader) -> Theory:
    """Return the theory of change; what is missing is told to those who take part in the work.

    partners: the plan's; what those that have left had added is left out.
    """
    chain = read_chain(text, reader, {one.pk for one in partners if not one.takes_part})
    written = steps(chain)
    parts = [Part(focus, [Lane(aim, drawn(aim, written, reader.language)) for aim in focus.aims]) for focus in chain]
    missing = [Missing(counted(lack, len(some)), some) for lack, some in gaps(chain).items()] if reader.works else []
    chapters = [one for one in text.chapters() if one.key == Chapter.Key.THEORY_OF_CHANGE]
    return Theory(chapters, written, parts, missing)


@lru_cache(maxsize=1000)
def drawn(aim: Aim, written: Steps, language: str) -> SafeString:
    """Return a goal's drawing; the same is drawn at every visit. language: the active one, whose words are in it."""
    return lanes(aim, written)[0]


def counted(lack: Lack, count: int) -> str:
    """Return how many lack something, in words."""
    words = {
        Lack.RESOURCES: ngettext("%(n)s measure names no resources", "%(n)s measures name no resources", count),
        Lack.RESULT: ngettext("%(n)s measure has no expected result", "%(n)s measures have no expected result", count),
        Lack.MEASURED: ngettext("%(n)s measure has no indicator", "%(n)s measures have no indicator", count),
        Lack.GOAL_MEASURED: ngettext(
            "%(n)s goal is measured by nothing, nor are its measures",
            "%(n)s goals are measured by nothing, nor are their measures", count,
        ),
        Lack.MEASURES: ngettext("%(n)s goal has no measure", "%(n)s goals have no measures", count),
    }  # fmt: skip
    return words[lack] % {"n": count}


def read_chain(text: PlanText, reader: Reader, left: set[int]) -> list[Focus]:
    """Return the plan's table as a chain, read with two queries. left: whose local additions are left out.

    Numbers are those of the whole table.
    """
    of_measure, of_goal = indicator_names(text, reader)
    tree: dict[int, dict[int, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in text.tree("resources", "expected_result"):
        tree[row["pk"]][row["goals__pk"]].append(row)
    chain = []
    for number, goals in enumerate(tree.values(), 1):
        first = next(iter(goals.values()))[0]
        some = [rows for key, rows in goals.items() if key is not None]
        aims = [
            aim(rows, f"{number}.{place}", of_measure, of_goal, reader, left)
            for place, rows in enumerate(some, 1)
            if rows[0]["goals__owner_id"] not in left
        ]
        if first["owner_id"] not in left:
            chain.append(Focus(str(number), said(first, "title", reader), tuple(aims)))
    return chain


Names = dict[int, list[Said]]


def indicator_names(text: PlanText, reader: Reader) -> tuple[Names, Names]:
    """Return the names of the plan's indicators by measure and by goal."""
    of_measure: Names = defaultdict(list)
    of_goal: Names = defaultdict(list)
    for row in text.uses():
        name = said(row, "indicator__name", reader)
        for found, keys in ((of_measure, row["measure_ids"]), (of_goal, row["goal_ids"])):
            for key in filter(None, keys):
                found[key].append(name)
    return of_measure, of_goal


def aim(
    rows: list[Mapping[str, Any]], number: str, of_measure: Names, of_goal: Names, reader: Reader, left: set[int]
) -> Aim:
    """Return a goal. rows: one per measure, or a single one without; left: whose additions are left out."""
    goal = rows[0]["goals__pk"]
    activities = [
        Activity(
            pk=row[f"{MEASURE}pk"], number=f"{number}.{place}", title=said(row, f"{MEASURE}title", reader),
            resources=said(row, f"{MEASURE}resources", reader), result=said(row, f"{MEASURE}expected_result", reader),
            indicators=tuple(of_measure.get(row[f"{MEASURE}pk"], ())),
            is_mine=reader.edits_addition_of(row[f"{MEASURE}owner_id"]),
        )
        for place, row in enumerate(rows, 1)
        if row[f"{MEASURE}pk"] is not None and row[f"{MEASURE}owner_id"] not in left
    ]  # fmt: skip
    title = said(rows[0], "goals__title", reader)
    is_mine = reader.edits_addition_of(rows[0]["goals__owner_id"])
    return Aim(goal, number, title, tuple(of_goal.get(goal, ())), tuple(activities), is_mine)


def said(row: Mapping[str, Any], field: str, reader: Reader) -> Said:
    """Return a text of a row."""
    return Said(reader.plain(row, field), reader.text(row, field))
