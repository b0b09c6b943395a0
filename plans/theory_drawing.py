"""The theory of change, drawn: a lane for each goal, with a row for each of its measures and a column for each step.

Boxes are outlines, and what is missing is a dashed box that says so: nothing depends on colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts import svg
from indicators.charts.lines_of_text import wrapped
from plans.theory import Activity, Aim, Said, Steps

OWN = "#174c55"
# Most lines of a text, and most indicators in a box; the list has everything.
LINES, INDICATOR_LINES, INDICATORS = 10, 2, 6


@dataclass(frozen=True)
class Size:
    """How large a drawing is, in its own units. tallest: a taller lane is drawn in parts."""

    width: float
    text: float
    tallest: float

    @property
    def line(self) -> float:
        """Return the height of a line."""
        return self.text * 1.27

    @property
    def pad(self) -> float:
        """Return the space inside a box."""
        return self.text * 0.6


PAGE, PAPER = Size(960, 13.5, 1e9), Size(627, 10.5, 820)


@dataclass(frozen=True)
class Column:
    """One step: its heading and where it is."""

    key: str
    word: str
    x: float
    width: float


@dataclass(frozen=True)
class Box:
    """What stands in a box: lines with their size and weight; a dashed one says what is missing."""

    lines: tuple[tuple[str, float, bool], ...]
    is_gap: bool = False

    def height(self, size: Size) -> float:
        """Return how tall the box has to be."""
        return len(self.lines) * size.line + 2 * size.pad - size.text * 0.3


def columns(written: Steps, size: Size) -> list[Column]:
    """Return the columns of the steps that the plan writes of; activities and goals are always there."""
    wanted = [
        ("resources", _("Resources"), 1.0, written.resources), ("activity", _("Activities"), 1.35, True),
        ("result", _("Expected results"), 1.15, written.results), ("aim", _("Goal"), 1.05, True),
    ]  # fmt: skip
    shown = [(key, word, share) for key, word, share, is_shown in wanted if is_shown]
    arrow = size.text * 2
    unit = (size.width - arrow * (len(shown) - 1) - 2) / sum(share for _key, _word, share in shown)
    found, x = [], 1.0
    for key, word, share in shown:
        found.append(Column(key, word, x, unit * share))
        x += unit * share + arrow
    return found


def lanes(
    aim: Aim, written: Steps, size: Size = PAGE, wide_mm: float | None = None, colour: str = OWN
) -> list[SafeString]:
    """Return the drawings of a goal's lane: one, or several where it would be taller than a page."""
    across = columns(written, size)
    rows = [boxes(activity, across, size) for activity in aim.activities]
    goal = aim_box(aim, across[-1], size)
    parts = list(portions(rows, size))
    found, told = [], 0
    for part in parts or [[]]:
        those = aim.activities[told : told + len(part)]
        told += len(part)
        found.append(lane(aim, those, part, goal, across, size, wide_mm, colour))
    return found


def portions(rows: Sequence[dict[str, Box]], size: Size) -> Iterator[list[dict[str, Box]]]:
    """Return the rows in portions that are not taller than a drawing may be."""
    portion: list[dict[str, Box]] = []
    tall = 0.0
    for row in rows:
        height = row_height(row, size) + size.text * 0.8
        if portion and tall + height > size.tallest:
            yield portion
            portion, tall = [], 0.0
        portion.append(row)
        tall += height
    if portion:
        yield portion


def lane(
    aim: Aim, told: Sequence[Activity], rows: Sequence[dict[str, Box]], goal: Box, across: Sequence[Column],
    size: Size, wide_mm: float | None, colour: str,
) -> SafeString:  # fmt: skip
    """Return one drawing: headings, a row of boxes for each activity, the goal's box beside all of them."""
    pieces = [svg.label(one.x, size.text, one.word, size=size.text * 0.87, bold=True) for one in across]
    top = y = size.text * 1.8
    ends: list[float] = []
    for row in rows:
        height = row_height(row, size)
        ends.append(y + height / 2)
        for place, column in enumerate(across[:-1]):
            pieces += drawn(row[column.key], column, y, height, size, is_main=column.key == "activity")
            pieces.append(arrow(column.x + column.width, across[place + 1].x, y + height / 2, size))
        y += height + size.text * 0.8
    bottom = max(y - size.text * 0.8, top + goal.height(size))
    if not rows:
        gap = Box(lines([(_("No measure leads to this goal"), size.text, False)], across[0], size), is_gap=True)
        pieces += drawn(gap, across[0], top, min(gap.height(size), bottom - top), size)
    pieces += drawn(goal, across[-1], top, bottom - top, size, aim_colour=colour)
    return svg.figure(spoken(aim, told), size.width, bottom + 2, pieces, css="wide", wide_mm=wide_mm)


