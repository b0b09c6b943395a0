"""How the report's tables look, in pixels of which 96 make an inch: the same as report.css says, sections 2, 3 and 7.

Rows that are set by us (`table_rows`) stand beside rows that are left to the renderer; the test compares both.
"""

from typing import NamedTuple

from reports.tagged.lines import Look

MM, POINT = 96 / 25.4, 96 / 72
TABLE = 166 * MM
COLUMNS = {
    "m1": 50 * MM, "m2": 34 * MM, "m3": 24 * MM, "m4": 58 * MM, "p1": 22 * MM, "p2": 50 * MM, "p3": 34 * MM,
    "p4": 60 * MM, "d1": 66 * MM, "d2": 24 * MM, "d3": 18 * MM, "d4": 28 * MM, "s2": 48 * MM, "s3": 28 * MM,
    "s4": 20 * MM, "e1": 56 * MM, "b": 20 * MM, "y": 13.6 * MM, "g": 18 * MM,
}  # fmt: skip
# Tables of figures have their cells to the right; of the others some are not hyphenated.
OF_FIGURES = {"it", "kt", "ft"}
HYPHENATED = OF_FIGURES | {"mt", "pt"}
OURS = HYPHENATED | {"df", "st", "dt"}


class Padding(NamedTuple):
    """The room around a cell's text."""

    top: float
    right: float
    bottom: float
    left: float


class RowLook(NamedTuple):
    """How a row looks. leading: the height of a line; rule: the line below it, its thickness and ink."""

    text: Look
    leading: float
    rule: tuple[float, str]


def ink(colour: str) -> str:
    """Return a colour such as #1b1b1b as PDF writes it."""
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.4g}" for place in (1, 3, 5))


ROW_PADDING, DETAIL_PADDING = {"kt": 1.0}, {"kt": 0.5}
BLACK, GREY, MUTED = ink("#1b1b1b"), ink("#3b4044"), ink("#5c6166")
HAIRLINE = 0.4 * POINT, ink("#b9bcbe")
PLAIN = RowLook(Look("", 8.8 * POINT, BLACK), 11.5 * POINT, HAIRLINE)
DETAIL = RowLook(Look("", 8.2 * POINT, GREY), 10.5 * POINT, HAIRLINE)
HEAD = RowLook(Look("b", 8.2 * POINT, GREY), 11.5 * POINT, (0.8 * POINT, BLACK))
NOTE_SIZE, NOTE_RAISED, LANGUAGE_SIZE = 6.5 * POINT, 2.5 * POINT, 8 * POINT
STATES = {
    "done": ink("#0f5c3f"), "under": ink("#1f5f99"), "delayed": ink("#8a4f00"), "notyet": MUTED,
    "dropped": ink("#5c4869"), "k-end": ink("#9b1c2e"), "k-chg": ink("#1f5f99"),
}  # fmt: skip


def row_look(is_head: bool, css: str) -> RowLook:
    """Return how a row looks. css: its class."""
    if is_head:
        return HEAD
    if css == "lo":
        return PLAIN._replace(rule=(0, ""))
    return DETAIL if css == "d" else PLAIN


def padding(table: str, css: str, is_head: bool, is_first: bool) -> Padding:
    """Return the room around a cell's text. table, css: the classes of table and row; is_first: of the row."""
    is_figure, is_detail = is_right(table, is_first), css == "d"
    top = bottom = (DETAIL_PADDING if is_detail else ROW_PADDING).get(table, 0.7 if is_detail else 1.5) * MM
    if is_head:
        top, bottom = 0, 1.5 * MM
    touches = is_figure or (is_first and (is_detail or (is_head and table in OF_FIGURES)))
    left = 0.8 * MM if is_figure else 4 * MM if is_first and is_detail else 0
    return Padding(top, 0 if touches else 2.5 * MM, bottom, left)


def is_right(table: str, is_first: bool) -> bool:
    """Tell whether a cell's text stands to the right."""
    return table in OF_FIGURES and not is_first
