"""What a rich text is made of, read from HTML that may be anything or from plain text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

import nh3

from welfareplans.organisations.texts import FORBIDDEN

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements that begin a new paragraph; a row of a table becomes one.
PARTS = {"p", "div", "blockquote", "pre", "section", "article", "table", "tr", "dl", "dt", "dd", "figure", "address"}
CELLS = {"td", "th"}
STRONG, EM, LISTS = {"strong", "b"}, {"em", "i"}, {"ul", "ol"}
TAGS = HEADINGS | PARTS | CELLS | STRONG | EM | LISTS | {"li", "br", "a"}
# Gone with everything in them; <xml> is what Word leaves about itself.
DROPPED = {"script", "style", "svg", "math", "title", "xml", "template", "iframe", "object", "noscript", "select"}
SCHEMES = {"http", "https", "mailto"}
DEEPEST = 4
BEGINS_LIKE_HTML = re.compile(rf"\s*(<!--|<({'|'.join(sorted(HEADINGS | PARTS | LISTS))})[\s>])", re.IGNORECASE)
ADDRESS = re.compile(r"(https?://|mailto:)\S+\Z", re.IGNORECASE)
SPACES = re.compile(r"[ \t\n\r\f]+")
UNTIDY = re.compile(r"  | \n|\n[ \n]")
# What Word writes before the items of a list that is none in its HTML; its section sign is a law's here.
BULLET = re.compile(r"[·•▪◦‣●○■][^\S\n]+")
DASH = re.compile(r"[-–*] |" + BULLET.pattern)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; a line break in it is a new line. href: where it leads, empty = nowhere."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""

    @property
    def look(self) -> tuple[bool, bool, str]:
        """Return everything but the text."""
        return self.strong, self.em, self.href


@dataclass
class Item:
    """An item of a list, with lists of its own."""

    runs: list[Run] = field(default_factory=list)
    lists: "list[Block]" = field(default_factory=list)


@dataclass
class Block:
    """A paragraph (p) or heading (h3) with runs, or a list (ul, ol) with items."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def is_html(text: str) -> bool:
    """Tell whether a text is HTML: it begins with an element of ours, or one that we make into ours."""
    return bool(BEGINS_LIKE_HTML.match(text))


