"""What came back in a workbook: its keys checked, and the cells that somebody changed."""

import json
from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from plans.tables.refusals import REASONS as OF_FILES
from reports.models import CommitteePart
from reports.workbook.keys import BookKeys, NotOurs, RowKeys, digest, unsealed
from welfareplans.confined import ConfinedError, run_confined

READER = "reports.workbook.cells:read"
# Work of the child, most of it the libraries' own start; bytes of its memory; bytes of the file.
READ_SECONDS, READ_MEMORY, MOST_BYTES = 4.0, 290_000_000, 9_000_000
LABELS = {"measures": ("number", "title"), "figures": ("name", "category")}
REASONS = {
    **OF_FILES,
    "time": _("takes too long to read; that is not a workbook of the follow-up."),
    "memory": _("needs too much memory; that is not a workbook of the follow-up."),
    "bomb": _("unpacks to more than a workbook can hold."),
    "text": _("has more rows or more text than a workbook can hold."),
    "extension": _("is not what its name says. Open it and save it as .xlsx."),
    "kind": _("is not an Excel workbook. Save it as .xlsx and upload it again."),
    "macros": _("contains macros. Save it as .xlsx and try again."),
    "foreign": _(
        "is not a workbook of this follow-up, or its hidden keys have been altered. "
        "Download a new one and copy your answers into it."
    ),
    "other": _("was made for another committee’s part or another year."),
}


class WorkbookError(Exception):
    """The file is not taken; the message says why, in the reader's language."""


class Row(TypedDict):
    """A row with changed cells. key: measure's id or cell's key; cells: only what was changed; base: digests."""

    key: str
    row: int
    label: list[str]
    version: int
    cells: dict[str, str]
    base: dict[str, str]


class Problem(TypedDict):
    """Something about a row that is not as it was made. why: missing, altered, twice or added."""

    sheet: str
    row: int
    why: str
    label: str


class Returned(TypedDict):
    """The whole workbook as it came back."""

    language: str
    measures: list[Row]
    figures: list[Row]
    problems: list[Problem]


def read_workbook(data: bytes, name: str, part: CommitteePart) -> Returned:
    """Return what was changed in an uploaded workbook of a part. Raises WorkbookError."""
    if len(data) > MOST_BYTES:
        raise refusal(name, "large")
    ending = name.rpartition(".")[2].casefold()[:20]
    try:
        answer = run_confined(READER, data, ending, seconds=READ_SECONDS, memory=READ_MEMORY)
    except ConfinedError as error:
        raise refusal(name, error.reason) from None
    sheets = json.loads(answer)
    try:
        keys = unsealed(sheets["keys"])
    except NotOurs:
        raise refusal(name, "foreign") from None
    if keys.part != part.pk:
        raise refusal(name, "other")
    return changed(sheets, keys, name)


def refusal(name: str, reason: str) -> WorkbookError:
    """Return the error of a file of this name. reason: a key of REASONS."""
    return WorkbookError(f"{name} {REASONS.get(reason, REASONS['broken'])}".strip())


def changed(sheets: dict[str, Any], keys: BookKeys, name: str) -> Returned:
    """Return the rows that have changed cells, and what is wrong with rows."""
    found: Returned = {"language": keys.language, "measures": [], "figures": [], "problems": []}
    for sheet, known in (("measures", keys.measures), ("figures", keys.figures)):
        seen: set[str] = set()
        for record in sheets[sheet]:
            key, cells = record["key"], record["cells"]
            label = [cells.get(part, "") for part in LABELS[sheet]]
            if key in known and not set(known[key].cells) <= set(cells):
                raise refusal(name, "foreign")
            why = fault(key, label, known, seen)
            seen.add(key)
            if why:
                words = " ".join(filter(None, label)) or next(filter(None, cells.values()), "")
                found["problems"].append({"sheet": sheet, "row": record["row"], "why": why, "label": words[:200]})
            elif row := changed_row(record, label, known[key]):
                found[sheet].append(row)  # type: ignore[literal-required]
        lost = len(set(known) - seen)
        if lost:
            found["problems"].append({"sheet": sheet, "row": lost, "why": "missing", "label": ""})
    return found


def fault(key: str, label: list[str], known: Any, seen: set[str]) -> str:
    """Return what is wrong with a row, or nothing."""
    if key not in known:
        return "added"
    if key in seen:
        return "twice"
    return "" if digest("\n".join(label)) == known[key].label else "altered"


def changed_row(record: dict[str, Any], label: list[str], keys: RowKeys) -> Row | None:
    """Return a row with its changed cells; None when there are none."""
    texts = {name: record["cells"][name] for name in keys.cells}
    cells = {name: text for name, text in texts.items() if digest(text) != keys.cells[name]}
    if not cells:
        return None
    return {
        "key": record["key"], "row": record["row"], "label": label, "version": keys.version, "cells": cells,
        "base": dict(keys.cells),
    }  # fmt: skip