def row_height(row: dict[str, Box], size: Size) -> float:
    """Return how tall a row has to be."""
    return max(box.height(size) for box in row.values())


def boxes(activity: Activity, across: Sequence[Column], size: Size) -> dict[str, Box]:
    """Return an activity's boxes by column."""
    made = {}
    for column in across[:-1]:
        if column.key == "activity":
            title = [(f"{activity.number} {activity.title.plain}", size.text, True)]
            told = indicators(activity.indicators, size) or [(_("No indicator"), size.text * 0.87, False)]
            made[column.key] = Box(lines([*title, *told], column, size))
            continue
        said, word = (
            (activity.resources, _("No resources named"))
            if column.key == "resources"
            else (activity.result, _("No expected result named"))
        )
        made[column.key] = Box(lines([(said.plain or word, size.text, False)], column, size), is_gap=not said)
    return made


def aim_box(aim: Aim, column: Column, size: Size) -> Box:
    """Return the goal's box."""
    return Box(
        lines([(f"{aim.number} {aim.title.plain}", size.text, True), *indicators(aim.indicators, size)], column, size)
    )


def indicators(names: Sequence[Said], size: Size) -> list[tuple[str, float, bool]]:
    """Return a text for each indicator, and for those that have no room how many they are."""
    small = size.text * 0.87
    told = [(_("Indicator: %(name)s") % {"name": name.plain}, small, False) for name in names[:INDICATORS]]
    more = len(names) - INDICATORS
    return [*told, (_("and %(count)s more") % {"count": more}, small, False)] if more > 0 else told


def lines(texts: Sequence[tuple[str, float, bool]], column: Column, size: Size) -> tuple[tuple[str, float, bool], ...]:
    """Return the texts broken to the column's width."""
    room = column.width - 2 * size.pad
    return tuple(
        (line, letters, bold)
        for text, letters, bold in texts
        for line in wrapped(text, room, letters, LINES if letters == size.text else INDICATOR_LINES, bold=bold)
    )


def drawn(
    box: Box, column: Column, y: float, height: float, size: Size, *, is_main: bool = False, aim_colour: str = ""
) -> list[str]:
    """Return a box with its text."""
    look = 'class="k-hollow k-axis" fill="#fff"'
    look = 'class="k-band k-axis" fill="#f2f3ef"' if is_main else look
    edge = f'stroke="{svg.AXIS}" stroke-width="1"' + (' stroke-dasharray="4 3"' if box.is_gap else "")
    if aim_colour:
        look, edge = 'class="k-hollow k-own" fill="#fff"', f'stroke="{aim_colour}" stroke-width="2"'
    frame = (
        f'<rect x="{column.x:.1f}" y="{y:.1f}" width="{column.width:.1f}" height="{height:.1f}" rx="3" {look} {edge}/>'
    )
    x, base = column.x + size.pad, y + size.pad + size.text * 0.8
    return [frame] + [
        svg.label(x, base + i * size.line, line, size=letters, bold=bold)
        if box.is_gap or letters != size.text
        else svg.label(x, base + i * size.line, line, size=letters, bold=bold, fill=svg.INK, css="k-ink")
        for i, (line, letters, bold) in enumerate(box.lines)
    ]


def arrow(x: float, end: float, y: float, size: Size) -> str:
    """Return the arrow from one step to the next."""
    tip = size.text * 0.35
    path = f"M{x + 3:.1f} {y:.1f}H{end - 3:.1f}m{-tip:.1f} {-tip:.1f}l{tip:.1f} {tip:.1f}l{-tip:.1f} {tip:.1f}"
    return svg.rule(path, stroke=svg.AXIS, css="k-axis", width=1.3)


def spoken(aim: Aim, told: Sequence[Activity]) -> str:
    """Return the alternative text: the chain of each activity, and what the goal is measured by."""
    sentences = []
    for one in told:
        pieces = [
            (_("Resources"), one.resources.plain), (_("Expected results"), one.result.plain),
            (_("Indicators"), ", ".join(name.plain for name in one.indicators)),
        ]  # fmt: skip
        words = "; ".join(f"{word}: {text.rstrip('.')}" for word, text in pieces if text)
        sentences.append(f"{one.number} {one.title.plain}" + (f" ({words})" if words else ""))
    goal = _("Theory of change of goal %(number)s %(title)s") % {"number": aim.number, "title": aim.title.plain}
    return f"{goal}: {'. '.join(sentences) or _('No measure leads to this goal')}."
