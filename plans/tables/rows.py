"""Reads the rows below the headings: what is joined, carried down, on several lines, or missing in a language."""

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from plans.cells import read_keys
from plans.headings import Column
from plans.tables.columns import Head
from plans.tables.details import short, write_details
from plans.tables.files.sheets import Sheet
from plans.tables.lines import Lines, is_listed, items, plain, side_by_side
from plans.tables.table import IndicatorLine, Remark, Row, Table, Texts

YEARS = re.compile(r"\b((?:19|20|21)[0-9]{2})\b")
IN_LANGUAGE = {
    "sv": pgettext_lazy("in which language", "sv"),
    "fi": pgettext_lazy("in which language", "fi"),
    "da": pgettext_lazy("in which language", "da"),
}
WHOLE = ("expected_result", "resources")
# What belongs to the row itself. A row with nothing else than these goes on with the one above.
NODES = ("principle", "goal", "measure")


class Reader:
    """Reads the sheets of one file, one after the other. languages: the plan's, main one first."""

    def __init__(self, table: Table, languages: Sequence[str], lines: Lines) -> None:
        self.table, self.languages, self.lines = table, languages, lines
        self.principle: Texts = {}
        self.goal: Texts = {}
        self.number = 0

    def read(self, sheet: Sheet, head: Head) -> None:
        """Read one sheet's rows into the table."""
        self.head, self.sheet = head, sheet
        self.covered = set(sheet.covered)
        self.is_exact = head.has("key")
        self.seen_keys: set[tuple[str, int]] = set()
        if not head.has("principle"):
            self.principle, self.goal = self.heading(), {}
        for place in range(head.row + 1, len(sheet.rows)):
            self.number, self.place = sheet.numbers[place], place
            if any(sheet.rows[place]) and not self.is_heading(sheet.rows[place]):
                self.read_row()

    def heading(self) -> Texts:
        """Return the text above the table, which stands for a principle that no column has."""
        above = self.sheet.heading or next(reversed(self.head.above), "")
        return {self.table.languages[0]: above} if above else {}

    def is_heading(self, cells: list[str]) -> bool:
        """Tell whether the headings stand here once more, as on the next page of a document."""
        names = {at: self.head.names[at] for at in self.head.columns.values() if at < len(cells) and cells[at]}
        return len(names) > 1 and all(" ".join(cells[at].split()) == name for at, name in names.items())

    def cell(self, column: int) -> str:
        """Return what stands in a column of the row."""
        row = self.sheet.rows[self.place]
        return row[column] if column < len(row) else ""

    def texts(self, what: str) -> Texts:
        """Return the row's text in each language that has a column for it."""
        found = {of: self.cell(at) for (kind, of), at in self.head.columns.items() if kind == what}
        return {of: text for of, text in found.items() if text}

    def is_joined(self, what: str) -> bool:
        """Tell whether the row's cell is joined with the one above."""
        places = [at for (kind, _of), at in self.head.columns.items() if kind == what and self.cell(at)]
        return bool(places) and all((self.place, at) in self.covered for at in places)

    def tell(self, text: str, stops: bool = False) -> None:
        """Keep a remark about the row."""
        self.table.remarks.append(Remark(self.number, text, stops))

    def read_row(self) -> None:
        """Read one row: a measure or several, the goal or principle itself, or more of the row above."""
        above = self.table.rows[-1] if self.table.rows else None
        own = {what: self.texts(what) for what in NODES}
        if not any(own.values()) and self.is_of_plan():
            self.table.rows.append(Row(self.number, {}, {}, {}, self.indicators()))
            return
        if above is not None and (self.is_joined("measure") or not any(own.values())):
            self.go_on(above)
            return
        self.carry(own["principle"], own["goal"])
        if not own["goal"] and self.is_principle():
            self.goal = {}
        if not own["measure"]:
            self.table.rows.append(self.row({}, self.indicators()))
            return
        if not self.goal:
            self.tell(_("the measure has no goal; the principle's text stands in its place"))
            self.goal = dict(self.principle)
        self.table.rows += self.measures(own["measure"])

    def carry(self, principle: Texts, goal: Texts) -> None:
        """Remember the principle and goal that the rows below belong to, until they name others."""
        # An exported file tells every text in full: one that is alike in one language is another one.
        same = operator.eq if self.is_exact else alike
        if principle and not same(principle, self.principle):
            self.principle, self.goal = self.tidied(principle), {}
        if goal and not same(goal, self.goal):
            self.goal = self.tidied(goal)
        if not self.principle:
            self.tell(_("there is no principle here or above"), stops=True)

    def tidied(self, texts: Texts) -> Texts:
        """Return texts without a bullet before them; an exported file's stand as they are."""
        return texts if self.is_exact else {of: plain(text) for of, text in texts.items()}

    def go_on(self, above: Row) -> None:
        """Add what this row says to the row above: more indicators, more committees."""
        if not self.is_joined("indicators"):
            above.indicators += self.indicators()
        if not self.is_joined("committees"):
            above.committees += [one for one in self.committees() if one not in above.committees]
        for what in WHOLE:
            if not self.is_joined(what):
                mine = getattr(above, what)
                mine |= {of: f"{mine[of]}\n{text}" if of in mine else text for of, text in self.texts(what).items()}

    def measures(self, cells: Texts) -> Iterator[Row]:
        """Yield the row's measures; several get an indicator each where the numbers fit, else the goal has them."""
        titles = self.titles(cells)
        indicators = self.indicators()
        if len(titles) == 1:
            yield self.row(titles[0], indicators)
            return
        alone = len(indicators) != len(titles)
        for place, title in enumerate(titles):
            row = self.row(title, [] if alone else [indicators[place]])
            yield replace(row, keys={}) if place else row
        if indicators and alone:
            self.tell(
                _("%(measures)s measures share %(indicators)s indicators here; the indicators are put on the goal") % {
                    "measures": len(titles), "indicators": len(indicators)
                }
            )  # fmt: skip
            yield replace(self.row({}, indicators), keys={}, committees=[], programme={})

    def titles(self, cells: Texts) -> list[Texts]:
        """Return the texts of the measures in the row's cell."""
        several = any(len(text.splitlines()) > 1 for text in cells.values())
        listed = any(map(is_listed, cells.values())) or (self.sheet.is_part and several)
        self.table.has_several_lines |= several and not self.is_exact
        if self.is_exact or not several or self.lines is Lines.ONE or (self.lines is Lines.AUTO and not listed):
            return [self.tidied(cells)]
        if len({len(items(text)) for text in cells.values()}) > 1:
            self.tell(_("the languages have different numbers of lines in the cell of measures"))
        return side_by_side(cells, is_exact=False)

    def is_of_plan(self) -> bool:
        """Tell whether an exported row has the plan's indicators that belong to no measure or goal."""
        nodes, lines = read_keys(self.texts("key").get("", ""))
        return bool(lines) and not nodes

    def is_principle(self) -> bool:
        """Tell whether an exported row is the principle itself."""
        return list(read_keys(self.texts("key").get("", ""))[0]) == ["principle"]

    def committees(self) -> list[Texts]:
        """Return the row's committees, the leading one first."""
        return side_by_side(self.texts("committees"), self.is_exact)

    def indicators(self) -> list[IndicatorLine]:
        """Return the row's indicators with everything that is told of them."""
        if self.is_joined("indicators") and not self.texts("measure"):
            return []
        names = side_by_side(self.texts("indicators"), self.is_exact)
        lines = [IndicatorLine(name) for name in names]
        cells: dict[Column, str] = {column: self.cell(at) for column, at in self.head.columns.items()}
        write_details(lines, cells, self.table.languages[0], self.tell, self.is_exact)
        _nodes, keys = read_keys(cells.get(("key", ""), ""))
        if len(keys) == len(lines):
            for line, (key, order) in zip(lines, keys, strict=True):
                line.key, line.order = key, order
        return [line for line in lines if line.name]

    def row(self, title: Texts, indicators: list[IndicatorLine]) -> Row:
        """Return the row with everything that its other cells say."""
        first, last = self.years()
        keys, _lines = read_keys(self.texts("key").get("", ""))
        measure = keys.get("measure")
        if measure is not None and ("measure", measure) in self.seen_keys:
            self.tell(_("the key stands in a row above too; this row is taken for a new measure"))
            keys.pop("measure")
        elif measure is not None:
            self.seen_keys.add(("measure", measure))
        row = Row(
            self.number, self.principle, self.goal, title, indicators, self.committees(), self.texts("programme"),
            self.texts("expected_result"), self.texts("resources"), first, last, self.names("partners"),
            next(iter(self.names("owner")), ""), keys,
        )  # fmt: skip
        self.miss(row)
        return row

    def names(self, what: str) -> list[str]:
        """Return the names on the lines of a cell that is for all languages, or between commas."""
        return [
            name.strip() for line in items(self.texts(what).get("", "")) for name in line.split(",") if name.strip()
        ]

    def years(self) -> tuple[int | None, int | None]:
        """Return the first and last year, from columns of their own or from one that has "2023–2025"."""
        told = [YEARS.findall(self.texts(what).get("", "")) for what in ("first_year", "last_year", "years")]
        for what, found in zip(("first_year", "last_year", "years"), told, strict=True):
            text = self.texts(what).get("", "")
            if text and not found:
                self.tell(_("“%(text)s” has no year in it and is left out") % {"text": short(text)})
        first, last, both = ([int(year) for year in found] for found in told)
        begins = next(iter(first or both), None)
        ends = next(reversed(last or both), None)
        if begins and ends and ends < begins:
            self.tell(_("the measure cannot end before it begins; its years are left out"))
            return None, None
        return begins, ends

    def miss(self, row: Row) -> None:
        """Tell which text of the row one of the table's languages lacks."""
        for language in self.table.languages if row.measure else []:
            told = {"language": str(IN_LANGUAGE[language])}
            if language not in row.measure:
                self.tell(_("the measure has no text in %(language)s") % told)
            for line in row.indicators:
                if language not in line.name:
                    there = next(iter(line.name.values()))
                    self.tell(
                        _("the text in %(language)s is incomplete, it lacks the indicator “%(indicator)s”")
                        % {**told, "indicator": there}
                    )


def alike(texts: Texts, others: Texts) -> bool:
    """Tell whether two texts are the same in every language that both have."""
    shared = texts.keys() & others.keys()
    return bool(shared) and all(texts[of] == others[of] for of in shared)
