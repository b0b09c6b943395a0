"""The rows of an exported table: a measure each, and one for each goal or principle that says something by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.models import Indicator
from plans import content
from plans.cells import Figure, choice_text, date_text, figure_text, key_text, yes_text
from plans.content import PlanContent, PlanIndicator, Text
from plans.export.names import Names
from plans.headings import NAMES, OF_INDICATORS, TRANSLATED, Column
from welfareplans.organisations.texts import LANGUAGES

# What belongs to the row itself; "years" says in one column what the export says in two.
OF_ROWS = tuple(what for what in NAMES if what not in (*OF_INDICATORS, "indicators", "years", "key"))
WITH_LINES = ("indicators", *OF_INDICATORS)


@dataclass
class ExportRow:
    """One row. cells: what belongs to the row, on several lines where it is a list; lines: a text per indicator."""

    level: str  # principle, goal, measure, or plan for indicators that belong to none
    keys: dict[str, int]
    cells: dict[Column, str | list[str]] = field(default_factory=dict)
    uses: list[tuple[int, int]] = field(default_factory=list)
    lines: dict[Column, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ExportTable:
    """The columns in order and the rows; columns that no row uses are left out."""

    columns: list[Column]
    rows: list[ExportRow]
    languages: list[str]
    committees: dict[int, Text]  # what each is called, by key


def languages_in(plan: PlanContent) -> list[str]:
    """Return the plan's languages, then those that texts exist in besides."""
    own = plan["plan"]["languages"]
    # Names of municipalities and committees exist in more languages than the plan is written in.
    said = [part for name, part in plan.items() if name not in ("plan", "partners", "committees")]
    return [*own, *(code for code in LANGUAGES if code not in own and has_language(said, code))]


def has_language(node: Any, code: str) -> bool:
    """Tell whether any text below has the language."""
    if isinstance(node, Mapping):
        texts = node and set(node) <= set(LANGUAGES)
        return bool(node.get(code)) if texts else any(has_language(one, code) for one in node.values())
    return isinstance(node, list) and any(has_language(one, code) for one in node)


def export_table(told: PlanContent, languages: Sequence[str]) -> ExportTable:
    """Return the table of a plan's content in some of its languages, the main one first."""
    maker = Maker(told, Names.of(told, languages), languages)
    rows = list(maker.rows())
    used = {column for row in rows for column, cell in (*row.cells.items(), *row.lines.items()) if any(cell)}
    used |= {(what, code) for what in ("principle", "goal", "measure") for code in languages}
    # Without these an import would guess who enters the figures, and which indicators are not ready.
    used |= {("key", ""), *((what, "") for what in ("reporters", "to_be_specified") if told["indicators"])}
    columns = [column for column in all_columns(languages) if column in used]
    return ExportTable(columns, rows, list(languages), maker.names.committees)


def all_columns(languages: Sequence[str]) -> Iterator[Column]:
    """Yield every column that there can be, a text's languages side by side."""
    for what in NAMES:
        yield from ((what, code) for code in (languages if what in TRANSLATED else ("",)))


