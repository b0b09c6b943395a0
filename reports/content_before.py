"""How goals and measures stood the time before, as far as it had been accepted when the edition was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.content_texts import Row
from reports.document.content import Before, Principle


@dataclass(frozen=True)
class Earlier:
    """The rows of the follow-up before: what committees reported, in order, and how goals were assessed."""

    reported: Sequence[Row]
    assessed: Sequence[Row]

    def told(self, principles: Sequence[Principle]) -> Before | None:
        """Return the assessments and states of what the report tells of; None when there was nothing before.

        A measure has the state that its leading committee reported, else that of the first that did.
        """
        years = [row["part__round__year"] for row in self.reported] + [row["round__year"] for row in self.assessed]
        if not years:
            return None
        states: dict[int, dict[int, str]] = {}
        for row in self.reported:
            states.setdefault(row["measure_id"], {})[row["part__committee_id"]] = row["state"]
        grades = {row["goal_id"]: row["grade"] for row in self.assessed if row["grade"]}
        goals = [goal for principle in principles for goal in principle["goals"]]
        measures = [one for goal in goals for one in goal["measures"] if one["id"] in states]
        return {
            "year": years[0],
            "grades": [{"goal": one["id"], "grade": grades[one["id"]]} for one in goals if one["id"] in grades],
            "states": [{"measure": m["id"], "state": leading(m["committees"], states[m["id"]])} for m in measures],
        }


def leading(committees: Sequence[int], states: dict[int, str]) -> str:
    """Return the state of the first of the committees that reported, else the first there is."""
    return next((states[one] for one in committees if one in states), next(iter(states.values())))
