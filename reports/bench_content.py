"""An edition of any size for measuring: as dense as a real one, about 65 cells of tables a page."""

from typing import Any, cast

from reports.document.content import Content, Text

YEARS = range(2019, 2026)
MEASURES_A_GOAL = 4
INDICATORS_A_GOAL = 3
GOALS_A_PRINCIPLE = 2
GROUPS = ("svenska", "finska", "annat språk")
DONE = (
    "Grupper finns i elva av elva skolor och platserna räckte till alla som anmälde sig. Elevkåren valde utbudet.",
    "Kontakt inom två veckor med 88 procent av de unga; resten nåddes före jul.",
    "Inledningen sköts upp till hösten eftersom handledare saknades.",
)


def text(words: str) -> Text:
    """Return a text in one language."""
    return {"sv": words}


def values(seed: int) -> list[dict[str, Any]]:
    """Return totals for seven years, for every third indicator three groups too, with some gaps."""
    made: list[dict[str, Any]] = []
    for place, category in enumerate((None, *GROUPS) if seed % 3 == 0 else (None,)):
        for step, year in enumerate(YEARS):
            gap = "withheld" if category and (seed + place + step) % 11 == 0 else None
            number = None if gap else f"{40 + (seed * 7 + place * 5 + step * 3) % 50}.{(seed + step) % 10}"
            made.append({"area": None, "year": year, "category": category, "number": number, "missing": gap})
    return made


def indicator(key: int, compared: bool) -> dict[str, Any]:
    """Return an indicator; every fifth is compared with the country."""
    others = [
        {"area": "country", "year": year, "category": None, "number": f"{50 + (key + year) % 9}.5", "missing": None}
        for year in YEARS
    ]
    return {
        "id": key,
        "name": text(f"Har en hobby minst en gång i veckan, årskurs {key}"),
        "definition": text("Andelen elever som har en ledd hobby varje vecka.") if key % 5 == 0 else {},
        "unit": text("%"),
        "kind": "share",
        "decimals": 1,
        "better": "up" if key % 3 else "down",
        "period": "calendar_year",
        "baseline": {"year": 2023, "value": "61.5"},
        "target": {"value": "90", "year": 2027, "text": {}},
        "to_be_specified": None,
        "dimensions": [{"name": text("språk"), "categories": [{"key": one, "name": text(one)} for one in GROUPS]}],
        "values": values(key) + (others if compared else []),
        "source": None,
    }


def measure(number: str, key: int) -> dict[str, Any]:
    """Return a measure that one committee reported."""
    state = ("done", "under_way", "delayed", "not_started", "dropped")[key % 5]
    wanted = "change" if key % 6 == 0 else "continue"
    progress = {"committee": key % 4 + 1, "state": state, "text": text(DONE[key % 3]), "proposal": wanted}
    return {
        "id": key,
        "number": number,
        "title": text("Avgiftsfria hobbygrupper ordnas i alla grundskolor"),
        "committees": [key % 4 + 1],
        "programme": None,
        "progress": [progress | {"reason": text("Utvidgas till fem kvällar tillsammans med grannkommunerna.")}],
    }


def goal(principle: int, place: int, key: int) -> dict[str, Any]:
    """Return a goal with its measures and the ids of its indicators."""
    number = f"{principle}.{place}"
    first = key * INDICATORS_A_GOAL
    return {
        "id": key,
        "number": number,
        "title": text("Varje barn har en fritid med vänner och en hobby"),
        "assessment": {
            "grade": ("on_track", "partly", "off_track")[key % 3],
            "text": text("Fler barn än någonsin har en hobby och grupperna finns nu i varje skola."),
        },
        "measures": [measure(f"{number}.{n + 1}", key * MEASURES_A_GOAL + n) for n in range(MEASURES_A_GOAL)],
        "indicators": list(range(first, first + INDICATORS_A_GOAL)),
    }


def dense(goals: int) -> Content:
    """Return an edition with so many goals; two of them make about three pages."""
    principles = [
        {
            "id": start,
            "number": str(start // GOALS_A_PRINCIPLE + 1),
            "title": text("Alla barn hör till"),
            "goals": [
                goal(start // GOALS_A_PRINCIPLE + 1, place + 1, start + place)
                for place in range(min(GOALS_A_PRINCIPLE, goals - start))
            ],
        }
        for start in range(0, goals, GOALS_A_PRINCIPLE)
    ]
    names = ("Bildningsnämnden", "Fritidsnämnden", "Samarbetsnämnden för social- och hälsovård", "Kommunstyrelsen")
    part = {"municipality": "granvik", "meeting_on": "2026-01-20", "section": "7", "status": "accepted"}
    content: dict[str, Any] = {
        "format": 1,
        "edition": {"number": 1, "frozen_on": "2026-02-12", "draft": False, "correction_reason": ""},
        "year": 2025,
        "plan": {
            "slug": "granvik",
            "title": text("Välfärdsplan för barn och unga"),
            "first_year": 2024,
            "last_year": 2027,
            "languages": ["sv"],
            "labels": {},
        },
        "municipalities": [{"slug": "granvik", "name": text("Granvik"), "colour": "#0b4f6c", "country": "FI"}],
        "partner": None,
        "round": {"opens_on": "2025-12-01", "due_on": "2026-01-31"},
        "summary": {},
        "chapters": [],
        "committees": [part | {"id": key + 1, "name": text(name)} for key, name in enumerate(names)],
        "principles": principles,
        "indicators": [indicator(key, key % 5 == 0) for key in range(goals * INDICATORS_A_GOAL)],
        "areas": [{"key": "country", "kind": "country", "name": text("Hela landet")}],
        "sources": [],
    }
    return cast(Content, content)
