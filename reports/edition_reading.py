"""An edition as one reader may read it, found with one query and without its content."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from reports.models import Edition

# Seconds that a shared cache may keep what everyone may read.
SHARED_FOR = 300
FIELDS = [
    "pk", "number", "sha256", "round_id", "round__year", "round__plan__slug", "round__plan__languages",
    "round__handled_on", "round__handled_section", "publication__published_at", "newest", "is_public",
]  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What is asked for. partner: slug, empty for the whole plan; newest: the round's newest published edition."""

    pk: int
    number: int
    sha256: str
    year: int
    plan: str
    languages: list[str]
    partner: str
    newest: int | None
    state: str
    is_public: bool


def reading(request: HttpRequest, edition_id: int) -> Reading:
    """Return the edition that the request asks for; raises Http404 where it does not exist for the reader."""
    partner = request.GET.get("partner", "")
    if not partner.isprintable() or len(partner) > 50:
        raise Http404
    published = Edition.objects.filter(round=OuterRef("round"), publication__isnull=False).order_by("-number")
    everyone = Edition.objects.visible_to(AnonymousUser()).filter(pk=OuterRef("pk"))
    rows = Edition.objects.visible_to(request.user).filter(pk=edition_id).order_by()
    asked = rows.annotate(newest=Subquery(published.values("pk")[:1]), is_public=Exists(everyone))
    row: dict[str, Any] | None = asked.values(*FIELDS).first()
    if row is None:
        raise Http404
    changing = ("round__handled_on", "round__handled_section", "publication__published_at", "newest")
    return Reading(
        row["pk"], row["number"], row["sha256"], row["round__year"], row["round__plan__slug"],
        row["round__plan__languages"], partner, row["newest"], str([row[name] for name in changing]), row["is_public"],
    )  # fmt: skip


def tag(*parts: object) -> str:
    """Return the ETag of an answer that is the same whenever these are."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def has_it(request: HttpRequest, etag: str) -> bool:
    """Tell whether the reader has this answer already; a compressed one comes back as a weak tag."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    return etag in known or known == ["*"]


def not_modified() -> HttpResponse:
    """Return the answer to somebody who has it."""
    return HttpResponseNotModified()


def keep(response: HttpResponse, etag: str, *, shared: bool) -> HttpResponse:
    """Return the answer with how long it may be kept. shared: everybody gets the same."""
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SHARED_FOR}" if shared else "private, no-cache"
    return response
