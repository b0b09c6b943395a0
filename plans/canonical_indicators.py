"""The indicators of a plan's canonical content."""

from collections import defaultdict

from plans import content
from plans.canonical_rows import Row, Rows
from welfareplans.organisations.texts import texts_in


def indicators_in(rows: Rows) -> list[content.PlanIndicator]:
    """Return the indicators as the plan uses them, in order."""
    measures = keys(rows["use_measures"], "planindicator_id", "measure_id")
    goals = keys(rows["use_goals"], "planindicator_id", "goal_id")
    measured, reporters = indicators_by_key(rows), reporters_in(rows)
    return [
        {
            "id": row["id"],
            "indicator": measured[row["indicator_id"]],
            "measures": measures[row["id"]],
            "goals": goals[row["id"]],
            "baseline": figure(row["baseline"]),
            "baseline_year": row["baseline_year"],
            "target": figure(row["target"]),
            "target_year": row["target_year"],
            "target_text": texts_in(row, "target_text"),
            "is_to_be_specified": row["is_to_be_specified"],
            "specified_by": row["specified_by_id"],
            "specified_due": row["specified_due"],
            "reporters": reporters[row["id"]],
        }
        for row in rows["uses"]
    ]


def figure(number: str | None) -> str | None:
    """Return a figure without the zeros that its column adds: 12.5, 100."""
    return number.rstrip("0").rstrip(".") if number and "." in number else number


def indicators_by_key(rows: Rows) -> dict[int, content.Indicator]:
    """Return what is measured, which the plan only borrows."""
    dimensions: dict[int, list[str]] = defaultdict(list)
    for row in rows["dimensions"]:
        dimensions[row["indicator_id"]].append(row["key"])
    return {row["id"]: indicator_in(row, dimensions[row["id"]]) for row in rows["indicators"]}


def indicator_in(row: Row, dimensions: list[str]) -> content.Indicator:
    """Return one of them."""
    return {
        "id": row["id"],
        "municipality": row["municipality"],
        "name": texts_in(row, "name"),
        "definition": texts_in(row, "definition"),
        "unit": texts_in(row, "unit"),
        "kind": row["kind"],
        "decimals": row["decimals"],
        "better": row["better"],
        "period": row["period"],
        "counts_people": row["counts_people"],
        "series": row["series"],
        "dimensions": dimensions,
    }


def keys(rows: list[Row], of: str, to: str) -> dict[int, list[int]]:
    """Return what each indicator of the plan is linked to."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row[of]].append(row[to])
    return found


def reporters_in(rows: Rows) -> dict[int, list[content.Reporter]]:
    """Return who enters the figures, by indicator of the plan."""
    found: dict[int, list[content.Reporter]] = defaultdict(list)
    for row in rows["reporters"]:
        area = f"{row['kind']}-{row['country']}-{row['code']}" if row["code"] else str(row["area_id"])
        found[row["plan_indicator_id"]].append({"area": area, "committee": row["committee_id"]})
    return found
