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

from reports.document import Content, document
from reports.edition_reading import Reading
from reports.look import ROOT
from reports.models import Edition
from reports.partner_cut import cut_to_partner
from welfareplans.organisations.texts import FORBIDDEN

KEPT_FOR = 30 * 24 * 3600
# Everything that decides how a content is shown.
MADE_BY = (
    "templates/reports/web/*.html", "reports/document/*.py", "reports/partner_cut.py", "reports/web_edition.py",
    "indicators/charts/*.py", "indicators/numbers.py", "plans/rich_text*.py", "plans/theory*.py", "plans/timetable*.py",
    "locale/*/LC_MESSAGES/django.po",
)  # fmt: skip

# What a drawing of its own file needs, and one within a page does not.
NEEDLESS = re.compile(r' xmlns="http://www\.w3\.org/2000/svg"| font-family="Source Sans 3"|(?<=>)<title>[^<]*</title>')


@dataclass(frozen=True)
class Partner:
    """A municipality of a joint plan, by its name in the report's language."""

    slug: str
    name: str


@dataclass(frozen=True)
class Article:
    """The report in one language. title: for the browser's tab; partners: those with a report of their own."""

    language: str
    title: str
    html: SafeString
    partners: list[Partner]


def version() -> str:
    """Return a hash of everything that decides how a content is shown."""
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


VERSION = version()


def article(asked: Reading, language: str) -> Article:
    """Return the report that is asked for; raises Http404 where the plan has no such partner."""
    kept: Article | None = caches["pages"].get(key(asked.sha256, asked.partner, language))
    return kept or compose(content_of(asked), asked.sha256, asked.partner, language)


def compose(content: Content, sha256: str, partner: str, language: str) -> Article:
    """Return the report made anew, and keep it. content: cut to the partner (slug, empty for the whole plan)."""
    made = composed(content, language)
    caches["pages"].set(key(sha256, partner, language), made, KEPT_FOR)
    return made


def key(sha256: str, partner: str, language: str) -> str:
    """Return what an article is kept under."""
    return f"web-{sha256}-{partner}-{language}-{VERSION}"


def content_of(asked: Reading) -> Content:
    """Return the frozen content, cut to the partner that is asked for; raises Http404."""
    content: Content = json.loads(Edition.objects.values_list("content", flat=True).get(pk=asked.pk))
    if not asked.partner:
        return content
    slugs = [one["slug"] for one in content["municipalities"]]
    if len(slugs) < 2 or asked.partner not in slugs:
        raise Http404
    return cut_to_partner(content, asked.partner)


def composed(content: Content, language: str) -> Article:
    """Return the report in a language."""
    report = document(content, language)
    with override(language):
        html = render_to_string("reports/web/report.html", {"document": report})
    names = [Partner(one["slug"], one["name"].get(language) or next(iter(one["name"].values()), ""))
             for one in content["municipalities"]]  # fmt: skip
    cover = report.cover
    title = f"{cover.report}: {cover.title} {cover.years}"
    safe = mark_safe(NEEDLESS.sub("", FORBIDDEN.sub("", html)))  # noqa: S308 - our own template; texts in it are escaped
    return Article(language, title, safe, names if len(names) > 1 else [])
