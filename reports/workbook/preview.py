"""The page on which a workbook that came back is looked at: every change, refusal, conflict and question in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from reports.desk.cells import told
from reports.desk.figures import Stored
from reports.desk.measure_form import measure_question
from reports.models import Progress
from reports.workbook.comparing import CellChange, Compared, Fault, FieldChange
from reports.workbook.contents import category_name
from reports.workbook.returned import Returned
from reports.workbook.words import choices

WORDS = {"state": Progress.State, "proposal": Progress.Proposal}


@dataclass(frozen=True)
class Shown:
    """One change. key: of the choice when it is a conflict; question: about a doubtful figure, posted as sure."""

    label: Any
    language: str
    before: str
    after: str
    is_conflict: bool
    key: str
    chosen: str = ""
    question: str = ""
    sure: str = ""
    is_sure: bool = False


@dataclass
class Group:
    """What changes at a measure, or among the other figures."""

    number: str
    title: Any
    changes: list[Shown] = field(default_factory=list)


@dataclass(frozen=True)
class Refused:
    """Something that cannot be saved: where it is, what was written, and why not."""

    place: str
    typed: str
    why: str


@dataclass(frozen=True)
class Preview:
    """The page."""

    groups: list[Group]
    refused: list[Refused]
    basis: str

    @property
    def changes(self) -> int:
        """Return how many changes there are, conflicts included."""
        return sum(len(group.changes) for group in self.groups)

    @property
    def conflicts(self) -> int:
        """Return how many of them have to be chosen."""
        return sum(one.is_conflict for group in self.groups for one in group.changes)

    @property
    def can_save(self) -> bool:
        """Tell whether there is anything to save, and nothing that stops it."""
        return bool(self.changes) and not self.refused


def preview(compared: Compared, returned: Returned, posted: Mapping[str, str]) -> Preview:
    """Return the page. posted: what was chosen and answered so far."""
    groups: dict[str, Group] = {}
    for one in compared.fields:
        group_of(groups, compared, one.row["key"]).changes.append(of_field(one, posted))
    at = {figure.pk: str(pk) for pk, figures in compared.asked.at.items() for figure in figures}
    for cell in compared.cells:
        group_of(groups, compared, at.get(cell.figure.pk, "")).changes.append(of_cell(cell, compared, posted))
    order = [str(one.pk) for one in compared.asked.measures] + [""]
    refused = [of_problem(one) for one in returned["problems"]]
    refused += [of_fault(one, compared.language) for one in compared.faults]
    return Preview([groups[key] for key in order if key in groups], refused, compared.basis)


def group_of(groups: dict[str, Group], compared: Compared, measure: str) -> Group:
    """Return the group of a measure (its id), or of the figures without one."""
    if measure not in groups:
        asked = next((one for one in compared.asked.measures if str(one.pk) == measure), None)
        groups[measure] = Group(asked.number, asked.title) if asked else Group("", _("Other figures"))
    return groups[measure]


def of_field(one: FieldChange, posted: Mapping[str, str]) -> Shown:
    """Return a change of a measure's field."""
    mine, theirs = one.mine, one.words[1]
    if one.name in WORDS:
        mine, theirs = (str(WORDS[one.name](text).label) if text else "" for text in (one.mine, one.theirs))
    language = one.name[-2:] if one.name.startswith("text_") else ""
    return Shown(
        label_of(one.name), language, theirs, mine, one.is_conflict, one.key, posted.get(one.key, "")
    )  # fmt: skip


def label_of(name: str) -> str:
    """Return what a field is called."""
    names = {
        "state": _("State"), "proposal": _("Proposal"), "figure": _("Figure"), "missing": _("No figure because"),
        "note": pgettext("remark", "Note"),
    }  # fmt: skip
    if name.startswith("text_"):
        return measure_question(str(get_language()))
    return names.get(name, _("Why"))


def of_cell(one: CellChange, compared: Compared, posted: Mapping[str, str]) -> Shown:
    """Return a change of a figure."""
    category = dict(one.figure.rows)[one.entry.key]
    label = f"{one.figure.plain_name}: {category_name(one.figure, category)}" if category else one.figure.plain_name
    mine = Stored(one.entry.number, one.entry.missing, one.row["cells"].get("note", ""))
    note = one.stored.note if "note" in one.row["cells"] else ""
    sure = f"sure-{one.entry.key}"
    return Shown(
        label, "", in_words(one, Stored(one.stored.number, one.stored.missing, note)), in_words(one, mine),
        one.is_conflict, one.key, posted.get(one.key, ""), compared.doubts.get(one.entry.key, ""), sure,
        sure in posted,
    )  # fmt: skip


def in_words(one: CellChange, stored: Stored) -> str:
    """Return a figure with its note."""
    number = told(one.figure, stored, str(get_language()))
    return f"{number} ({stored.note})" if stored.note else number


def of_fault(one: Fault, language: str) -> Refused:
    """Return why a cell cannot be saved."""
    kind = "yes_no" if one.name == "figure" else one.name
    known = ", ".join(choices(language).get(kind, {}))
    reasons = {
        "choice": _("is not in the list. Choose one of: %(words)s.") % {"words": known},
        "gone": _("is no longer asked of your committee."),
        "reason": _("is not kept when you propose to continue. Choose another proposal, or empty the cell."),
        "note": _("stands alone: write the figure too, or why there is none."),
        "long": _("is longer than 500 characters."),
    }  # fmt: skip
    where = place(one.sheet, one.row["row"], " ".join(filter(None, one.row["label"])))
    return Refused(f"{where}, {label_of(one.name)}", one.row["cells"].get(one.name, ""), reasons.get(one.why, one.why))


def of_problem(one: Mapping[str, Any]) -> Refused:
    """Return what is wrong with a row."""
    reasons = {
        "missing": _("Rows are gone from the sheet: %(rows)s. Download a new workbook and copy your answers into it.")
        % {"rows": one["row"]},
        "altered": _("The row is no longer what it was made for: its number or name has been altered."),
        "twice": _("The row is there twice."),
        "added": _("The row was added. Only the rows that the workbook was made with are read."),
    }
    where = sheet_name(one["sheet"]) if one["why"] == "missing" else place(one["sheet"], one["row"], one["label"])
    return Refused(where, "", reasons[one["why"]])


def place(sheet: str, row: int, label: str) -> str:
    """Return where something stands in the file."""
    found = _("Sheet “%(sheet)s”, row %(row)s") % {"sheet": sheet_name(sheet), "row": row}
    return f"{found}: {label}" if label else found


def sheet_name(sheet: str) -> str:
    """Return what the sheet is called."""
    return _("Measures") if sheet == "measures" else _("Figures")


def typed_texts(returned: Returned) -> list[tuple[str, str]]:
    """Return everything that was changed in the workbook, (where, text), for somebody who must take it elsewhere."""
    found = []
    for row in (*returned["measures"], *returned["figures"]):
        label = " ".join(filter(None, row["label"]))
        found += [(f"{label}, {label_of(name)}", text) for name, text in row["cells"].items() if text]
    return found
