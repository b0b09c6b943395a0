"""A plan's canonical content: everything that its working text says, always in the same order and the same characters.

A revision keeps it with its fingerprint; the JSON export, the consultation and the next period start from it.
"""

import datetime
from collections import defaultdict
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from plans import content
from plans.canonical_indicators import indicators_of
from plans.models import (
    Chapter,
    Contact,
    Measure,
    Milestone,
    Partner,
    Plan,
    Principle,
    Programme,
    Responsibility,
    Source,
)
from welfareplans.organisations.canonical_json import canonical_json
from welfareplans.organisations.models import Area, Committee
from welfareplans.organisations.texts import columns, texts_in

Row = dict[str, Any]


def plan_text(plan: Plan) -> str:
    """Return the plan's content as canonical JSON: the characters that a revision keeps and that are fingerprinted."""
    return canonical_json(plan_content(plan))


def plan_content(plan: Plan) -> content.PlanContent:
    """Return everything that the plan says now, read by a constant number of queries."""
    principles, indicators = principles_of(plan), indicators_of(plan)
    measures = [measure for one in principles for goal in one["goals"] for measure in goal["measures"]]
    named = {key for measure in measures for key in measure["committees"]}
    named |= {one["specified_by"] for one in indicators if one["specified_by"]}
    named |= {reporter["committee"] for one in indicators for reporter in one["reporters"]}
    return {
        "format": content.FORMAT,
        "plan": head_of(plan),
        "partners": partners_of(plan),
        "committees": committees_of(named),
        "chapters": chapters_of(plan),
        "contacts": contacts_of(plan),
        "sources": sources_of(plan),
        "milestones": milestones_of(plan),
        "programmes": programmes_of({one["programme"] for one in measures if one["programme"]}),
        "principles": principles,
        "indicators": indicators,
    }


def rows(found: QuerySet[Any], *fields: str, texts: tuple[str, ...] = ()) -> list[Row]:
    """Return the rows with the fields and the texts asked for."""
    named = found.values("pk", *fields, *columns(*texts))
    return [{**row, **{name: texts_in(row, name) for name in texts}} for row in named]


def day(date: datetime.date | None) -> str | None:
    """Return a day as ISO 8601."""
    return date.isoformat() if date else None


def head_of(plan: Plan) -> content.PlanHead:
    """Return what stands on the cover; read anew, because the plan at hand may be older."""
    labels = ("principle_label", "goal_label", "measure_label")
    plain = ("slug", "first_year", "last_year", "languages", "municipality__slug", "predecessor_id")
    areas = ("area_id", "municipality__area_id")
    (row,) = rows(Plan.objects.filter(pk=plan.pk), *plain, *areas, texts=("title", *labels))
    return {
        "id": row["pk"], "slug": row["slug"], "title": row["title"], "first_year": row["first_year"],
        "last_year": row["last_year"], "languages": row["languages"], "municipality": row["municipality__slug"],
        "labels": {"principle": row[labels[0]], "goal": row[labels[1]], "measure": row[labels[2]]},
        "area": area_of(row["area_id"] or row["municipality__area_id"]), "predecessor": row["predecessor_id"],
    }  # fmt: skip


def area_of(key: int) -> content.Area:
    """Return an area."""
    (row,) = rows(Area.objects.filter(pk=key), "kind", "country", "code", texts=("name",))
    return {"kind": row["kind"], "country": row["country"], "code": row["code"], "name": row["name"]}


def partners_of(plan: Plan) -> list[content.Partner]:
    """Return the municipalities in the plan; what their councils decided is told beside a revision, not in it."""
    found = rows(
        Partner.objects.filter(plan=plan).order_by("pk"), "municipality__slug", texts=("municipality__area__name",)
    )
    return [
        {"id": row["pk"], "municipality": row["municipality__slug"], "name": row["municipality__area__name"]}
        for row in found
    ]


def committees_of(keys: set[int]) -> list[content.Committee]:
    """Return the committees that the plan names."""
    found = rows(Committee.objects.filter(pk__in=keys).order_by("pk"), "municipality__slug", texts=("name",))
    return [{"id": row["pk"], "municipality": row["municipality__slug"], "name": row["name"]} for row in found]


def chapters_of(plan: Plan) -> list[content.Chapter]:
    """Return the chapters in order."""
    found = rows(Chapter.objects.filter(plan=plan).order_by("order", "pk"), "key", texts=("title", "body"))
    return [{"id": row["pk"], "key": row["key"], "title": row["title"], "body": row["body"]} for row in found]


def contacts_of(plan: Plan) -> list[content.Contact]:
    """Return the contacts."""
    found = rows(Contact.objects.filter(plan=plan).order_by("pk"), texts=("function", "sector"))
    return [{"id": row["pk"], "function": row["function"], "sector": row["sector"]} for row in found]


