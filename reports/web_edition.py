"""The web edition: the same composition as the PDF, as a part of a page. Composed once, then kept."""

import hashlib
import json
import re
from dataclasses import dataclass

from django.core.cache import caches
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from reports.cuts import Cut, cut_content, cuts
from reports.document import Content, document
from reports.document.content import Text
from reports.edition_reading import Reading
from reports.look import ROOT
from reports.models import Edition
from welfareplans.organisations.texts import FORBIDDEN

KEPT_FOR = 30 * 24 * 3600
# Everything that decides how a content is shown.
MADE_BY = (
    "templates/reports/web/*.html", "reports/document/*.py", "reports/*cut*.py", "reports/web_edition.py",
    "indicators/charts/*.py", "indicators/numbers.py", "plans/rich_text*.py", "plans/theory*.py", "plans/timetable*.py",
    "locale/*/LC_MESSAGES/django.po",
)  # fmt: skip

# What a drawing of its own file needs, and one within a page does not.
NEEDLESS = re.compile(r' xmlns="http://www\.w3\.org/2000/svg"| font-family="Source Sans 3"|(?<=>)<title>[^<]*</title>')


@dataclass(frozen=True)
class Link:
    """A cut that has a page, by its name in the report's language. query: the end of its address."""

    query: str
    name: str


@dataclass(frozen=True)
class Article:
    """The report in one language. title: for the browser's tab; partners, committees: whose reports there are."""

    language: str
    title: str
    html: SafeString
    partners: list[Link]
    committees: list[Link]


def version() -> str:
    """Return a hash of everything that decides how a content is shown."""
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


VERSION = version()


def article(asked: Reading, language: str) -> Article:
    """Return the report that is asked for; raises Http404 where the edition has no such cut."""
    kept: Article | None = caches["pages"].get(key(asked.sha256, asked.cut, language))
    return kept or compose(whole_of(asked), asked.cut, asked.sha256, language)


def compose(content: Content, cut: Cut, sha256: str, language: str) -> Article:
    """Return the report made anew, and keep it. content: of the whole plan."""
    made = composed(content, cut, language)
    caches["pages"].set(key(sha256, cut, language), made, KEPT_FOR)
    return made


def key(sha256: str, cut: Cut, language: str) -> str:
    """Return what an article is kept under."""
    return f"web-{sha256}{cut.key}-{language}-{VERSION}"


def content_of(asked: Reading) -> Content:
    """Return the frozen content of the cut that is asked for; raises Http404."""
    return cut_content(whole_of(asked), asked.cut)


def whole_of(asked: Reading) -> Content:
    """Return the frozen content of the whole plan; raises Http404 where it has no such cut as is asked for."""
    content: Content = json.loads(Edition.objects.values_list("content", flat=True).get(pk=asked.pk))
    if asked.cut not in all_cuts(content):
        raise Http404
    return content


def all_cuts(content: Content) -> list[Cut]:
    """Return the cuts that have a page."""
    slugs = [one["slug"] for one in content["municipalities"]]
    return cuts(content, slugs if len(slugs) > 1 else [], in_parts=True)


def composed(content: Content, cut: Cut, language: str) -> Article:
    """Return the report in a language."""
    report = document(cut_content(content, cut), language)
    with override(language):
        html = render_to_string("reports/web/report.html", {"document": report})
    cover = report.cover
    title = f"{cover.report}: {cover.title} {cover.years}"
    safe = mark_safe(NEEDLESS.sub("", FORBIDDEN.sub("", html)))  # noqa: S308 - our own template; texts in it are escaped
    partners = {one["slug"]: one["name"] for one in content["municipalities"]}
    committees = {one["id"]: one["name"] for one in content["committees"]}
    there = all_cuts(content)
    of_partners = [
        Link(one.query, name(partners[one.partner], language)) for one in there if one.partner and not one.part
    ]
    of_committees = [
        Link(one.query, name(committees[one.committee], language)) for one in there if one.committee is not None
    ]
    own = "".join(f", {one.name}" for one in [*of_partners, *of_committees] if one.query == cut.query)
    return Article(language, title + own, safe, of_partners, of_committees)


def name(texts: Text, language: str) -> str:
    """Return a name in the report's language, or in the first that it has."""
    return texts.get(language) or next(iter(texts.values()), "")
