"""The report as a page, at the address of its edition and at that of its plan and year."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from reports.data_files import data_csv, data_json
from reports.data_workbook import data_xlsx
from reports.document import Content
from reports.edition_reading import SHARED_FOR, Reading, has_it, keep, not_modified, reading, tag
from reports.models import Edition
from reports.web_edition import VERSION, article, content_of
from reports.web_page import TYPES, web_page

DATA: dict[str, Callable[[Content, str], bytes]] = {
    "xlsx": data_xlsx,
    "csv": data_csv,
    "json": lambda content, _language: data_json(content),
}


@require_safe
@gzip_page
def edition_web(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Show an edition; who has it already is told so before anything is made."""
    asked = reading(request, edition_id)
    language = language_of(asked)
    etag = tag("web", VERSION, asked, language, get_language(), request.user.is_authenticated, settings.DEMO)
    shared = asked.is_public and not request.user.is_authenticated
    if has_it(request, etag):
        return keep(not_modified(), etag, shared=shared)
    page = web_page(request, asked, article(asked, language))
    return keep(render(request, "reports/edition_web.html", page), etag, shared=shared)


@require_safe
@gzip_page
def edition_data(request: HttpRequest, edition_id: int, form: str) -> HttpResponse:
    """Answer with the data of an edition as a file; JSON is the very text that its fingerprint is of."""
    make = DATA.get(form)
    if make is None:
        raise Http404
    asked = reading(request, edition_id)
    language = language_of(asked)
    etag = tag("data", VERSION, asked.sha256, asked.cut, form, language)
    shared = asked.is_public and not request.user.is_authenticated
    if has_it(request, etag):
        return keep(not_modified(), etag, shared=shared)
    response = HttpResponse(make(content_of(asked), language), content_type=TYPES[form])
    words = [f"{asked.plan}{asked.cut.key}", str(asked.year), language * (form != "json"), str(asked.number)]
    response["Content-Disposition"] = f'attachment; filename="{"-".join(filter(None, words))}.{form}"'
    return keep(response, etag, shared=shared)


def language_of(asked: Reading) -> str:
    """Return the language of the address, or the plan's main one where the report is not written in it."""
    shown = get_language() or ""
    return shown if shown in asked.languages else asked.languages[0]


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
