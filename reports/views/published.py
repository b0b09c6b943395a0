"""What machines read of published reports: a feed and a catalogue of data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from reports.catalogue import catalogue as described
from reports.edition_reading import SHARED_FOR
from reports.feeds import NewReports
from reports.published import published_editions

# A catalogue tells of so many editions, the newest published.
MOST = 1000


@require_safe
@cache_control(public=True, max_age=SHARED_FOR)
@conditional_page
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Answer with the feed of one municipality, or of all."""
    return NewReports()(request, slug=slug)


@require_safe
@cache_control(public=True, max_age=SHARED_FOR)
@conditional_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Describe the data of all published editions."""
    site = request.build_absolute_uri("/").rstrip("/")
    said = described(list(published_editions()[:MOST]), site, get_language() or "sv")
    return JsonResponse(said, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
