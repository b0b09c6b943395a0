"""A plan's canonical content: everything that its working text says, always in the same order and the same characters.

A revision keeps it with its fingerprint; the JSON export, the consultation and the next period start from it.
"""

from collections import defaultdict
from typing import Any

from plans import content
from plans.canonical_indicators import indicators_in
from plans.canonical_rows import Row, Rows, read
from plans.models import Plan
from welfareplans.organisations.canonical_json import canonical_json
from welfareplans.organisations.texts import texts_in


def plan_text(plan: Plan) -> str:
    """Return the plan's content as canonical JSON: the characters that a revision keeps and that are fingerprinted."""
    return canonical_json(plan_content(plan))


def plan_content(plan: Plan) -> content.PlanContent:
    """Return everything that the plan says at one moment; one query, however large it is."""
    rows = read(plan)
    return {
        "format": content.FORMAT,
        "plan": head_in(rows["plan"][0]),
        "partners": [taken(row, "municipality", texts=("name",)) for row in rows["partners"]],
        "committees": [taken(row, "municipality", texts=("name",)) for row in rows["committees"]],
        "chapters": [taken(row, "key", "points", texts=("title", "body")) for row in rows["chapters"]],
        "contacts": [taken(row, texts=("function", "sector")) for row in rows["contacts"]],
        "sources": [taken(row, "kind", "year", "link", texts=("title",)) for row in rows["sources"]],
        "milestones": [
            taken(row | {"committee": row["committee_id"]}, "starts_on", "ends_on", "committee", texts=("title",))
            for row in rows["milestones"]
        ],
        "programmes": [
            taken(
                row, "municipality", "first_year", "last_year", "link",
                texts=("title", "owner", "funding", "partner_organisations"),
            )
            for row in rows["programmes"]
        ],
        "principles": principles_in(rows),
        "indicators": indicators_in(rows),
    }  # fmt: skip


def taken(row: Row, *names: str, texts: tuple[str, ...] = ()) -> Any:
    """Return a row's key, the fields named, and the texts by language."""
    return {"id": row["id"], **{name: row[name] for name in names}, **{name: texts_in(row, name) for name in texts}}


def head_in(row: Row) -> content.PlanHead:
    """Return what stands on the cover."""
    labels: Any = {level: texts_in(row, f"{level}_label") for level in ("principle", "goal", "measure")}
    area: Any = {"name": texts_in(row, "name"), **{name: row[name] for name in ("kind", "country", "code")}}
    return {
        "id": row["id"], "slug": row["slug"], "title": texts_in(row, "title"), "first_year": row["first_year"],
        "last_year": row["last_year"], "languages": row["languages"], "municipality": row["municipality"],
        "labels": labels, "area": area, "predecessor": row["predecessor_id"],
    }  # fmt: skip


def principles_in(rows: Rows) -> list[content.Principle]:
    """Return the table: principles, their goals, their measures."""
    measures: dict[int, list[content.Measure]] = defaultdict(list)
    responsible, concerned = by(rows["responsibilities"], "measure_id"), by(rows["concerned"], "measure_id")
    for row in rows["measures"]:
        measures[row["goal_id"]].append(measure_in(row, responsible[row["id"]], concerned[row["id"]]))
    goals: dict[int, list[content.Goal]] = defaultdict(list)
    for row in rows["goals"]:
        goals[row["principle_id"]].append({**node_in(row), "measures": measures[row["id"]]})
    return [{**node_in(row), "goals": goals[row["id"]]} for row in rows["principles"]]


def by(rows: list[Row], name: str) -> dict[int, list[Row]]:
    """Return the rows by one of their keys."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def node_in(row: Row) -> content.Node:
    """Return what principle, goal and measure share."""
    return {
        "id": row["id"], "title": texts_in(row, "title"), "owner": row["owner_id"],
        "predecessor": row["predecessor_id"],
    }  # fmt: skip


def measure_in(row: Row, responsible: list[Row], concerned: list[Row]) -> content.Measure:
    """Return a measure. responsible: its committees, the leading one first; concerned: its partners."""
    return {
        **node_in(row),
        "committees": [one["committee_id"] for one in responsible],
        "leader": next((one["committee_id"] for one in responsible if one["is_leading"]), None),
        "programme": row["programme_id"],
        "first_year": row["first_year"],
        "last_year": row["last_year"],
        "expected_result": texts_in(row, "expected_result"),
        "resources": texts_in(row, "resources"),
        "partners": [one["partner_id"] for one in concerned],
    }
