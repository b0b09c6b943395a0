"""HTML tables: what Word, Excel, LibreOffice and web pages put on the clipboard."""

import re
from html.parser import HTMLParser

from plans.tables.files.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, tidy
from welfareplans.confined import Refused

BULLET = "•"
LONGEST_HEADING = 200  # characters; a longer paragraph above a table is no heading
SILENT = {"script", "style", "title", "template"}
BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "caption"}


def web_tables(data: bytes) -> list[Sheet]:
    """Return each table that has at least two columns."""
    reader = Reader()
    reader.feed(data.decode("utf-8-sig", "replace"))
    reader.close()
    reader.end_table()
    return reader.sheets


class Reader(HTMLParser):
    """Collects tables; what is nested in a cell becomes lines of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self.rows: list[list[str]] = []
        self.covered: list[tuple[int, int]] = []
        self.open_spans: dict[int, tuple[int, str]] = {}  # rows left and text, by column
        self.depth = 0
        self.in_cell = False
        self.columns, self.below = 1, 1  # of the cell that is open
        self.text: list[str] = []
        self.silent = 0
        self.heading, self.number = "", 1

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell, or begin a line."""
        told = {name: value or "" for name, value in attributes}
        self.silent += tag in SILENT
        if tag in BLOCKS and "".join(self.text[-2:]).strip() != BULLET:
            self.text.append("\n")
        match tag:
            case "table":
                self.depth += 1
                if self.depth == 1:
                    self.keep_heading()
            case "tr" if self.depth == 1:
                self.end_cell()
                self.start_row()
            case "td" | "th" if self.depth == 1:
                self.end_cell()
                if not self.rows:
                    self.start_row()
                self.in_cell, self.text = True, []
                self.columns = number(told.get("colspan"), MOST_COLUMNS)
                self.below = number(told.get("rowspan"), MOST_ROWS)
            case "br":
                self.text.append("\n")
            case "li":
                self.text.append(f"{BULLET} ")
            case "p" if "mso-list:" in told.get("style", "").replace(" ", ""):
                self.text.append(f"{BULLET} ")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        self.silent -= tag in SILENT and self.silent > 0
        if tag in BLOCKS:
            self.text.append("\n")
        if tag in ("td", "th") and self.depth == 1:
            self.end_cell()
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.end_table()

    def unknown_decl(self, data: str) -> None:
        """Leave out the bullets that Word writes for programs without lists."""
        if data.startswith("if !supportLists"):
            self.silent += 1
        elif data.startswith("endif") and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        """Add a piece of text; line ends of the source are blanks."""
        if not self.silent:
            self.text.append(re.sub(r"[ \t\r\n]+", " ", data))

    def start_row(self) -> None:
        """Begin a row with the cells that reach down into it."""
        if self.number + len(self.rows) > MOST_ROWS:
            raise Refused("rows")
        self.rows.append([])
        self.fill_spans()

    def fill_spans(self) -> None:
        """Write the joined cells that begin here into the row."""
        row = self.rows[-1]
        while len(row) in self.open_spans:
            place = len(row)
            left, text = self.open_spans.pop(place)
            row.append(text)
            self.covered.append((len(self.rows) - 1, place))
            if left > 1:
                self.open_spans[place] = (left - 1, text)

    def end_cell(self) -> None:
        """Write the cell that is open into its row."""
        if not self.in_cell:
            return
        self.in_cell = False
        row = self.rows[-1]
        text = self.lines()
        width = min(self.columns, MOST_COLUMNS)
        if self.below > 1:
            for place in range(len(row), len(row) + width):
                self.open_spans[place] = (self.below - 1, text if place == len(row) else "")
        row += [text, *[""] * (width - 1)]
        self.fill_spans()

    def lines(self) -> str:
        """Return what was collected, without empty lines and blanks around them."""
        lines = (line.strip() for line in "".join(self.text).split("\n"))
        self.text = []
        return tidy("\n".join(line for line in lines if line.strip(f"{BULLET} ")))

    def keep_heading(self) -> None:
        """Keep the last line above a table."""
        above = self.lines().splitlines()
        if above:
            self.heading = above[-1] if len(above[-1]) <= LONGEST_HEADING else ""

    def end_table(self) -> None:
        """Keep the table."""
        self.end_cell()
        if any(len(row) > 1 for row in self.rows):
            numbers = list(range(self.number, self.number + len(self.rows)))
            name = str(len(self.sheets) + 1)
            self.sheets.append(Sheet(name, self.rows, numbers, sorted(self.covered), self.heading, is_part=True))
        self.number += len(self.rows)
        self.rows, self.covered, self.open_spans, self.text, self.depth = [], [], {}, [], 0


def number(text: str | None, most: int) -> int:
    """Return a span; 1 for anything that is none."""
    plain = (text or "").strip()
    return min(max(int(plain), 1), most) if plain.isascii() and plain.isdigit() and len(plain) < 7 else 1
