"""Writes a finished consultation of the demo: who was asked, what they said, and the answers."""

import datetime
from typing import Any

from django.utils import timezone

from plans.canonical import plan_content
from plans.content import PlanContent
from plans.inviting import invite
from plans.models import Consultation, Invitation, Measure, Plan, Statement
from plans.models.statement import WHOLE
from plans.passages import passages
from welfareplans.organisations.canonical_json import canonical_json, fingerprint
from welfareplans.organisations.models import Committee
from welfareplans.organisations.texts import per_language

Json = dict[str, Any]


def noon(day: str) -> datetime.datetime:
    """Return the middle of a day."""
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T12:00:00"))


def write_consultation(
    plan: Plan, content: Json, committees: dict[str, Committee], measures: dict[str, Measure]
) -> None:
    """Write the consultation, which was about the plan as it read before the statements changed it."""
    text = plan_content(plan)
    keys = {one.number: one.key for one in passages(text)}
    keys |= {name: f"measure-{measure.pk}" for name, measure in measures.items()}
    put_back(text, content["before"], keys)
    row = Consultation(
        plan=plan, number=1, due_on=content["due_on"], first_due_on=content["due_on"],
        opened_at=noon(content["opens_on"]), ended_at=noon(content["due_on"]),
        answered_at=noon(content["answered_on"]), content=canonical_json(text),
        **per_language("instructions", content["instructions"]),
    )  # fmt: skip
    row.sha256 = fingerprint(row.content)
    row.save()
    for number, party in enumerate(content["parties"], 1):
        write_party(row, {"email": f"party{number}@demo.example", **party}, committees, keys)


def put_back(text: PlanContent, before: list[Json], keys: dict[str, str]) -> None:
    """Put the texts back that statements changed."""
    goals = [goal for principle in text["principles"] for goal in principle["goals"]]
    nodes: Json = {f"goal-{goal['id']}": goal for goal in goals}
    nodes |= {f"measure-{one['id']}": one for goal in goals for one in goal["measures"]}
    for one in before:
        nodes[keys[one["about"]]][one["field"]] = one["text"]


def write_party(row: Consultation, content: Json, committees: dict[str, Committee], keys: dict[str, str]) -> None:
    """Write one party with its statements, handed in on the last day."""
    if "committee" in content:
        [invitation] = invite(row, committees=[committees[content["committee"]].pk])
    else:
        named = {name: content[name] for name in ("name", "email", "language")}
        [invitation] = invite(row, **named)
    handed_in = row.ended_at if content["statements"] else None
    Invitation.objects.filter(pk=invitation.pk).update(
        submitted_at=handed_in, signed_as=content["signed_as"], written_in=content["language"]
    )
    for one in content["statements"]:
        Statement.objects.create(
            invitation=invitation, about=keys[one["about"]] if one["about"] else WHOLE,
            text=one["text"], submitted_text=one["text"], submitted_at=handed_in,
            outcome=one["outcome"], changed=keys[one["changed"]] if one["changed"] else "",
            answered_at=row.answered_at, **per_language("answer", one["answer"]),
        )  # fmt: skip
