"""An edition as one reader may read it, found with one query and without its content."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from reports.cuts import Cut
from reports.models import Edition
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User

# Seconds that a shared cache may keep what everyone may read.
SHARED_FOR = 300
# No name of a cut is longer.
MOST_LETTERS = 50
FIELDS = [
    "pk", "number", "sha256", "round_id", "round__year", "round__plan__slug", "round__plan__languages",
    "round__handled_on", "round__handled_section", "publication__published_at", "newest",
]  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What is asked for. cut: not known to exist; newest: the round's newest published edition."""

    pk: int
    number: int
    sha256: str
    year: int
    plan: str
    languages: list[str]
    cut: Cut
    newest: int | None
    state: str
    is_public: bool


def reading(request: HttpRequest, edition_id: int) -> Reading:
    """Return the edition that the request asks for; raises Http404 where it does not exist for the reader."""
    cut = asked_cut(request)
    row = seen_by(request.user, edition_id)
    changing = ("round__handled_on", "round__handled_section", "publication__published_at", "newest")
    return Reading(
        row["pk"], row["number"], row["sha256"], row["round__year"], row["round__plan__slug"],
        row["round__plan__languages"], cut, row["newest"],
        str([row[name] for name in changing]), row["is_public"],
    )  # fmt: skip


def asked_cut(request: HttpRequest) -> Cut:
    """Return the cut that the address names, not known to exist; raises Http404 for what no cut can be called."""
    partner, part = request.GET.get("partner", ""), request.GET.get("part", "")
    if not (partner + part).isprintable() or max(len(partner), len(part)) > MOST_LETTERS:
        raise Http404
    return Cut(partner or None, part)


def readable(user: User | AnonymousUser) -> QuerySet[Edition, dict[str, Any]]:
    """Return the editions that the user may read, with what is told about them."""
    published = Edition.objects.filter(round=OuterRef("round"), publication__isnull=False).order_by("-number")
    rows = Edition.objects.visible_to(user).order_by()
    found: QuerySet[Edition, dict[str, Any]] = rows.annotate(newest=Subquery(published.values("pk")[:1])).values(
        *FIELDS
    )
    return found


def seen_by(user: User | AnonymousUser, edition_id: int) -> dict[str, Any]:
    """Return the edition's row, and whether it is public; raises Http404 where it does not exist for the reader."""
    rows = _SEEN.rows(user=user.pk, edition=edition_id) if user.pk else _PUBLIC.rows(edition=edition_id)
    if not rows:
        raise Http404
    return {"is_public": True} | rows[0]


def _seen(user: int, edition: int) -> QuerySet[Edition, dict[str, Any]]:
    everyone = Edition.objects.visible_to(AnonymousUser()).filter(pk=OuterRef("pk"))
    return readable(User(pk=user)).annotate(is_public=Exists(everyone)).filter(pk=edition)


_PUBLIC = Compiled(Edition, lambda edition: readable(AnonymousUser()).filter(pk=edition))
_SEEN = Compiled(Edition, _seen)


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
