"""What the tests of a measure's editor do again and again."""

from typing import Any

from django.test import Client

from plans.models import Measure


def address(measure: Measure, language: str = "sv") -> str:
    return f"/{language}/plans/{measure.goal.principle.plan.slug}/measures/{measure.pk}/"


def whole(measure: Measure, **changes: object) -> dict[str, object]:
    """Return what a browser without our script posts."""
    responsible = list(measure.responsibilities.all())
    leader = next((one.committee_id for one in responsible if one.is_leading), "")
    keys = [one.committee_id for one in responsible]
    form = {"title_sv": measure.title_sv, "title_fi": measure.title_fi, "committees": keys, "leader": leader}
    was = {"committees_was": ",".join(map(str, keys)), "leader_was": leader, "version": measure.version}
    return {**form, **was, **changes}


def typed(client: Client, measure: Measure, query: str = "", **changes: object) -> Any:
    """Send what our script sends: the changed fields."""
    version = changes.pop("version", 1)
    fields = ",".join(name for name in changes if not name.endswith("_was"))
    data = {"version": version, "_fields": fields, **changes}
    return client.post(address(measure) + query, data, headers={"X-Autosave": "1"})