def blocks_of_plain(text: str) -> list[Block]:
    """Return the paragraphs of a plain text; one whose lines all begin with a dash or a dot is a list."""
    parts = re.split(r"\n\s*\n", FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    found = []
    for lines in ([line.strip() for line in part.strip().split("\n")] for part in parts if part.strip()):
        if all(DASH.match(line) for line in lines):
            found.append(Block("ul", items=[Item(tidy([Run(DASH.sub("", line, count=1))])) for line in lines]))
        else:
            found.append(Block("p", tidy([Run("\n".join(lines))])))
    return [block for block in found if block.runs or block.items]


def blocks_of_html(text: str) -> list[Block]:
    """Return what is left of HTML when everything that could do harm, and every look of its own, is gone."""
    safe = nh3.clean(
        FORBIDDEN.sub("", text), tags=TAGS, clean_content_tags=DROPPED, attributes={"a": {"href"}}, url_schemes=SCHEMES,
        link_rel=None,
    )  # fmt: skip
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    reader.end_block()
    return list(_lists_from_word(reader.found))


def tidy(runs: Iterable[Run], line_breaks: bool = True) -> list[Run]:
    """Return runs with single spaces and none at the ends, alike ones joined."""
    whole = list(runs)
    text = "".join(run.text for run in whole)
    if text != text.strip() or UNTIDY.search(text) or (not line_breaks and "\n" in text):
        whole = _spaced(whole, line_breaks)
    joined = ((look, "".join(run.text for run in group)) for look, group in groupby(whole, lambda run: run.look))
    return [Run(text, *look) for look, text in joined if text]


def _spaced(runs: list[Run], line_breaks: bool) -> list[Run]:
    """Return a run for each letter that stays."""
    kept: list[Run] = []
    for run in runs:
        for letter in run.text:
            one = letter if line_breaks or letter != "\n" else " "
            while one == "\n" and kept and kept[-1].text == " ":
                kept.pop()
            if one not in " \n" or (kept and kept[-1].text not in " \n"):
                kept.append(Run(one, *run.look))
    while kept and kept[-1].text.isspace():
        kept.pop()
    start = next((place for place, run in enumerate(kept) if not run.text.isspace()), len(kept))
    return kept[start:]


class _Reader(HTMLParser):
    """Reads HTML that nh3 has cleaned, so that it is balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.lists: list[Block] = []
        self.runs: list[Run] = []
        self.kind = "p"
        self.strong = self.em = self.too_deep = 0
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        if tag in LISTS:
            self.begin_list(tag)
        elif tag == "li" and self.lists:
            self.lists[-1].items.append(Item())
        elif tag in PARTS or tag in HEADINGS or tag == "li":
            self.end_block()
            self.kind = "h3" if tag in HEADINGS else "p"
        elif tag == "br":
            self.add("\n")
        elif tag in CELLS:
            self.add(" ")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.href = address if ADDRESS.match(address) else ""
        self.strong += tag in STRONG
        self.em += tag in EM

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag in LISTS:
            self.end_list()
        elif tag in PARTS or tag in HEADINGS:
            self.end_block()
        elif tag == "a":
            self.href = ""
        self.strong -= tag in STRONG
        self.em -= tag in EM

    def handle_data(self, data: str) -> None:
        """Take text; where its lines break in the source means nothing."""
        self.add(SPACES.sub(" ", data))

    def add(self, text: str) -> None:
        """Add to what is open."""
        run = Run(text, self.strong > 0, self.em > 0, self.href)
        if self.lists and (self.lists[-1].items or text.strip()):
            self.item().runs.append(run)
        elif not self.lists:
            self.runs.append(run)

    def item(self) -> Item:
        """Return the open item; what stands in a list outside of its items gets one."""
        if not self.lists[-1].items:
            self.lists[-1].items.append(Item())
        return self.lists[-1].items[-1]

    def begin_list(self, tag: str) -> None:
        """Begin a list, in an item when one is open; deeper than anybody reads it goes on in the list it is in."""
        if len(self.lists) == DEEPEST:
            self.too_deep += 1
            return
        self.end_block()
        self.lists.append(Block(tag))

    def end_list(self) -> None:
        """End the innermost list."""
        if self.too_deep:
            self.too_deep -= 1
            return
        done = self.lists.pop()
        for item in done.items:
            item.runs = tidy(item.runs)
        done.items = [item for item in done.items if item.runs or item.lists]
        if not done.items:
            return
        if self.lists:
            self.item().lists.append(done)
        else:
            self.found.append(done)

    def end_block(self) -> None:
        """End a paragraph or heading; two line breaks in a paragraph part it, and in an item it is a new line."""
        if self.lists:
            self.add("\n")
            return
        for part in _parted(self.runs) if self.kind == "p" else [self.runs]:
            if runs := tidy(part, line_breaks=self.kind == "p"):
                self.found.append(Block(self.kind, runs))
        self.runs, self.kind = [], "p"


def _parted(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the runs between double line breaks."""
    part: list[Run] = []
    broken = False
    for run in runs:
        if run.text == "\n" and broken:
            yield part
            part, broken = [], False
            continue
        part.append(run)
        broken = run.text == "\n" or (broken and not run.text.strip())
    yield part


def _is_item_from_word(block: Block) -> bool:
    return (
        block.kind == "p" and bool(BULLET.match(block.runs[0].text)) and not any("\n" in run.text for run in block.runs)
    )


def _lists_from_word(found: list[Block]) -> Iterator[Block]:
    """Yield the blocks, paragraphs that begin with a bullet made into lists."""
    for bulleted, group in groupby(found, _is_item_from_word):
        if not bulleted:
            yield from group
            continue
        items = [
            tidy([Run(BULLET.sub("", one.runs[0].text, count=1), *one.runs[0].look), *one.runs[1:]]) for one in group
        ]
        if kept := [Item(runs) for runs in items if runs]:
            yield Block("ul", items=kept)
