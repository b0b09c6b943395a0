"""A handwritten edition: 3 principles, 5 goals, 16 measures, 16 indicators; every kind of gap is in it."""

from copy import deepcopy
from typing import Any, cast

from reports.document.content import Content
from tests.reports import pdf_goals as goals
from tests.reports import pdf_words as words
from tests.reports.pdf_indicators import indicators
from tests.reports.pdf_measures import MEASURES, Row
from tests.reports.pdf_rows import text
from tests.reports.pdf_words import Three


def committee(key: int, status: str = "accepted") -> dict[str, Any]:
    """Return a committee whose part is decided."""
    return {
        "id": key,
        "name": text(words.COMMITTEES[key]),
        "municipality": "granvik",
        "meeting_on": f"2026-01-{18 + key}",
        "section": str(3 + key),
        "status": status,
    }


def measure(row: Row) -> dict[str, Any]:
    """Return a measure with one report per committee."""
    number, committees, state, title, done = row
    wanted, reason = goals.PROPOSALS.get(number, ("continue", words.NOTHING))
    return {
        "id": int(number.replace(".", "")),
        "number": number,
        "title": text(title),
        "committees": committees,
        "programme": None,
        "progress": [
            {"committee": key, "state": state, "text": text(done), "proposal": wanted, "reason": text(reason)}
            for key in committees
        ],
    }


def goal(row: tuple[str, Three, str | None, Three, list[int]]) -> dict[str, Any]:
    """Return a goal with its measures."""
    number, title, grade, words, keys = row
    return {
        "id": int(number.replace(".", "")),
        "number": number,
        "title": text(title),
        "assessment": {"grade": grade, "text": text(words)},
        "measures": [measure(one) for one in MEASURES if one[0].startswith(f"{number}.")],
        "indicators": keys,
    }


def sample(*languages: str) -> Content:
    """Return the edition of a plan in these languages: `sample("sv", "fi")`, `sample("da")`."""
    content: dict[str, Any] = {
        "format": 1,
        "edition": {"number": 1, "frozen_on": "2026-02-12", "draft": False, "correction_reason": ""},
        "year": 2025,
        "plan": {
            "slug": "granvik-2024",
            "title": text(
                (
                    "Välfärdsplan för barn och unga",
                    "Lasten ja nuorten hyvinvointisuunnitelma",
                    "Velfærdsplan for børn og unge",
                )
            ),
            "first_year": 2024,
            "last_year": 2027,
            "languages": list(languages),
            "labels": {"principle": {"da": "Indsatsområde"}},
        },
        "municipalities": [
            {
                "slug": "granvik",
                "name": text(("Granvik", "Kuusiranta", "Granvig Kommune")),
                "colour": "#0b4f6c",
                "country": "DK" if languages == ("da",) else "FI",
            }
        ],
        "partner": None,
        "round": {"opens_on": "2025-12-01", "due_on": "2026-01-31"},
        "summary": text(words.SUMMARY),
        "chapters": [{"key": key, "title": text(title), "body": text(body)} for key, title, body in words.CHAPTERS],
        "committees": [committee(key, "submitted" if key == 4 else "accepted") for key in words.COMMITTEES],
        "principles": [
            {
                "id": int(number),
                "number": number,
                "title": text(title),
                "goals": [goal(row) for row in goals.GOALS if row[0].startswith(number)],
            }
            for number, title in goals.PRINCIPLES
        ],
        "indicators": indicators(),
        "areas": [{"key": key, "kind": kind, "name": text(name)} for key, kind, name in words.AREAS],
        "sources": [
            {"kind": "survey", "title": text(("Hälsa i skolan", "Kouluterveyskysely", "Ungeprofilen")), "year": 2025}
        ],
    }
    return cast(Content, only(deepcopy(content), set(languages)))


def only(part: Any, languages: set[str]) -> Any:
    """Return the part of the content with its texts in these languages only."""
    if isinstance(part, list):
        return [only(one, languages) for one in part]
    if isinstance(part, dict):
        if part and set(part) <= {"sv", "fi", "da"}:
            return {language: words for language, words in part.items() if language in languages}
        return {key: only(one, languages) for key, one in part.items()}
    return part
