"""The page on which a table is looked at before it goes into a plan."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.forms.plan_import import ChoicesForm
from plans.importing.changes import Change
from plans.importing.differences import Difference
from plans.listings import BY_NAME, LISTS
from plans.models import ImportDraft, Plan
from plans.plan_import import Import
from plans.tables.files.sheets import Sheet, from_json
from plans.tables.lines import Lines
from plans.tables.reading import Choices, headings_of, rows_of
from plans.tables.table import Remark, Table, TableError
from plans.tables.tree import Branch
from plans.word_difference import difference
from welfareplans.organisations.models import User

LANGUAGE_NAMES = dict(settings.LANGUAGES)
CODES = [f"_{code}" for code in LANGUAGE_NAMES]
# More are behind a fold.
MOST_REMARKS = 12
# A longer table is shown with its goals folded.
OPEN_MEASURES = 60
FIELDS = {
    "title": _("Text"), "expected_result": _("Expected result"), "resources": _("Resources"),
    "first_year": _("First year"), "last_year": _("Last year"), "programme": _("Programme"),
    "committees": _("Responsible committees"), "partners": _("Municipalities it concerns"),
    "owner": _("Local addition of"), "indicators": _("Indicators"), "indicators_missing": _("Not in the table"),
    "name": _("Name"), "unit": _("Unit"), "definition": _("Definition"), "kind": _("Kind"), "better": _("Direction"),
    "period": _("Period"), "decimals": _("Decimals"), "counts_people": _("Counts people"),
    "baseline": _("Baseline"), "baseline_year": _("Year of the baseline"), "target": _("Target"),
    "target_year": _("Year of the target"), "target_text": _("Target in words"),
    "is_to_be_specified": _("To be specified"), "specified_by": _("To be specified by"),
    "specified_due": _("To be specified before"), "breakdown": _("Breakdowns"),
    "reporters": _("Who enters the figures"),
}  # fmt: skip


@dataclass(frozen=True)
class DifferenceShown:
    """One field before and after in one text. language: of a text."""

    label: str
    language: str
    marked: SafeString


@dataclass
class NodeShown:
    """A principle, goal or measure as the table has it. code: "1.2.3"; state: "new", "changed", "same" or "refused"."""

    branch: Branch
    code: str
    state: str
    text: str
    language: str
    differences: list[DifferenceShown] = field(default_factory=list)
    is_moved: bool = False
    remarks: list[Remark] = field(default_factory=list)
    parts: list["NodeShown"] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)

    @property
    def is_of_interest(self) -> bool:
        """Tell whether something happens to it or below it; in a new plan all of it is new."""
        return self.state != "same" or self.is_moved or any(part.is_of_interest for part in self.parts)


class Preview:
    """A draft as its owner looks at it now.

    compares: with the plan; error: why there is no table; the columns can still be told.
    """

    def __init__(self, draft: ImportDraft, plan: Plan, user: User, *, compares: bool = True) -> None:
        self.draft, self.plan = draft, plan
        self.sheets: list[Sheet] = from_json(draft.sheets)
        told = draft.choices
        self.choices = Choices(told.get("sheet"), told.get("columns", {}), Lines(told.get("lines", "auto")))
        self.languages = plan.languages or plan.municipality.languages
        self.names = headings_of(self.sheets, self.languages, self.choices)
        self.table: Table | None = None
        self.importing: Import | None = None
        self.error = ""
        try:
            self.table = rows_of(self.sheets, self.languages, self.choices)
        except TableError as error:
            self.error = str(error)
        if self.table is None or not compares:
            return
        self.importing = Import(
            self.table, plan, user, frozenset(told.get("apart", [])), makes_committees=told.get("committees", True)
        )

    def choices_form(self, data: QueryDict | None = None) -> ChoicesForm:
        """Return the form for the columns; it asks about lines where some cell of measures has several."""
        has_lines = self.choices.lines is not Lines.AUTO or bool(self.table and self.table.has_several_lines)
        initial = {"sheet": self.choices.sheet, "lines": self.choices.lines.value}
        return ChoicesForm(self.sheets, self.names, self.languages, has_lines, data, initial=initial)

    def context(self) -> dict[str, Any]:
        """Return what the page shows of the table."""
        found: dict[str, Any] = {"preview": self, "draft": self.draft, "choices": self.choices_form()}
        found["unknown"] = [name for name, meaning in self.names.items() if not meaning]
        if self.importing is None:
            return found
        remarks = [one for one in self.importing.remarks if not one.stops]
        return found | {
            "tree": self.tree(), "counts": self.counts(), "stops": self.importing.stops,
            "remarks": remarks[:MOST_REMARKS], "more_remarks": remarks[MOST_REMARKS:],
            "languages_found": [LANGUAGE_NAMES[code] for code in self.importing.table.languages],
            "new_committees": self.importing.names.new_committees, "basis": self.importing.basis,
            "missing": self.missing(), "changed": self.of("change"), "guesses": self.guesses(),
            "indicator_changes": self.indicator_changes(),
            "is_open": self.counts()["measure"] <= OPEN_MEASURES, "has_missing_links": self.has_missing_links(),
            "tells_indicators": self.importing.table.tells("indicators"),
            "beside": self.beside(), "list_changes": self.list_changes(),
        }  # fmt: skip

    def of(self, act: str) -> list[Change]:
        """Return the changes of a kind."""
        return [one for one in self.importing.changes if one.act == act] if self.importing else []

    @property
    def added(self) -> int:
        """Return how many nodes and indicators are new."""
        return len(self.of("add"))

    def indicator_changes(self) -> list[tuple[Change, list[DifferenceShown]]]:
        """Return the indicators that change, each with its fields in words."""
        return [(one, [*map(worded, one.differences)]) for one in self.of("change") if one.level == "indicator"]

    def beside(self) -> list[tuple[str, int]]:
        """Return the lists that the file has beside the table, with how many rows each has."""
        lists = self.importing.table.lists if self.importing else {}
        return [(str(one.title), len(lists[one.name].rows)) for one in LISTS[1:] if one.name in lists]

    def list_changes(self) -> list[tuple[str, list[tuple[Change, list[DifferenceShown]]]]]:
        """Return what would happen to each list beside the table."""
        changes = self.importing.listings.changes if self.importing else []
        found = ((one, [each for each in changes if each.level == one.level]) for one in LISTS)
        return [
            (str(one.title), [(each, [*map(worded, each.differences)]) for each in rows]) for one, rows in found if rows
        ]

    def missing(self) -> list[Change]:
        """Return what the table does not have and the user may take out; what stands below such a node goes with it."""
        refused = {id(one) for one in self.importing.refused} if self.importing else set()
        return [one for one in self.of("missing") if id(one) not in refused]

    def has_missing_links(self) -> bool:
        """Tell whether a node has indicators that the table does not name there."""
        fields = (field for one in self.of("change") for field in one.differences)
        return any(field.name == "indicators_missing" for field in fields)

    def guesses(self) -> list[Change]:
        """Return the changes of texts that are only similar to what is in the plan."""
        return [one for one in self.of("change") if one.branch is not None and one.branch.is_guess]

    def counts(self) -> dict[str, int]:
        """Return how many of each the table has."""
        found: dict[str, int] = {"principle": 0, "goal": 0, "measure": 0}
        if self.importing:
            for branch in self.importing.tree.walk():
                found[branch.level] += 1
            found["indicator"] = len(self.importing.indicators.wanted)
        return found

    def tree(self) -> list[NodeShown]:
        """Return the table as a tree, each node with what is to be said about its row."""
        assert self.importing is not None  # noqa: S101 - asked when there is a table
        by_branch = {id(one.branch): one for one in self.importing.changes if one.branch and one.act != "order"}
        refused = {id(one.branch) for one in self.importing.refused if one.branch}
        by_row: dict[int, list[Remark]] = defaultdict(list)
        for remark in self.importing.remarks:
            by_row[remark.number].append(remark)

        def shown(branch: Branch, code: str) -> NodeShown:
            change = by_branch.get(id(branch))
            state = "same" if change is None else "new" if change.act == "add" else "changed"
            language = next(iter(branch.texts))
            node = NodeShown(
                branch, code, "refused" if id(branch) in refused else state, branch.texts[language], language
            )
            node.differences = [worded(one) for one in change.differences] if change else []
            node.is_moved = bool(change and change.is_moved)
            node.parts = [shown(below, f"{code}.{place}") for place, below in enumerate(branch.branches, 1)]
            node.indicators = [self.importing.indicators.meant(line).label for line in branch.indicators]  # type: ignore[union-attr]
            node.remarks = by_row.pop(branch.row.number if branch.row else branch.number, [])
            node.details = details(branch)
            return node

        return [shown(branch, str(place)) for place, branch in enumerate(self.importing.tree.principles, 1)]


def details(branch: Branch) -> list[str]:
    """Return what stands below a measure's text: committees, programme, years."""
    row = branch.row
    if row is None or branch.level != "measure":
        return []
    committees = [next(iter(texts.values())) for texts in row.committees if texts]
    years = "–".join(dict.fromkeys(str(year) for year in (row.first_year, row.last_year) if year))
    found = [", ".join(committees), next(iter(row.programme.values()), ""), years, row.owner]
    return [text for text in found if text]


def worded(told: Difference) -> DifferenceShown:
    """Return a difference with the name of its field."""
    where, _dot, name = told.name.rpartition(".")
    code = ""
    if (where or name not in FIELDS) and name[-3:] in CODES:
        name, code = name[:-3], name[-2:]
    marked = difference(told.before, told.after, gettext("removed:"), gettext("added:"))
    column = BY_NAME[where].column(name.removesuffix("_id")) if where else None
    return DifferenceShown(str(column.heading if column else FIELDS.get(name, name)), code, marked)
