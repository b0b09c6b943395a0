"""The read-only API: what is public, for other people's programs; described at /api/v1/openapi.json.

Figures are those of frozen editions, in which small counts are withheld already. Texts are by language.
"""

import datetime
import json
from typing import Annotated, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Query, Schema
from ninja.decorators import decorate_view

from plans.as_adopted import as_adopted, everyones_revisions
from plans.in_force import decisions_of, number_of
from plans.models import Plan
from reports.document.content import Content
from reports.edition_reading import SHARED_FOR
from reports.models import Edition
from reports.published import published_editions
from welfareplans.organisations.compiled import BIGGEST
from welfareplans.organisations.texts import localised

Text = dict[str, str]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Slug = Annotated[str, Query(max_length=50, pattern=r"^[-\w]*$")]
Year = Annotated[int, Query(ge=0, le=9999)]

api = NinjaAPI(
    title="Welfareplans", version="1", urls_namespace="api", docs_url=None,
    description="Adopted welfare plans for children and young people, and the figures of their published reports.",
)  # fmt: skip
kept = decorate_view(cache_control(public=True, max_age=SHARED_FOR), conditional_page)


class PlanOut(Schema):
    """A plan that everyone may read."""

    slug: str
    title: Text
    municipality: str
    municipality_name: Text
    first_year: int
    last_year: int
    languages: list[str]
    status: str


class DecisionOut(Schema):
    """A council's decision to adopt a revision of a plan."""

    municipality: str
    revision: int
    decided_on: datetime.date
    meeting: str
    section: str


class PlanTextOut(PlanOut):
    """A plan with its text in force; sha256: of the content as JSON with sorted keys; null: no council adopted one."""

    revision: int | None
    sha256: str | None
    decisions: list[DecisionOut]
    content: dict[str, Any] | None


class EditionOut(Schema):
    """A published report; sha256: of its content, which is its JSON file."""

    id: int
    plan: str
    year: int
    number: int
    published_at: datetime.datetime
    sha256: str
    previous_sha256: str
    correction_reason: str
    languages: list[str]


class IndicatorOut(Schema):
    """An indicator as an edition uses it; numbers are written as text so that no decimal is lost."""

    id: int
    name: Text
    definition: Text
    unit: Text
    kind: str
    better: str
    baseline: dict[str, Any] | None
    target: dict[str, Any] | None


class ValueOut(Schema):
    """A figure; missing: why there is none (not_collected, not_available, suppressed, withheld)."""

    indicator: int
    area: str | None
    year: int
    category: str | None
    number: str | None
    missing: str | None


class Plans(Schema):
    """Some of the plans; count: how many there are."""

    count: int
    items: list[PlanOut]


class Editions(Schema):
    """Some of the editions, the newest published first."""

    count: int
    items: list[EditionOut]


class Indicators(Schema):
    """Some of an edition's indicators."""

    count: int
    items: list[IndicatorOut]


class Values(Schema):
    """Some of an edition's figures."""

    count: int
    items: list[ValueOut]


@api.get("/plans", response=Plans, url_name="plans")
@kept
def plans(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """List the plans."""
    rows = public_plans().order_by("pk")
    return {"count": rows.count(), "items": [plan_out(one) for one in as_adopted(rows[offset : offset + limit])]}


@api.get("/plans/{slug:slug}", response=PlanTextOut, url_name="plan")
@kept
def plan(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Tell what a plan says: the text in force, and the councils' decisions."""
    found = get_object_or_404(public_plans(), slug=slug)
    revision = everyones_revisions([found]).get(found.pk)
    [shown] = as_adopted([found])
    decisions = [
        {
            "municipality": one.partner.municipality.slug, "revision": number_of(one), "decided_on": one.decided_on,
            "meeting": one.meeting, "section": one.section,
        }
        for one in decisions_of(found)
    ]  # fmt: skip
    return plan_out(shown) | {
        "revision": revision.number if revision else None, "sha256": revision.sha256 if revision else None,
        "decisions": decisions, "content": json.loads(revision.content) if revision else None,
    }  # fmt: skip


def public_plans() -> QuerySet[Plan]:
    """Return the plans that everyone may read."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(AnonymousUser()).select_related("municipality__area")
    return rows


@api.get("/editions", response=Editions, url_name="editions")
@kept
def editions(
    request: HttpRequest, plan: Slug = "", municipality: Slug = "", year: Year = 0, limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """List the published reports, of one plan, municipality or year if asked for."""
    rows: QuerySet[Edition] = published_editions(municipality)
    rows = rows.filter(**({"round__plan__slug": plan} if plan else {}), **({"round__year": year} if year else {}))
    return {"count": rows.count(), "items": [edition_out(one) for one in rows[offset : offset + limit]]}


@api.get("/editions/{int:edition_id}/indicators", response=Indicators, url_name="indicators")
@kept
def indicators(request: HttpRequest, edition_id: int, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """List the indicators of an edition."""
    found = content_of(edition_id)["indicators"]
    return {"count": len(found), "items": found[offset : offset + limit]}


@api.get("/editions/{int:edition_id}/values", response=Values, url_name="values")
@kept
def values(
    request: HttpRequest, edition_id: int, indicator: Annotated[int, Query(ge=0, le=BIGGEST)] = 0, year: Year = 0,
    limit: Limit = 100, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """List the figures of an edition, of one indicator or year if asked for."""
    found = [
        {**value, "indicator": one["id"]}
        for one in content_of(edition_id)["indicators"]
        if indicator in (0, one["id"])
        for value in one["values"]
        if year in (0, value["year"])
    ]
    return {"count": len(found), "items": found[offset : offset + limit]}


def content_of(edition_id: int) -> Content:
    """Return what a published edition says; raises Http404."""
    found = get_object_or_404(published_editions().defer(None), pk=min(edition_id, BIGGEST))
    content: Content = json.loads(found.content)
    return content


def plan_out(plan: Plan) -> dict[str, Any]:
    """Return a plan as the API tells it."""
    return {
        "slug": plan.slug, "title": localised(plan, "title"), "municipality": plan.municipality.slug,
        "municipality_name": localised(plan.municipality.area, "name"), "first_year": plan.first_year,
        "last_year": plan.last_year, "languages": plan.languages, "status": plan.status,
    }  # fmt: skip


def edition_out(edition: Edition) -> dict[str, Any]:
    """Return an edition as the API tells it."""
    plan = edition.round.plan
    return {
        "id": edition.pk, "plan": plan.slug, "year": edition.round.year, "number": edition.number,
        "published_at": edition.publication.published_at, "sha256": edition.sha256,
        "previous_sha256": edition.previous_sha256, "correction_reason": edition.correction_reason,
        "languages": plan.languages,
    }  # fmt: skip
