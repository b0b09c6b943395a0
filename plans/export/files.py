"""The files that a plan can be taken away as."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plans.content import PlanContent
from plans.export.delimited import csv_file
from plans.export.rows import export_table, languages_in
from plans.export.word import docx_file
from plans.export.workbook import xlsx_file
from plans.models import Plan
from welfareplans.organisations.canonical_json import canonical_json

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
MAKERS: dict[str, Callable[[Plan, PlanContent, Sequence[str]], bytes]] = {
    "xlsx": lambda plan, told, languages: xlsx_file(told, export_table(told, languages)),
    "csv": lambda plan, told, languages: csv_file(export_table(told, languages)),
    "docx": lambda plan, told, languages: docx_file(told, languages[0]),
    "json": lambda plan, told, languages: canonical_json(told).encode(),
}


@dataclass(frozen=True)
class ExportFile:
    """A finished file. measures: how many it has."""

    name: str
    data: bytes
    measures: int


def export_file(plan: Plan, told: PlanContent, kind: str, languages: Sequence[str] = ()) -> ExportFile:
    """Return a plan as a file. told: what it says; kind: one of TYPES.

    languages: none = every one that has texts. A text to read is in one language, the first of them; JSON has all.
    """
    every = languages_in(told)
    chosen = [code for code in every if code in languages] or every
    measures = sum(len(goal["measures"]) for principle in told["principles"] for goal in principle["goals"])
    named = {"json": [], "docx": chosen[:1]}.get(kind, chosen if len(chosen) < len(every) else [])
    name = re.sub(r"[^a-z0-9-]", "-", "-".join([plan.slug, *named]))
    return ExportFile(f"{name}.{kind}", MAKERS[kind](plan, told, chosen), measures)
