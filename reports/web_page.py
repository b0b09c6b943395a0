"""What the page around a web edition shows: its languages, its files, which edition is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from reports.addresses import reading_crumbs
from reports.edition_reading import Reading
from reports.models import Edition, EditionFile
from reports.statements.spreadsheet import TYPE
from reports.web_edition import Article

# The data as files, by the end of their names.
TYPES = {"xlsx": TYPE, "csv": "text/csv; charset=utf-8", "json": "application/json"}
NAMES: Mapping[str, str] = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Language:
    """A language of the report. name: in that language."""

    code: str
    name: str
    address: str


@dataclass(frozen=True)
class File:
    """The report as a file. type: its media type."""

    name: str
    type: str
    address: str


def web_page(request: HttpRequest, asked: Reading, article: Article) -> dict[str, Any]:
    """Return what the template needs."""
    rows = Edition.objects.filter(pk__in=[asked.pk, asked.newest or asked.pk]).defer("content")
    found = {one.pk: one for one in rows.select_related("round__plan__municipality__area", "publication")}
    edition, newest = found[asked.pk], found.get(asked.newest or 0)
    plan = edition.round.plan
    here = reverse("reports:edition_web", args=[asked.pk])
    return {
        "edition": edition,
        "article": article,
        "cut": asked.cut,
        "here": here,
        "canonical": request.build_absolute_uri(here + asked.cut.query),
        "report_languages": [Language(code, NAMES[code], in_language(asked, code)) for code in asked.languages],
        "files": files(asked, article.language),
        "replaced_by": newest if newest and newest.number > edition.number else None,
        "published_at": edition.publication.published_at if hasattr(edition, "publication") else None,
        "handled_on": edition.round.handled_on,
        "handled_section": edition.round.handled_section,
        "municipality": plan.municipality,
        "section": "reports",
        "crumbs": reading_crumbs(plan),
    }


def in_language(asked: Reading, code: str) -> str:
    """Return the report's address in a language."""
    with override(code):
        return reverse("reports:edition_web", args=[asked.pk]) + asked.cut.query


def files(asked: Reading, language: str) -> list[File]:
    """Return the PDF of the language that is read, where there is one of this cut, and the data."""
    query = asked.cut.query
    data = [
        File(form.upper(), kind, reverse("reports:edition_data", args=[asked.pk, form]) + query)
        for form, kind in TYPES.items()
    ]
    if asked.cut.part and not has_file(asked, language):
        return data
    pdf = reverse("reports:edition_file", args=[asked.pk, language]) + query
    return [File("PDF", "application/pdf", pdf), *data]


def has_file(asked: Reading, language: str) -> bool:
    """Tell whether the cut was made into a file: an older edition may have none of its committees."""
    found = EditionFile.objects.filter(edition=asked.pk, language=language, part=asked.cut.part)
    return found.filter(partner__slug=asked.cut.partner).exists()
