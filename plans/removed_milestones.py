"""Milestones that were removed, read from the history, and how one comes back as it was."""

from typing import Any

from django.db import transaction

from plans.models import Milestone, Plan
from welfareplans.organisations.models import Committee

# The base column is written by its language columns.
KEPT = [field.attname for field in Milestone._meta.concrete_fields if field.attname != "title"]
SHOWN = 10


def removed(plan: Plan) -> list[Any]:
    """Return the last state of the plan's removed milestones, the newest first: events of the history."""
    history: Any = Milestone.pgh_event_model  # type: ignore[attr-defined]
    gone = history.objects.filter(plan=plan, pgh_label="delete").exclude(pgh_obj_id__in=plan.milestones.values("pk"))
    newest = gone.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return sorted(newest, key=lambda event: -event.pgh_id)[:SHOWN]


@transaction.atomic
def bring_back(plan: Plan, milestone: int) -> Milestone | None:
    """Return the milestone with the key and the texts it had; None when there is none to bring back.

    One that is there again stays as it is. A committee that does not exist any more is left out.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    there = plan.milestones.filter(pk=milestone).first()
    event = next((one for one in removed(plan) if one.pgh_obj_id == milestone), None)
    if there or event is None:
        return there
    row = Milestone(**{name: getattr(event, name) for name in KEPT})
    row.version += 1
    if row.committee_id and not Committee.objects.filter(pk=row.committee_id).exists():
        row.committee = None
    row.save(force_insert=True)
    return row
