"""The annual report as a file for the council: tagged (PDF/A-3a, PDF/UA-1), its figures inside, the same bytes always.

Call it in a process of its own (`reports.pdf_process`); the typefaces and the parsed style stay in that process.
"""

import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pydyf
from cssselect2.tree import ElementWrapper
from django.template.loader import render_to_string
from django.utils.translation import override
from weasyprint import CSS, HTML, Attachment, Document, Page
from weasyprint.text.fonts import FontConfiguration

from reports import assets
from reports.data_files import data_csv, data_json
from reports.document import Content, canonical, document
from reports.look import ELEMENTS, STYLE, TEMPLATE_VERSION
from welfareplans.organisations.texts import FORBIDDEN

# PDF/A allows a foreign schema in the metadata only where an extension schema describes it (ISO 19005-3, 6.6.2.3).
PDF_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


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

    def __init__(self, xml: str, fetcher: assets.OwnFilesOnly) -> None:
        tree = ElementTree.fromstring(xml)  # noqa: S314 - our own template; texts in it are escaped
        self.base_url = assets.BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

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
    made = print_xml(xml, colour, identifier(content, language), attachments(content, language))
    return replace(made, seconds=time.perf_counter() - started)


def print_xml(xml: str, colour: str, file_identifier: bytes, attached: Sequence[Attachment] = ()) -> Rendered:
    """Return a page of ours in the report's look as a tagged file. xml: the page; colour: the municipality's."""
    started = time.perf_counter()
    fetcher = assets.OwnFilesOnly()
    report: HTML = Report(xml, fetcher)
    pages = report.render(font_config=fonts(), stylesheets=[sheet(STYLE), colours(colour)], **OPTIONS)
    for page in pages.pages:
        page.paint = partial(paint, page)
    pages.metadata.attachments = list(attached)
    pages.metadata.generator = f"Welfareplans {TEMPLATE_VERSION}"
    data = pages.write_pdf(finisher=finish, pdf_identifier=file_identifier, **OPTIONS)
    seconds = time.perf_counter() - started
    return Rendered(data, len(pages.pages), seconds, hashlib.sha256(data).hexdigest(), tuple(fetcher.refused))


OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3a"}


def day_of(content: Content) -> str:
    """Return the day the file calls its own: when it was frozen, for a draft when the round ends."""
    day = content["edition"]["frozen_on"] or content["round"]["due_on"]
    return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day or "") else f"{content['year']}-12-31"


def identifier(content: Content, language: str) -> bytes:
    """Return the file's identifier: of content, language and template."""
    return hashlib.sha256(canonical(content) + language.encode() + TEMPLATE_VERSION.encode()).digest()[:16]


def attachments(content: Content, language: str) -> list[Attachment]:
    """Return the figures as files inside the file."""
    day = datetime.fromisoformat(day_of(content)).replace(tzinfo=UTC)
    files = {"data.json": data_json(content), "data.csv": data_csv(content, language)}
    return [
        Attachment(string=data, name=name, description=name, relationship="Data", created=day, modified=day)
        for name, data in files.items()
    ]


def paint(page: Page, stream: pydyf.Stream, scale: float = 1) -> None:
    """Paint a page, and keep its thousands of commands as one: a report of a hundred pages takes 18 MB less."""
    Page.paint(page, stream, scale)
    written = pydyf.Stream(stream.stream).data
    stream.stream = [written.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")]


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Declare PDF/UA in the metadata, and name each attached file once."""
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream
    stream[0] = stream[0].replace(b"</rdf:RDF>", PDF_UA + b"</rdf:RDF>")
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog.get("AF", [])))
