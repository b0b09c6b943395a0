"""The indicators of a plan's canonical content."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from indicators.models import Indicator
from plans import content
from plans.models import Plan, PlanIndicator, Reporter
from welfareplans.organisations.texts import columns, texts_in

TEXTS = ("target_text", "indicator__name", "indicator__definition", "indicator__unit")
OWN = (
    "pk", "indicator_id", "baseline", "baseline_year", "target", "target_year", "is_to_be_specified", "specified_by_id",
    "specified_due",
)  # fmt: skip
SHARED = ("kind", "decimals", "better", "period", "counts_people", "series", "municipality__slug")


def indicators_of(plan: Plan) -> list[content.PlanIndicator]:
    """Return the indicators as the plan uses them, in order."""
    uses = PlanIndicator.objects.filter(plan=plan).order_by("order", "pk")
    found = uses.values(*OWN, *(f"indicator__{name}" for name in SHARED), *columns(*TEXTS))
    measures = linked(PlanIndicator.measures.through, plan, "measure_id")
    goals = linked(PlanIndicator.goals.through, plan, "goal_id")
    dimensions, reporters = dimensions_of(plan), reporters_of(plan)
    return [
        {
            "id": row["pk"],
            "indicator": indicator_in(row, dimensions[row["indicator_id"]]),
            "measures": measures[row["pk"]],
            "goals": goals[row["pk"]],
            "baseline": figure(row["baseline"]),
            "baseline_year": row["baseline_year"],
            "target": figure(row["target"]),
            "target_year": row["target_year"],
            "target_text": texts_in(row, "target_text"),
            "is_to_be_specified": row["is_to_be_specified"],
            "specified_by": row["specified_by_id"],
            "specified_due": row["specified_due"].isoformat() if row["specified_due"] else None,
            "reporters": reporters[row["pk"]],
        }
        for row in found
    ]


def figure(number: Decimal | None) -> str | None:
    """Return a figure without the zeros that its column adds: 12.5, 100."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def indicator_in(row: dict[str, Any], dimensions: list[str]) -> content.Indicator:
    """Return what is measured, which the plan only borrows."""
    return {
        "id": row["indicator_id"],
        "municipality": row["indicator__municipality__slug"],
        "name": texts_in(row, "indicator__name"),
        "definition": texts_in(row, "indicator__definition"),
        "unit": texts_in(row, "indicator__unit"),
        "kind": row["indicator__kind"],
        "decimals": row["indicator__decimals"],
        "better": row["indicator__better"],
        "period": row["indicator__period"],
        "counts_people": row["indicator__counts_people"],
        "series": row["indicator__series"],
        "dimensions": dimensions,
    }


def linked(through: Any, plan: Plan, to: str) -> dict[int, list[int]]:
    """Return what each indicator of the plan is linked to."""
    found: dict[int, list[int]] = defaultdict(list)
    pairs = through.objects.filter(planindicator__plan=plan).order_by(to)
    for use, key in pairs.values_list("planindicator_id", to):
        found[use].append(key)
    return found


def dimensions_of(plan: Plan) -> dict[int, list[str]]:
    """Return the breakdowns by indicator."""
    found: dict[int, list[str]] = defaultdict(list)
    pairs = Indicator.dimensions.through.objects.filter(indicator__uses__plan=plan).order_by("dimension__key")
    for indicator, key in pairs.values_list("indicator_id", "dimension__key"):
        found[indicator].append(key)
    return found


def reporters_of(plan: Plan) -> dict[int, list[content.Reporter]]:
    """Return who enters the figures, by indicator of the plan."""
    found: dict[int, list[content.Reporter]] = defaultdict(list)
    ordered = Reporter.objects.filter(plan_indicator__plan=plan).order_by("area_id")
    for row in ordered.values("plan_indicator_id", "committee_id", "area_id", *(f"area__{x}" for x in AREA)):
        area = "-".join(row[f"area__{name}"] for name in AREA) if row["area__code"] else str(row["area_id"])
        found[row["plan_indicator_id"]].append({"area": area, "committee": row["committee_id"]})
    return found


AREA = ("kind", "country", "code")
