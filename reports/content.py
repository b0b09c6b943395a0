"""The canonical content of an edition: everything that a report says, in every language of the plan.

Built from the database with a constant number of queries. PDF and web edition are made of this and nothing else.
"""

import base64
import datetime
from typing import Any

from django.utils import timezone

from plans.models import Chapter, Milestone, Partner, Source
from reports.content_figures import FigureBook, day
from reports.content_not_asked import not_asked
from reports.content_table import Table
from reports.content_texts import Row, text_of
from reports.document import canonical as canonical_bytes
from reports.document import content
from reports.models import CommitteePart, Round
from welfareplans.organisations.models import Committee
from welfareplans.organisations.texts import columns, localised

FORMAT = 1
LABELS = ("principle", "goal", "measure")
MUNICIPALITY = [
    "municipality__slug", "municipality__colour", "municipality__small_count_threshold", "municipality__area_id",
    "municipality__area__country", "municipality__logo__png", *columns("municipality__area__name"),
]  # fmt: skip


def edition_content(
    round: Round, *, number: int, frozen_at: datetime.datetime | None, draft: bool = False, correction_reason: str = ""
) -> content.Content:
    """Return what the report of a round says at this moment.

    round: with plan, municipality and areas loaded. number: the edition's. frozen_at: None for a draft, which also
    shows what committees have written and not handed in.
    """
    partners, languages = partner_rows(round), round.plan.languages
    members = {row["municipality__area_id"]: row["municipality__slug"] for row in partners}
    threshold = max(row["municipality__small_count_threshold"] for row in partners)
    figures, left_out = FigureBook(round, members, threshold), not_asked(round)
    table = Table(round, draft=draft)
    principles, indicators = table.contents(), figures.indicators()
    told: content.Content = {
        "format": FORMAT,
        "edition": {
            "number": number,
            "frozen_on": day(timezone.localdate(frozen_at)) if frozen_at else None,
            "draft": draft,
            "correction_reason": correction_reason,
        },
        "year": round.year,
        "plan": plan_told(round),
        "municipalities": [municipality(row, languages) for row in partners],
        "partner": None,
        "round": {"opens_on": round.opens_on.isoformat(), "due_on": round.due_on.isoformat()},
        "summary": localised(round, "summary", languages),
        "chapters": chapters(round),
        "committees": committees(round, principles, indicators, left_out),
        "principles": principles,
        "indicators": indicators,
        "areas": figures.areas(),
        "sources": references(round),
        "milestones": milestones(round),
    }
    return with_optional(told, left_out, table.before.told(principles))


def with_optional(
    told: content.Content, left_out: list[content.NotAsked], earlier: content.Before | None
) -> content.Content:
    """Return the content with what not every edition has."""
    if left_out:
        told["not_asked"] = left_out
    if earlier:
        told["before"] = earlier
    return told


def plan_told(round: Round) -> content.Plan:
    """Return the plan as far as the report names it."""
    plan = round.plan
    return {
        "slug": plan.slug,
        "title": localised(plan, "title", plan.languages) or localised(plan, "title"),
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "languages": list(plan.languages),
        "labels": {one: texts for one in LABELS if (texts := localised(plan, f"{one}_label", plan.languages))},
    }


def canonical(edition: content.Content) -> str:
    """Return the content as the text that is stored and fingerprinted: sorted keys, no spaces."""
    return canonical_bytes(edition).decode()


def partner_rows(round: Round) -> list[Row]:
    """Return the municipalities that took part when the round opened, the lead first."""
    lead = round.plan.municipality
    partners = Partner.objects.filter(plan=round.plan).taking_part(on=round.opens_on)
    rows: list[Row] = list(partners.order_by("pk").values(*MUNICIPALITY))
    if not any(row["municipality__slug"] == lead.slug for row in rows):
        rows.append(lead_row(round))
    return sorted(rows, key=lambda row: row["municipality__slug"] != lead.slug)


def lead_row(round: Round) -> Row:
    """Return the lead municipality as a row, for a plan in which it is not a partner."""
    lead = round.plan.municipality
    row: dict[str, Any] = {f"municipality__area__{name}": getattr(lead.area, name) for name in columns("name")}
    return row | {
        "municipality__slug": lead.slug,
        "municipality__colour": lead.colour,
        "municipality__small_count_threshold": lead.small_count_threshold,
        "municipality__area_id": lead.area_id,
        "municipality__area__country": lead.area.country,
        "municipality__logo__png": lead.logo.png if lead.logo else None,
    }


def municipality(row: Row, languages: list[str]) -> content.Municipality:
    """Return one municipality of the plan."""
    told: content.Municipality = {
        "slug": row["municipality__slug"],
        "name": text_of(row, "municipality__area__name", languages),
        "colour": row["municipality__colour"],
        "country": row["municipality__area__country"],
    }
    if row["municipality__logo__png"]:
        told["logo"] = base64.b64encode(row["municipality__logo__png"]).decode()
    return told


def chapters(round: Round) -> list[content.Chapter]:
    """Return the plan's texts around its table."""
    rows = Chapter.objects.filter(plan=round.plan).values("key", *columns("title", "body"))
    languages = round.plan.languages
    return [
        {"key": row["key"], "title": text_of(row, "title", languages), "body": text_of(row, "body", languages)}
        for row in rows
    ]


def references(round: Round) -> list[content.Reference]:
    """Return what the plan was prepared with."""
    rows = Source.objects.filter(plan=round.plan).order_by("pk").values("kind", "year", *columns("title"))
    return [
        {"kind": row["kind"], "title": text_of(row, "title", round.plan.languages), "year": row["year"]} for row in rows
    ]


def milestones(round: Round) -> list[content.Milestone]:
    """Return the plan's timetable in order of time."""
    rows = Milestone.objects.filter(plan=round.plan).order_by("starts_on", "pk")
    languages = round.plan.languages
    return [
        {
            "title": text_of(row, "title", languages),
            "starts_on": row["starts_on"].isoformat(),
            "ends_on": day(row["ends_on"]),
            "committee": text_of(row, "committee__name", languages),
            "done": row["is_done"],
        }
        for row in rows.values("starts_on", "ends_on", "is_done", *columns("title", "committee__name"))
    ]


def committees(
    round: Round,
    principles: list[content.Principle],
    indicators: list[content.Indicator],
    left_out: list[content.NotAsked],
) -> list[content.Committee]:
    """Return the committees of the round with their decisions, then others that the report names."""
    parts = {
        part["committee_id"]: part
        for part in CommitteePart.objects.filter(round=round).values("committee_id", "status", "meeting_on", "section")
    }
    named = {one for p in principles for g in p["goals"] for m in g["measures"] for one in m["committees"]}
    named |= {one["committee"] for one in left_out}
    named |= {one["to_be_specified"]["committee"] or 0 for one in indicators if one["to_be_specified"]}
    rows = Committee.objects.filter(pk__in=named | set(parts)).order_by("pk")
    found: list[content.Committee] = []
    for row in rows.values("pk", "municipality__slug", *columns("name")):
        part: Row = parts.get(row["pk"], {})
        handed_in = part.get("status") in (CommitteePart.Status.SUBMITTED, CommitteePart.Status.ACCEPTED)
        found.append(
            {
                "id": row["pk"],
                "name": text_of(row, "name", round.plan.languages),
                "municipality": row["municipality__slug"],
                "meeting_on": day(part.get("meeting_on")) if handed_in else None,
                "section": part.get("section", "") if handed_in else "",
                "status": part.get("status", ""),
            }
        )
    return sorted(found, key=lambda one: (one["id"] not in parts, one["id"]))
