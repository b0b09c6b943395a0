"""A plan as a Word document: headings, texts and a table for each goal, in one language."""

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from plans.content import Goal, PlanContent
from plans.export.words import Words
from plans.rich_text import blocks
from plans.rich_text_blocks import Block, Item, Run
from welfareplans.organisations.texts import FORBIDDEN

CODES = {"sv": "sv-FI", "fi": "fi-FI", "da": "da-DK"}
INK = RGBColor(0x17, 0x21, 0x1F)
# Shares of the table's width: measure, committees, years, indicators.
WIDTHS = (96, 58, 22, 81)  # mm on A4 laid across


def docx_file(told: PlanContent, language: str) -> bytes:
    """Return the file; where a text is missing in the language, another one stands and says its language."""
    with override(language):
        document = prepared(told, language)
        Writer(document, Words(told, language)).write(told)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def prepared(told: PlanContent, language: str) -> Any:
    """Return an empty document on A4 laid across, in the language, with our look."""
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", 10.5), ("Title", 26), ("Heading 1", 17), ("Heading 2", 13), ("Heading 3", 11.5)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:hAnsi"), "Calibri")
    speak(document.styles.element, CODES[language])
    properties = document.core_properties
    properties.title, properties.language = next(iter(told["plan"]["title"].values())), CODES[language]
    properties.author, properties.comments = "Welfareplans", ""
    return document


def speak(styles: Any, code: str) -> None:
    """Set the language that the document is read and spelled in."""
    for element in styles.iter(qn("w:lang")):
        element.set(qn("w:val"), code)


class Writer:
    """Writes a plan's content into a document."""

    def __init__(self, document: Any, words: Words) -> None:
        self.document, self.words = document, words

    def write(self, told: PlanContent) -> None:
        """Write everything: cover, chapters, table, programmes, timetable, sources, contacts."""
        self.cover(told)
        for chapter in told["chapters"]:
            self.heading(chapter["title"], 1)
            self.rich(chapter["body"])
        for number, principle in enumerate(told["principles"], 1):
            word = self.words.level("principle", _("Principle"))
            self.heading(principle["title"], 1, f"{word} {number}. ", self.words.local(principle))
            for place, goal in enumerate(principle["goals"], 1):
                self.heading(goal["title"], 2, f"{number}.{place} ", self.words.local(goal, principle))
                self.goal(goal, f"{number}.{place}")
        for heading, lines in self.words.lists():
            self.document.add_heading(heading, 1)
            for line in lines:
                self.document.add_paragraph(FORBIDDEN.sub("", line), style="List Bullet")

    def cover(self, told: PlanContent) -> None:
        """Write title, years and municipalities."""
        self.document.add_paragraph(style="Title")
        self.text(self.document.paragraphs[-1], told["plan"]["title"])
        names = " · ".join(self.words.plain(one["name"]) for one in told["partners"])
        self.document.add_paragraph(f"{told['plan']['first_year']}–{told['plan']['last_year']} · {names}")

    def heading(self, texts: dict[str, str], level: int, number: str = "", local: str = "") -> None:
        """Write a heading. local: whose local addition it is."""
        paragraph = self.document.add_heading(number, level)
        self.text(paragraph, texts)
        if local:
            self.document.add_paragraph().add_run(local).italic = True

    def text(self, paragraph: Any, texts: dict[str, str]) -> None:
        """Add a text to a paragraph; one in another language is marked as such for who reads aloud and spells."""
        code, found = self.words.best(texts)
        run = paragraph.add_run(FORBIDDEN.sub("", found))
        if code != self.words.language and found:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), CODES[code])
            run._element.get_or_add_rPr().append(mark)

    def rich(self, texts: dict[str, str]) -> None:
        """Write a chapter's text."""
        _code, found = self.words.best(texts)
        for block in blocks(found):
            self.block(block)

    def block(self, block: Block, depth: int = 1) -> None:
        """Write a paragraph, heading or list."""
        if block.items:
            style = "List Number" if block.kind == "ol" else "List Bullet"
            for item in block.items:
                self.item(item, style if depth == 1 else f"{style} {min(depth, 3)}", depth)
        elif block.kind == "h3":
            self.runs(self.document.add_heading("", 2), block.runs)
        else:
            self.runs(self.document.add_paragraph(), block.runs)

    def item(self, item: Item, style: str, depth: int) -> None:
        """Write an item and the lists in it."""
        self.runs(self.document.add_paragraph(style=style), item.runs)
        for inner in item.lists:
            self.block(inner, depth + 1)

    def runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        """Write words in their look; the address of a link stands after them."""
        for run in runs:
            told = f"{run.text} ({run.href})" if run.href and run.href != run.text else run.text
            made = paragraph.add_run(FORBIDDEN.sub("", told))
            made.bold, made.italic = run.strong or None, run.em or None

    def goal(self, goal: Goal, number: str) -> None:
        """Write a goal's indicators and its measures as a table."""
        own = self.words.indicators_of(goal["id"], "goals")
        for line in own:
            self.document.add_paragraph(FORBIDDEN.sub("", line), style="List Bullet")
        if not goal["measures"]:
            self.document.add_paragraph(_("No measures yet under this goal."))
            return
        table = self.document.add_table(rows=1, cols=4, style="Table Grid")
        table.autofit = False
        heads = (self.words.level("measure", _("Measure")), _("Responsible committee"), _("Years"), _("Indicators"))
        for cell, name in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        repeated(table.rows[0])
        for place, measure in enumerate(goal["measures"], 1):
            row = table.add_row()
            whole(row)
            first, committees, years, indicators = row.cells
            first.paragraphs[0].add_run(f"{number}.{place} ").bold = True
            self.text(first.paragraphs[0], measure["title"])
            for line in self.words.about(measure, goal):
                first.add_paragraph().add_run(FORBIDDEN.sub("", line)).italic = True
            lines(committees, self.words.committees_of(measure))
            lines(years, [self.words.years(measure)])
            lines(indicators, self.words.indicators_of(measure["id"], "measures"))
        for row in table.rows:
            for cell, width in zip(row.cells, WIDTHS, strict=True):
                cell.width = Mm(width)
        self.document.add_paragraph()


def lines(cell: Any, texts: list[str]) -> None:
    """Write a paragraph for each text."""
    for place, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.add_run(FORBIDDEN.sub("", text))


def repeated(row: Any) -> None:
    """Have the row stand on every page of its table, and be read as headings."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
    whole(row)


def whole(row: Any) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
