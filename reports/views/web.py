"""The report as a page, at the address of its edition and at that of its plan and year."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from reports.edition_reading import SHARED_FOR, has_it, keep, not_modified, reading, tag
from reports.models import Edition
from reports.web_edition import article, version
from reports.web_page import web_page


@require_safe
@gzip_page
def edition_web(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show an edition; who has it already is told so before anything is made."""
    asked = reading(request, edition_id)
    shown = get_language()
    language = shown if shown in asked.languages else asked.languages[0]
    etag = tag("web", version(), asked, language, shown, request.user.is_authenticated, settings.DEMO)
    shared = asked.is_public and not request.user.is_authenticated
    if has_it(request, etag):
        return keep(not_modified(), etag, shared=shared)
    page = web_page(request, asked, article(asked, language))
    return keep(render(request, "reports/edition_web.html", page), etag, shared=shared)


@require_safe
def report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Lead to the newest published edition of a plan's year: the address to write down."""
    published = Edition.objects.visible_to(request.user).filter(publication__isnull=False)
    found = published.filter(round__plan__slug=slug, round__year=year).order_by("-number").values_list("pk").first()
    if found is None:
        raise Http404
    response = redirect("reports:edition_web", *found)
    response["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else f"max-age={SHARED_FOR}"
    return response
