"""The files that a plan can be taken away as."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.canonical import plan_content
from plans.export.delimited import csv_file
from plans.export.rows import export_table, languages_in
from plans.export.workbook import xlsx_file
from plans.models import Plan
from welfareplans.organisations.canonical_json import canonical_json

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


@dataclass(frozen=True)
class ExportFile:
    """A finished file. measures: how many it has."""

    name: str
    data: bytes
    measures: int


def export_file(plan: Plan, kind: str, languages: Sequence[str] = ()) -> ExportFile:
    """Return the plan as a file. kind: one of TYPES; languages: main one first, none = every one that has texts.

    JSON has everything in every language, whatever is asked for.
    """
    told = plan_content(plan)
    chosen = [code for code in languages_in(told) if not languages or code in languages] or languages_in(told)
    measures = sum(len(goal["measures"]) for principle in told["principles"] for goal in principle["goals"])
    if kind == "json":
        data = canonical_json(told).encode()
    elif kind == "csv":
        data = csv_file(export_table(plan, told, chosen))
    else:
        data = xlsx_file(told, export_table(plan, told, chosen))
    marked = "" if kind == "json" or len(chosen) == len(languages_in(told)) else f"-{'-'.join(chosen)}"
    return ExportFile(re.sub(r"[^a-z0-9-]", "-", f"{plan.slug}{marked}") + f".{kind}", data, measures)
