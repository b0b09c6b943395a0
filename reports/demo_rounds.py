"""Takes the rounds of the demo from open to handled, with the verbs that the pages use."""

import datetime
from typing import Any

from django.utils import timezone

from plans.models import Goal, Measure, Plan
from reports.freezing import freeze
from reports.models import Assessment, CommitteePart, Progress, Publication, Round
from reports.opening import open_round
from welfareplans.organisations.models import Committee, User
from welfareplans.organisations.texts import per_language

Json = dict[str, Any]
# A round, what the fixture says about it, and the coordinator.
Finished = tuple[Round, Json, User]
date = datetime.date.fromisoformat


def write_rounds(
    plan: Plan,
    rounds: list[Json],
    committees: dict[str, Committee],
    measures: dict[str, Measure],
    people: dict[str, User],
) -> list[Finished]:
    """Open each round and fill it in; return those that have an edition."""
    finished: list[Finished] = []
    for content in rounds:
        edition = content["edition"] or {}
        handled = edition.get("handled_on")
        opened = open_round(
            plan, year=content["year"], opens_on=date(content["opens_on"]), due_on=date(content["due_on"]),
            council_on=date(handled) if handled else None, instructions=content["instructions"],
        )  # fmt: skip
        parts = {part.committee_id: part for part in opened.parts.select_related("round")}
        fill_in(parts, content["progress"], committees, measures)
        for key, decision in content["parts"].items():
            hand_in(parts[committees[key].pk], decision, people)
        assess(opened, content["assessments"])
        if edition:
            finished.append((opened, content, people["coordinator"]))
    return finished


def fill_in(
    parts: dict[int, CommitteePart], told: Json, committees: dict[str, Committee], measures: dict[str, Measure]
) -> None:
    """Write what the committees say about their measures."""
    rows = {
        (row.part.committee_id, row.measure_id): row
        for row in Progress.objects.filter(part__in=parts.values()).select_related("part")
    }
    for measure, by_committee in told.items():
        for committee, answer in by_committee.items():
            parts[committees[committee].pk].begin()
            row = rows[committees[committee].pk, measures[measure].pk]
            row.state, row.proposal = answer["state"], answer["proposal"] or ""
            texts = {**per_language("text", answer["text"]), **per_language("reason", answer["reason"])}
            for field, text in texts.items():
                setattr(row, field, text)
            row.save()


def hand_in(part: CommitteePart, decision: Json, people: dict[str, User]) -> None:
    """Submit the part with the committee's decision; the coordinator accepts it the day after."""
    meeting = date(decision["meeting_on"])
    part.submit(by=people["committee"], meeting_on=meeting, section=decision["section"])
    part.accept(by=people["coordinator"])
    part.submitted_at = at(meeting, 20)
    part.accepted_at = at(meeting + datetime.timedelta(days=1), 10)
    part.save()


def at(day: datetime.date, hour: int) -> datetime.datetime:
    """Return that hour of the day, where the office is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def assess(opened: Round, grades: Json) -> None:
    """Write the coordinator's judgement of the goals, which are named by number."""
    goals = Goal.objects.filter(principle__plan=opened.plan_id).order_by("principle__order", "order")
    by_number = {f"{goal.principle.order}.{goal.order}": goal for goal in goals.select_related("principle")}
    Assessment.objects.bulk_create(
        Assessment(round=opened, goal=by_number[number], grade=row["grade"], **per_language("text", row["text"]))
        for number, row in grades.items()
    )


def conclude(opened: Round, content: Json, coordinator: User, *, in_parts: bool) -> None:
    """Freeze the edition, publish it, and keep when the council handled it. in_parts: as `freeze` says."""
    decided = content["edition"]
    frozen_on = date(decided["frozen_on"])
    edition = freeze(opened, by=coordinator, summary=content["summary"], at=at(frozen_on, 12), in_parts=in_parts)
    # Published before its files are there, as nobody does otherwise: the worker makes them while the demo is looked at.
    Publication.objects.create(edition=edition, published_at=at(frozen_on, 15), published_by=coordinator)
    frozen = Round.objects.get(pk=opened.pk)
    frozen.publish()
    frozen.register_handling(on=date(decided["handled_on"]), section=decided["handled_section"])
