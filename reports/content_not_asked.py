"""What an edition says about measures and figures that committees were not asked about this year."""

from reports.content_texts import text_of
from reports.document.content import NotAsked
from reports.models import Round
from welfareplans.organisations.texts import columns


def not_asked(round: Round) -> list[NotAsked]:
    """Return what was left out with one query."""
    rows = round.not_asked.order_by("measure_id", "plan_indicator__order", "pk").values(
        "committee_id", "measure_id", "plan_indicator__indicator_id", *columns("reason")
    )  # fmt: skip
    return [
        {
            "committee": row["committee_id"],
            "measure": row["measure_id"],
            "indicator": row["plan_indicator__indicator_id"],
            "reason": text_of(row, "reason", round.plan.languages),
        }
        for row in rows
    ]
