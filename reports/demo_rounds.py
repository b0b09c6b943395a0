"""Takes the rounds of the demo from open to handled, with the verbs that the pages use."""

import datetime
from typing import Any

from django.utils import timezone

from plans.models import Goal, Measure, Plan
from reports.demo_course import People, at, date, fill_in_workbook, hand_in, office_day, open_again, send_back
from reports.freezing import freeze
from reports.models import Assessment, CommitteePart, Progress, Publication, Round
from reports.opening import open_round
from reports.round_acts import close
from welfareplans.organisations.models import Committee, User
from welfareplans.organisations.texts import LANGUAGES, per_language

Json = dict[str, Any]
# A round, what the fixture says about it, and the coordinator.
Finished = tuple[Round, Json, User]

# After the opening.
FIRST_LOOK = datetime.timedelta(days=21)
PER_ANSWER = datetime.timedelta(minutes=4)
NOTHING_ODD: Json = {"workbook": [], "returned": {}, "again": {}, "late": {}, "closed_because": ""}
# The plain columns too: they follow the language that is on.
TEXTS = [f"{name}{end}" for name in ("text", "reason") for end in ("", *(f"_{code}" for code in LANGUAGES))]
WRITTEN = ["state", "proposal", "version", "saved_at", *TEXTS]


def write_rounds(
    plan: Plan, rounds: list[Json], committees: dict[str, Committee], measures: dict[str, Measure], people: People
) -> list[Finished]:
    """Open each round and fill it in; return those that have an edition."""
    finished: list[Finished] = []
    for content in rounds:
        edition = content["edition"] or {}
        handled = edition.get("handled_on")
        opens_on = date(content["opens_on"])
        opened = open_round(
            plan, year=content["year"], opens_on=opens_on, due_on=date(content["due_on"]), by=people.coordinator,
            council_on=date(handled) if handled else None, instructions=content["instructions"], at=at(opens_on, 9),
        )  # fmt: skip
        parts = {part.committee_id: part for part in opened.parts.select_related("round__plan")}
        by_key = {key: parts[committee.pk] for key, committee in committees.items() if committee.pk in parts}
        collect(opened, by_key, content, measures, people)
        assess(opened, content["assessments"])
        if edition:
            # It was closed meanwhile.
            finished.append((Round.objects.select_related("plan").get(pk=opened.pk), content, people.coordinator))
    return finished


def collect(
    opened: Round, parts: dict[str, CommitteePart], content: Json, measures: dict[str, Measure], people: People
) -> None:
    """Fill the committees' parts (by key) in, judge them and close the round, as its course tells."""
    course = content.get("course", NOTHING_ODD)
    told: dict[str, dict[int, Json]] = {key: {} for key in parts}
    for measure, by_committee in content["progress"].items():
        for key, answer in by_committee.items():
            told[key][measures[measure].pk] = answer
    rows = {(row.part_id, row.measure_id): row for row in Progress.objects.filter(part__in=list(parts.values()))}
    # What is written only after the coordinator has asked for it.
    held = {(key, measures[step["measure"]].pk) for key, steps in course["returned"].items() for step in steps}
    fill_in(parts, told, rows, held, course["workbook"], people)
    in_time = [key for key in content["parts"] if key not in course["late"]]
    for key in in_time:
        part, decision, secretary = parts[key], content["parts"][key], people.secretaries[key]
        if key in course["workbook"]:
            part.refresh_from_db()
        for step in course["returned"].get(key, []):
            row = rows[part.pk, measures[step["measure"]].pk]
            send_back(part, step, row, secretary, people.coordinator, decision)
            row.refresh_from_db()
            put(row, told[key][row.measure_id])
            row.save()
        hand_in(part, decision, secretary, people.coordinator, on=course["again"].get(key, decision["meeting_on"]))
    if content["edition"]:
        closed_at = at(office_day(opened.due_on, 1), 8)
        close(opened, reason=course["closed_because"], by=people.coordinator, at=closed_at)
    for key, late in course["late"].items():
        open_again(parts[key], late, people.coordinator)
        decision, secretary = content["parts"][key], people.secretaries[key]
        hand_in(parts[key], decision, secretary, people.coordinator, on=late["submitted_on"])


def fill_in(
    parts: dict[str, CommitteePart], told: dict[str, dict[int, Json]], rows: dict[tuple[int, int], Progress],
    held: set[tuple[str, int]], workbook: list[str], people: People,
) -> None:  # fmt: skip
    """Let each committee begin on a day of its own and write what it tells of its measures (by key)."""
    now, filled = timezone.now(), []
    for place, (key, answers) in enumerate(told.items()):
        part = parts[key]
        # In the round that is open, a day that is still to come is today.
        begun = part.opened_at = min(at(office_day(part.round.opens_on + FIRST_LOOK, place), 18), now)
        if key in workbook:
            part.save()
            fill_in_workbook(part, answers, people.secretaries[key])
            continue
        if answers:
            part.begin()
        for number, (pk, answer) in enumerate(answers.items(), 1):
            row = rows[part.pk, pk]
            put(row, answer, texts=(key, pk) not in held)
            row.version, row.saved_at = row.version + 1, min(begun + number * PER_ANSWER, now)
            filled.append(row)
    Progress.objects.bulk_update(filled, WRITTEN)


def put(row: Progress, answer: Json, *, texts: bool = True) -> None:
    """Set what a committee says about a measure; without its texts when those are to come."""
    row.state, row.proposal = answer["state"], answer["proposal"] or ""
    written = {**per_language("text", answer["text"]), **per_language("reason", answer["reason"])} if texts else {}
    for field, text in written.items():
        setattr(row, field, text)


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
