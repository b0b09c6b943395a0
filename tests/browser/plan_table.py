"""A plan of Espoo's size and kind as a spreadsheet, made from the demonstration's bilingual city."""

import json
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = [
    "Princip (sv)", "Periaate (fi)", "Mål (sv)", "Tavoite (fi)", "Åtgärd (sv)", "Toimenpide (fi)",
    "Mätare (sv)", "Mittari (fi)", "Fördelning / Erittely", "Program / Ohjelma",
]  # fmt: skip


def write_table(target: Path) -> int:
    """Write the table with its texts in Swedish and Finnish; return the number of measures."""
    plan = json.loads((ROOT / "fixtures" / "granvik-2023-2027.json").read_text())["plan"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row in rows(plan):
        sheet.append(row)
    book.save(target)
    return sheet.max_row - 1


def rows(plan: dict[str, Any]) -> list[list[str]]:
    """Return one row per measure."""
    return [
        [
            *both(principle["title"]), *both(goal["title"]), *both(measure["title"]),
            *indicators(plan, measure["key"]), "", "LAPE" if measure["programme"] else "",
        ]
        for principle in plan["principles"]
        for goal in principle["goals"]
        for measure in goal["measures"]
    ]  # fmt: skip


def both(text: dict[str, str]) -> tuple[str, str]:
    """Return Swedish and Finnish."""
    return text["sv"], text["fi"]


def indicators(plan: dict[str, Any], measure: str) -> tuple[str, str]:
    """Return the names of the measure's indicators, one a line, per language."""
    names = [both(row["name"]) for row in plan["indicators"] if measure in row["measures"]]
    return "\n".join(sv for sv, _ in names), "\n".join(fi for _, fi in names)
