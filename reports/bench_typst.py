"""The report's words, tables and drawings set by Typst, timed beside ours: what a typesetter without CSS takes."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reports.look import FONTS

SVG = "{http://www.w3.org/2000/svg}"
SPACE = re.compile(r"[ \t\r\n]+")  # not those that keep words together
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
INLINE = {"b": "strong", "i": "emph", "em": "emph", "strong": "strong", "sup": "super"}
LOOK = """
#set document(title: "Report")
#set text(font: "Source Sans 3", size: 9pt, lang: "sv")
#set page(paper: "a4", margin: 20mm, numbering: "1", header: [Report])
#set par(justify: false, leading: 0.5em)
#set table(stroke: (bottom: 0.4pt + gray), inset: 3pt)
#outline(depth: 3)
"""
# Only the compiling is timed, in a process of its own: Typst keeps what it has once set.
TIMED = """
import json, sys, time, typst
source, fonts = sys.argv[1:3]
started = time.perf_counter()
data = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-3a", "ua-1"])
print(json.dumps({"seconds": time.perf_counter() - started, "pages": data.count(b"/Type/Page/")}))
"""


def typst_seconds_per_page(xml: str, runs: int) -> float | None:
    """Return the best of so many runs; None where Typst is not installed. xml: the report's page.

    Raises subprocess.CalledProcessError where Typst cannot set the page.
    """
    try:
        import typst  # noqa: F401
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text(as_typst(xml))
        taken = [timed(source) for _run in range(runs)]
    return round(min(taken), 4)


def timed(source: Path) -> float:
    """Return the seconds a page of one run."""
    asked = [sys.executable, "-c", TIMED, str(source), str(FONTS[0].parent)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    return float(told["seconds"]) / int(told["pages"])


def as_typst(xml: str) -> str:
    """Return the page in Typst's markup: the same headings, texts, lists, tables with heads, and drawings."""
    body = ElementTree.fromstring(xml).find("body")  # noqa: S314 - our own template; texts in it are escaped
    return LOOK + ("" if body is None else flow(body))


def flow(parent: Element) -> str:
    """Return everything below an element."""
    pieces = [words(parent.text)]
    for child in parent:
        pieces += [piece(child), words(child.tail)]
    return "".join(pieces)


def piece(element: Element) -> str:
    """Return one element."""
    tag = element.tag
    if tag == f"{SVG}svg":
        return drawing(element)
    if element.get("class") == "toc":
        return ""
    if tag in HEADINGS:
        return f"\n#heading(level: {HEADINGS[tag]})[{flow(element)}]\n"
    if tag == "table":
        return table(element)
    if tag in ("ul", "ol"):
        kind = "list" if tag == "ul" else "enum"
        return f"\n#{kind}({', '.join(f'[{flow(item)}]' for item in element)})\n"
    if tag in INLINE:
        return f"#{INLINE[tag]}[{flow(element)}]"
    if tag == "br":
        return "#linebreak()"
    if "sr" in element.get("class", "").split():
        return f"\n#grid(columns: 3, gutter: 6pt, {', '.join(f'[{flow(one)}]' for one in element)})\n"
    if tag == "p":
        return f"\n#block[{flow(element)}]\n"
    return "\n#pagebreak(weak: true)\n" * (element.get("class") == "ch") + flow(element)


def table(element: Element) -> str:
    """Return a table with its caption, its head repeated on each page."""
    caption = element.find("caption")
    title = "" if caption is None else f"\n#strong[{flow(caption)}]\n"
    rows = list(element.iter("tr"))
    columns = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
    widths = "2fr, 1fr, 1fr, 3fr" if element.get("class") == "mt" else ", ".join(["2.5fr", *["1fr"] * (columns - 1)])
    heads = cells(element.findall("thead/tr"))
    body = cells(row for part in element.findall("tbody") for row in part)
    return f"{title}\n#table(columns: ({widths},), table.header({heads}), {body})\n"


def cells(rows: Iterable[Element]) -> str:
    """Return the cells of rows."""
    return ", ".join(
        f"table.cell(colspan: {cell.get('colspan', 1)}, rowspan: {cell.get('rowspan', 1)})[{flow(cell)}]"
        for row in rows
        for cell in row
    )


def drawing(element: Element) -> str:
    """Return a drawing with its alternative text."""
    ElementTree.register_namespace("", SVG[1:-1])
    source = ElementTree.tostring(element, encoding="unicode").rstrip()
    width, about = element.get("width", "100%"), quoted(element.get("aria-label", ""))
    return f'#image(bytes({quoted(source)}), format: "svg", width: {width}, alt: {about})'


def words(text: str | None) -> str:
    """Return text of a page as Typst's string, its white space folded as a browser does."""
    folded = SPACE.sub(" ", text or "").strip(" ")
    if not text or not folded:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}#{quoted(folded)};{' ' * text[-1].isspace()}"


def quoted(text: str) -> str:
    """Return a text as Typst's string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
