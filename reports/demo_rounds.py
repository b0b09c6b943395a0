"""Takes the rounds of the demo from open to handled, with the verbs that the pages use."""

from typing import Any

from plans.models import Goal, Measure, Plan
from reports.demo_course import at, date, fill_in_workbook, hand_in, hand_in_late, send_back
from reports.freezing import freeze
from reports.models import Assessment, CommitteePart, Progress, Publication, Round
from reports.opening import open_round
from welfareplans.organisations.models import Committee, User
from welfareplans.organisations.texts import per_language

Json = dict[str, Any]
# A round, what the fixture says about it, and the coordinator.
Finished = tuple[Round, Json, User]


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
        parts = {part.committee_id: part for part in opened.parts.select_related("round__plan")}
        by_key = {key: parts[committee.pk] for key, committee in committees.items() if committee.pk in parts}
        collect(by_key, content, measures, people)
        assess(opened, content["assessments"])
        if edition:
            # A part that was late has closed the round.
            closed = Round.objects.select_related("plan").get(pk=opened.pk) if "course" in content else opened
            finished.append((closed, content, people["coordinator"]))
    return finished


def collect(parts: dict[str, CommitteePart], content: Json, measures: dict[str, Measure], people: Json) -> None:
    """Fill the committees' parts (by key) in and judge them, as the course of the round tells."""
    course = content.get("course", {"workbook": [], "returned": {}, "late": {}})
    rows = {
        (row.part_id, row.measure_id): row
        for row in Progress.objects.filter(part__in=[one.pk for one in parts.values()])
    }
    told: dict[str, dict[int, Json]] = {key: {} for key in parts}
    for measure, by_committee in content["progress"].items():
        for key, answer in by_committee.items():
            told[key][measures[measure].pk] = answer
    # What is written only after the coordinator has asked for it.
    held = {(key, measures[step["measure"]].pk) for key, steps in course["returned"].items() for step in steps}
    for key, answers in told.items():
        if key in course["workbook"]:
            fill_in_workbook(parts[key], answers, people["committee"])
            continue
        for pk, answer in answers.items():
            parts[key].begin()
            write(rows[parts[key].pk, pk], answer, texts=(key, pk) not in held)
    for key, decision in sorted(content["parts"].items(), key=lambda one: one[0] in course["late"]):
        part = (
            CommitteePart.objects.select_related("round__plan").get(pk=parts[key].pk)
            if key in course["workbook"]
            else parts[key]
        )
        for step in course["returned"].get(key, []):
            pk = measures[step["measure"]].pk
            send_back(part, step, rows[part.pk, pk], people, decision)
            rows[part.pk, pk].refresh_from_db()
            write(rows[part.pk, pk], told[key][pk])
        if key in course["late"]:
            hand_in_late(part, course["late"][key], decision, people)
        else:
            hand_in(part, decision, people, on=date(course["again"][key]) if key in course["returned"] else None)


def write(row: Progress, answer: Json, *, texts: bool = True) -> None:
    """Write what a committee says about a measure; without its texts when those are to come."""
    row.state, row.proposal = answer["state"], answer["proposal"] or ""
    written = {**per_language("text", answer["text"]), **per_language("reason", answer["reason"])} if texts else {}
    for field, text in written.items():
        setattr(row, field, text)
    row.save()


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