class Maker:
    """Makes the rows of one table."""

    def __init__(self, told: PlanContent, names: Names, languages: Sequence[str]) -> None:
        self.told, self.names, self.languages = told, names, languages
        self.main = languages[0]
        # An import reads numbers in the first language of ours that the table has.
        self.numbers = min(languages, key=LANGUAGES.index)
        self.places = {use["id"]: place for place, use in enumerate(told["indicators"], 1)}
        self.of_goal: dict[int, list[PlanIndicator]] = defaultdict(list)
        self.of_measure: dict[int, list[PlanIndicator]] = defaultdict(list)
        for use in told["indicators"]:
            for key in dict.fromkeys(use["goals"]):
                self.of_goal[key].append(use)
            for key in dict.fromkeys(use["measures"]):
                self.of_measure[key].append(use)

    def rows(self) -> Iterator[ExportRow]:
        """Yield the rows in the plan's order."""
        for principle in self.told["principles"]:
            above: dict[Column, str | list[str]] = self.texts("principle", principle["title"])
            keys = {"principle": principle["id"]}
            if principle["owner"] or not principle["goals"]:
                yield ExportRow("principle", keys, above | self.owner(principle))
            for goal in principle["goals"]:
                yield from self.goal_rows(goal, above, keys)
        unlinked = [use for use in self.told["indicators"] if not use["measures"] and not use["goals"]]
        if unlinked:
            yield self.with_indicators(ExportRow("plan", {}), unlinked)

    def goal_rows(
        self, goal: content.Goal, above: dict[Column, str | list[str]], keys: dict[str, int]
    ) -> Iterator[ExportRow]:
        """Yield a row for the goal itself where it says something, and one for each of its measures."""
        above, keys = above | self.texts("goal", goal["title"]), {**keys, "goal": goal["id"]}
        own = self.of_goal[goal["id"]]
        if goal["owner"] or own or not goal["measures"]:
            yield self.with_indicators(ExportRow("goal", keys, above | self.owner(goal)), own)
        for measure in goal["measures"]:
            row = ExportRow("measure", {**keys, "measure": measure["id"]}, above | self.measure(measure))
            yield self.with_indicators(row, self.of_measure[measure["id"]])

    def texts(self, what: str, texts: Mapping[str, str]) -> dict[Column, str | list[str]]:
        """Return a text's cells."""
        return {(what, code): texts.get(code, "") for code in self.languages}

    def owner(self, node: content.Node) -> dict[Column, str | list[str]]:
        """Return whose local addition a node is."""
        return {("owner", ""): self.names.partners[node["owner"]]} if node["owner"] else {}

    def measure(self, measure: content.Measure) -> dict[Column, str | list[str]]:
        """Return a measure's own cells."""
        cells = self.owner(measure)
        for what in ("expected_result", "resources"):
            cells |= self.texts(what, measure[what])
        cells |= self.texts("measure", measure["title"])
        if measure["programme"]:
            cells |= self.texts("programme", self.names.programmes[measure["programme"]])
        for what in ("first_year", "last_year"):
            cells[what, ""] = str(measure[what] or "")  # type: ignore[literal-required]
        responsible = [self.names.committees[key] for key in measure["committees"]]
        # Nobody leads: the place of the one that leads stays empty.
        asked = responsible if measure["leader"] else [{}, *responsible]
        cells |= {("committees", code): [one.get(code, "") for one in asked] for code in self.languages if responsible}
        cells["partners", ""] = [self.names.partners[key] for key in measure["partners"]]
        return cells

    def with_indicators(self, row: ExportRow, uses: list[PlanIndicator]) -> ExportRow:
        """Return the row with its indicators."""
        row.uses = [(use["id"], self.places[use["id"]]) for use in uses]
        told = [self.indicator(use) for use in uses]
        columns = dict.fromkeys(column for one in told for column in one)
        row.lines = {column: [one.get(column, "") for one in told] for column in columns}
        row.cells["key", ""] = key_text(row.keys, row.uses)
        return row

    def indicator(self, use: PlanIndicator) -> dict[Column, str]:
        """Return what stands on an indicator's lines."""
        one, code = use["indicator"], self.main
        lines = {("indicators", of): text for of, text in one["name"].items() if of in self.languages}
        for what, texts in (
            ("unit", one["unit"]),
            ("definition", one["definition"]),
            ("target_text", use["target_text"]),
        ):
            lines |= {(what, of): text for of, text in texts.items() if of in self.languages}
        single = {
            "kind": choice_text(Indicator.Kind, one["kind"], code),
            "decimals": str(one["decimals"]),
            "better": choice_text(Indicator.Better, one["better"], code),
            "period": choice_text(Indicator.Period, one["period"], code),
            "counts_people": yes_text(one["counts_people"], code),
            "breakdown": "; ".join(self.names.dimensions.get(key, key) for key in one["dimensions"]),
            "baseline": figure_text(figure(use["baseline"], use["baseline_year"]), self.numbers),
            "target": figure_text(figure(use["target"], use["target_year"]), self.numbers),
            "to_be_specified": yes_text(True, code) if use["is_to_be_specified"] else "",
            "specified_by": self.names.committee(use["specified_by"]),
            "specified_due": date_text(date.fromisoformat(use["specified_due"])) if use["specified_due"] else "",
            "reporters": "; ".join(self.reporter(each) for each in use["reporters"]),
        }
        return lines | {(what, ""): text for what, text in single.items()}

    def reporter(self, told: content.Reporter) -> str:
        """Return who enters the figures of an area; the plan's own area is not named."""
        area, committee = self.names.areas[told["area"]], self.names.committee(told["committee"])
        return f"{area}: {committee}" if area else committee


def figure(value: str | None, year: int | None) -> Figure:
    """Return a baseline or target."""
    return Figure(Decimal(value) if value is not None else None, year)
