"""Texts, values and indicators of a handwritten edition from short rows."""

from typing import Any, cast

from reports.document.content import Indicator, Text, Value
from tests.reports import pdf_words as texts
from tests.reports.pdf_words import Three

YEARS = range(2019, 2026)
# In the rows below: a figure, None for a year without any row, or the reason for a gap.
Cells = list[str | None]
GAPS = {"not_collected", "not_available", "suppressed", "withheld"}


def text(three: Three) -> Text:
    """Return the three languages of a text."""
    return {language: words for language, words in zip(("sv", "fi", "da"), three, strict=True) if words}


def values(cells: str, area: str | None = None, category: str | None = None) -> list[Value]:
    """Return the values of 2019–2025 from words parted by spaces; a dot is a year without any row."""
    return [
        {
            "area": area,
            "year": year,
            "category": category,
            "number": None if cell in GAPS else cell,
            "missing": cast(Any, cell if cell in GAPS else None),
        }
        for year, cell in zip(YEARS, cells.split(), strict=True)
        if cell != "."
    ]


def indicator(key: int, name: Three, cells: str, **more: Any) -> Indicator:
    """Return an indicator with its own totals."""
    one: dict[str, Any] = {
        "id": key,
        "name": text(name),
        "definition": {},
        "unit": text(texts.PERCENT),
        "kind": "share",
        "decimals": 1,
        "better": "up",
        "period": "calendar_year",
        "baseline": None,
        "target": None,
        "to_be_specified": None,
        "dimensions": [],
        "values": values(cells),
        "source": None,
    }
    groups = more.pop("groups", {})
    for category, row in groups.items():
        one["values"] += values(row, None, category)
    for area, row in more.pop("areas", {}).items():
        one["values"] += values(row, area)
    return cast(Indicator, one | more)


def dimension(name: Three, groups: list[tuple[str, Three]]) -> dict[str, Any]:
    """Return a breakdown."""
    return {"name": text(name), "categories": [{"key": key, "name": text(words)} for key, words in groups]}


def target(value: str | None, words: Three = texts.NOTHING) -> dict[str, Any]:
    """Return a target for 2027."""
    return {"value": value, "year": 2027 if value else None, "text": text(words)}


LANGUAGE = dimension(("språk", "kieli", "sprog"), texts.LANGUAGE_GROUPS)
SEX = dimension(("kön", "sukupuoli", "køn"), texts.SEXES)
SURVEY = {
    "producer": "THL",
    "licence": "CC BY 4.0",
    "address": "https://statistics.example/survey",
    "fetched_on": "2026-01-09",
}
COUNT: dict[str, Any] = {"unit": {}, "kind": "number", "decimals": 0}
BIENNIAL: dict[str, Any] = {"period": "second_year", "source": SURVEY}