def sources_of(plan: Plan) -> list[content.Source]:
    """Return the sources."""
    found = rows(Source.objects.filter(plan=plan).order_by("pk"), "kind", "year", "link", texts=("title",))
    return [
        {"id": row["pk"], "kind": row["kind"], "title": row["title"], "year": row["year"], "link": row["link"]}
        for row in found
    ]


def milestones_of(plan: Plan) -> list[content.Milestone]:
    """Return the steps of the timetable in order of time."""
    ordered = Milestone.objects.filter(plan=plan).order_by("starts_on", "pk")
    return [
        {
            "id": row["pk"],
            "title": row["title"],
            "starts_on": row["starts_on"].isoformat(),
            "ends_on": day(row["ends_on"]),
        }
        for row in rows(ordered, "starts_on", "ends_on", texts=("title",))
    ]


def programmes_of(keys: set[int]) -> list[content.Programme]:
    """Return the programmes that measures of the plan belong to."""
    texts = ("title", "owner", "funding", "partner_organisations")
    found = Programme.objects.filter(pk__in=keys).order_by("pk")
    return [
        {
            "id": row["pk"], "municipality": row["municipality__slug"], "title": row["title"], "owner": row["owner"],
            "first_year": row["first_year"], "last_year": row["last_year"], "funding": row["funding"],
            "partner_organisations": row["partner_organisations"], "link": row["link"],
        }
        for row in rows(found, "municipality__slug", "first_year", "last_year", "link", texts=texts)
    ]  # fmt: skip


def principles_of(plan: Plan) -> list[content.Principle]:
    """Return the table: principles, their goals, their measures."""
    goal, measure = "goals__", "goals__measures__"
    texts = tuple(f"{prefix}title" for prefix in ("", goal, measure))
    texts += (f"{measure}expected_result", f"{measure}resources")
    plain = [f"{prefix}{name}" for prefix in ("", goal, measure) for name in ("owner_id", "predecessor_id")]
    plain += [f"{measure}{name}" for name in ("programme_id", "first_year", "last_year")]
    ordered = Principle.objects.filter(plan=plan).order_by(
        "order", "pk", f"{goal}order", f"{goal}pk", f"{measure}order", f"{measure}pk"
    )
    responsible, concerned = responsible_of(plan), concerned_of(plan)
    found: list[content.Principle] = []
    tree = rows(ordered, f"{goal}pk", f"{measure}pk", *plain, texts=texts)
    for _, group in groupby(tree, key=lambda row: row["pk"]):
        of_principle = list(group)
        goals: list[content.Goal] = []
        for goal_key, of_goal in groupby(of_principle, key=lambda row: row[f"{goal}pk"]):
            measured = list(of_goal)
            if goal_key is not None:
                measures = [
                    measure_in(row, responsible, concerned) for row in measured if row[f"{measure}pk"] is not None
                ]
                goals.append({**node_in(measured[0], goal), "measures": measures})
        found.append({**node_in(of_principle[0], ""), "goals": goals})
    return found


def node_in(row: Row, prefix: str) -> content.Node:
    """Return what principle, goal and measure share, from a row of the table."""
    own = {name: row[f"{prefix}{name}"] for name in ("pk", "title", "owner_id", "predecessor_id")}
    return {
        "id": own["pk"], "title": own["title"], "owner": own["owner_id"], "predecessor": own["predecessor_id"],
    }  # fmt: skip


def measure_in(
    row: Row, responsible: dict[int, list[tuple[int, bool]]], concerned: dict[int, list[int]]
) -> content.Measure:
    """Return a measure from a row of the table. responsible: committee and whether it leads, by measure."""
    prefix = "goals__measures__"
    committees = responsible[row[f"{prefix}pk"]]
    return {
        **node_in(row, prefix),
        "committees": [key for key, _ in committees],
        "leader": next((key for key, leads in committees if leads), None),
        "programme": row[f"{prefix}programme_id"],
        "first_year": row[f"{prefix}first_year"],
        "last_year": row[f"{prefix}last_year"],
        "expected_result": row[f"{prefix}expected_result"],
        "resources": row[f"{prefix}resources"],
        "partners": concerned[row[f"{prefix}pk"]],
    }


def responsible_of(plan: Plan) -> dict[int, list[tuple[int, bool]]]:
    """Return the committees by measure, the leading one first, and whether each leads."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    ordered = Responsibility.objects.filter(measure__goal__principle__plan=plan).order_by("-is_leading", "pk")
    for measure, committee, leads in ordered.values_list("measure_id", "committee_id", "is_leading"):
        found[measure].append((committee, leads))
    return found


def concerned_of(plan: Plan) -> dict[int, list[int]]:
    """Return the partners that a measure concerns, by measure; none means all."""
    pairs = Measure.partners.through.objects.filter(measure__goal__principle__plan=plan).order_by("partner_id")
    found: dict[int, list[int]] = defaultdict(list)
    for measure, partner in pairs.values_list("measure_id", "partner_id"):
        found[measure].append(partner)
    return found
