"""The annual report as a file for the council: tagged (PDF/A-3a, PDF/UA-1), its figures inside, the same bytes always.

Call it in a process of its own (`reports.pdf_process`); the typefaces and the parsed style stay in that process.
"""

import base64
import hashlib
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree

from cssselect2.tree import ElementWrapper
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reports import assets
from reports.data_files import data_csv, data_json
from reports.document import Content, canonical, document
from reports.document.cover import logo_file
from reports.look import ELEMENTS, RUNNING, STYLE, TEMPLATE_VERSION
from reports.tagged.attached import Attached
from reports.tagged.contents import set_contents
from reports.tagged.drawings import set_drawings
from reports.tagged.metadata import About
from reports.tagged.running import running_lines
from reports.tagged.table_rows import set_rows
from reports.tagged.writing import write
from welfareplans.organisations.texts import FORBIDDEN


@dataclass(frozen=True)
class Rendered:
    """A finished file. seconds: how long it took; sha256: of the bytes."""

    data: bytes
    pages: int
    seconds: float
    sha256: str
    refused: tuple[str, ...] = ()


class Report(HTML):
    """A page that is parsed as XML: quicker than HTML, and a text that were no text would be an error."""

    def __init__(self, xml: str, colour: str, fetcher: assets.OwnFilesOnly) -> None:
        tree = ElementTree.fromstring(xml)  # noqa: S314 - our own template; texts in it are escaped
        self.running = running_lines(tree)
        set_rows(tree, colour)
        set_contents(tree)
        set_drawings(tree)
        self.base_url = assets.BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        # What the page says of itself is looked for twice; all of it stands in the head.
        head = self.wrapper_element.query("head")
        self.wrapper_element.query_all = head.query_all if head else lambda *_selectors: iter(())

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [sheet(ELEMENTS)]


@cache
def fonts() -> FontConfiguration:
    """Return the typefaces, loaded once per process."""
    return FontConfiguration()


@cache
def sheet(path: Path) -> CSS:
    """Return a parsed style sheet, once per process."""
    return CSS(string=path.read_text(), base_url=assets.BASE, font_config=fonts(), url_fetcher=assets.OwnFilesOnly())


@lru_cache(maxsize=64)
def colours(colour: str) -> CSS:
    """Return the rules of one municipality's colour."""
    return CSS(
        string=assets.colour_rules(colour),
        base_url=assets.BASE,
        font_config=fonts(),
        url_fetcher=assets.OwnFilesOnly(),
    )


def render_xml(content: Content, language: str) -> tuple[str, str]:
    """Return the report as XML text, and the colour it is made in."""
    report = document(content, language)
    with override(language):
        xml = render_to_string("reports/pdf/report.html", {"document": report, "day": day_of(content)})
    return FORBIDDEN.sub("", xml), report.colour


def render_pdf(content: Content, language: str) -> Rendered:
    """Return the report of an edition in a language; the same content and template give the same bytes."""
    started = time.perf_counter()
    xml, colour = render_xml(content, language)
    own = identifier(content, language)
    made = print_xml(xml, colour, own, attachments(content, language), pictures(content))
    return replace(made, seconds=time.perf_counter() - started)


def print_xml(
    xml: str, colour: str, file_identifier: bytes, attached: Sequence[Attached] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> Rendered:  # fmt: skip
    """Return a page of ours in the report's look as a tagged file.

    xml: the page; colour: the municipality's; pictures: PNG by the names that the page has for them.
    """
    started = time.perf_counter()
    fetcher = assets.OwnFilesOnly(pictures)
    report = Report(xml, colour, fetcher)
    styles = [sheet(STYLE), colours(colour)]
    if report.running is None:
        styles.append(sheet(RUNNING))
    laid_out = report.render(font_config=fonts(), stylesheets=styles)  # type: ignore[no-untyped-call]
    told, pages = laid_out.metadata, len(laid_out.pages)
    about = About(
        told.title or "", ", ".join(told.authors), told.description or "", told.lang or "",
        told.created[:10], f"Welfareplans {TEMPLATE_VERSION}",
    )  # fmt: skip
    data = write(laid_out, about, attached, file_identifier, report.running)
    seconds = time.perf_counter() - started
    return Rendered(data, pages, seconds, hashlib.sha256(data).hexdigest(), tuple(fetcher.refused))


def pictures(content: Content) -> dict[str, bytes]:
    """Return the logos that are frozen in a content, by their file names."""
    return {logo_file(one["slug"]): base64.b64decode(one["logo"]) for one in content["municipalities"] if "logo" in one}


def day_of(content: Content) -> str:
    """Return the day the file calls its own: when it was frozen, for a draft when the round ends."""
    day = content["edition"]["frozen_on"] or content["round"]["due_on"]
    return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day or "") else f"{content['year']}-12-31"


def identifier(content: Content, language: str) -> bytes:
    """Return the file's identifier: of content, language and template."""
    return hashlib.sha256(canonical(content) + language.encode() + TEMPLATE_VERSION.encode()).digest()[:16]


def attachments(content: Content, language: str) -> list[Attached]:
    """Return the figures as files inside the file."""
    day = day_of(content)
    with override(language):
        return [
            Attached("data.json", "application/json", _("The whole content of the report"), data_json(content), day),
            Attached("data.csv", "text/csv", _("All figures of the report"), data_csv(content, language), day),
        ]
