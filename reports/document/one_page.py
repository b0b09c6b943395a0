"""The page that says it all: goals, measures by state, what moved most, what is missing."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.charts import Part, split_bar
from indicators.numbers import format_date
from reports.document.book import Book, measure_state
from reports.document.content import Goal, Indicator
from reports.document.words import Mark, Words, gap, grade, part_status, state

ORDER = ("done", "under_way", "delayed", "not_started", "dropped", "")
MOST_MOVES = 5
# From so many goals on the page is set tighter, and beyond the second number fewer figures find room on it.
TIGHT_FROM = 9
FULL_FROM = 12
# A council is not served by good news only: so many that got worse are shown whenever there are any.
LEAST_WORSE = 2
# What is missing stands in a narrow column beside the figures; millimetres, at 9 points (see report.css, section 6).
LETTERS_A_LINE = 34
LINE_MM = 4.4
GAP_MM = 1.6
MOVE_MM = 10


@dataclass(frozen=True)
class GoalLine:
    """A goal in one line."""

    number: str
    anchor: str
    title: Words
    grade: Mark
    states: list[Mark]
    done: str


@dataclass(frozen=True)
class StateCount:
    """How many measures are in a state."""

    mark: Mark
    count: int


@dataclass(frozen=True)
class Move:
    """An indicator that changed much."""

    name: Words
    before: str
    year_before: int
    now: str
    change: str
    verdict: str


@dataclass(frozen=True)
class Lack:
    """Something that is missing, and why."""

    name: Words
    text: str


@dataclass(frozen=True)
class OnePage:
    """The page."""

    lead: list[Words]
    goals: list[GoalLine]
    bar: SafeString
    counts: list[StateCount]
    moves: list[Move]
    lacks: list[Lack]
    more_lacks: str
    is_tight: bool


def one_page(book: Book) -> OnePage:
    """Return the page."""
    counts = Counter(measure_state(measure) for measure in book.measures)
    lacks = [*figures_missing(book), *to_be_specified(book), *withheld(book), *not_reported(book), *parts_open(book)]
    goals, moves = [goal_line(goal) for goal in _read_goals(book)], moved_most(book)
    shown = fitting(lacks, 25 + MOVE_MM * max(len(moves), 3) + 6 * max(FULL_FROM - len(goals), 0))
    more = len(lacks) - len(shown)
    parts = [Part(key, state(key).word, counts[key]) for key in ORDER]
    return OnePage(
        lead=book.reader(book.content["summary"]).paragraphs or [Words(counted_lead(book, counts))],
        goals=goals,
        bar=split_bar(parts, _("Measures by state"), wide_mm=166),
        counts=[StateCount(state(key), counts[key]) for key in ORDER if counts[key]],
        moves=moves,
        lacks=shown,
        more_lacks=ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more} if more else "",
        is_tight=len(goals) >= TIGHT_FROM,
    )


def fitting(lacks: list[Lack], room_mm: float) -> list[Lack]:
    """Return the first of what is missing, as many as the column holds; two at least."""
    high = [-(-len(f"{lack.name.text}: {lack.text}") // LETTERS_A_LINE) * LINE_MM + GAP_MM for lack in lacks]
    return lacks[: max(2, sum(below <= room_mm for below in accumulate(high)))]


def counted_lead(book: Book, counts: Counter[str]) -> str:
    """Return the lead in numbers, for a report whose coordinator wrote none."""
    on_track = sum(goal["assessment"]["grade"] == "on_track" for goal in book.goals)
    return " ".join(
        [
            _("%(done)s of %(total)s measures are done and %(going)s are under way.")
            % {"done": counts["done"], "total": len(book.measures), "going": counts["under_way"]},
            _("%(number)s of %(total)s goals are on track.") % {"number": on_track, "total": len(book.goals)},
        ]
    )


def _read_goals(book: Book) -> list[tuple[Goal, Words]]:
    """Return the goals with their titles read."""
    return [(goal, book.reader(goal["title"])) for goal in book.goals]


def goal_line(read: tuple[Goal, Words]) -> GoalLine:
    """Return a goal in one line."""
    goal, title = read
    states = sorted((measure_state(measure) for measure in goal["measures"]), key=ORDER.index)
    return GoalLine(
        number=goal["number"],
        anchor=f"g{goal['id']}",
        title=title,
        grade=grade(goal["assessment"]["grade"]),
        states=[state(key) for key in states],
        done=_("%(done)s of %(total)s done") % {"done": states.count("done"), "total": len(states)},
    )


def moved_most(book: Book) -> list[Move]:
    """Return the figures that changed most since last time, relative to how much each usually moves."""
    changes = [(one, one.change(book.year)) for one in book.figures.values() if one.is_drawn]
    moved = [(one, change) for one, change in changes if change is not None and change.difference]
    moved.sort(key=lambda pair: -pair[1].weight)
    worse = [pair for pair in moved if pair[0].verdict(pair[1]) == "worse"][:LEAST_WORSE]
    most = max(MOST_MOVES - max(len(book.goals) - FULL_FROM, 0) // 2, LEAST_WORSE)
    others = [pair for pair in moved if pair not in worse][: most - len(worse)]
    return [
        Move(
            name=one.name if one.unit == "%" else one.title,
            before=one.written(change.before, unit=True),
            year_before=change.year_before,
            now=one.written(change.now, unit=True),
            change=one.changed_by(change),
            verdict=one.verdict(change),
        )
        for one, change in sorted(worse + others, key=moved.index)
    ]


def figures_missing(book: Book) -> list[Lack]:
    """Return the indicators whose figure of the year is due and not there."""
    sentences = {
        "missing": _("no figure for %(year)s") % {"year": book.year},
        "awaited": _("the figure for %(year)s is not available yet") % {"year": book.year},
        "suppressed": _("the producer withholds the figure for %(year)s") % {"year": book.year},
        "withheld": _("the figure for %(year)s is withheld, so few are counted") % {"year": book.year},
    }
    return [
        Lack(one.name, sentences[gap(one.missing(book.year))[1] or "missing"])
        for one in book.figures.values()
        if one.indicator["kind"] != "narrative"
        and not one.indicator["to_be_specified"]
        and one.is_due(book.year)
        and one.value(book.year) is None
    ]


def to_be_specified(book: Book) -> list[Lack]:
    """Return the indicators that somebody still has to specify."""
    return [
        Lack(book.reader(one["name"]), specified_by(book, one))
        for one in book.content["indicators"]
        if one["to_be_specified"]
    ]


def specified_by(book: Book, indicator: Indicator) -> str:
    """Return who specifies the indicator and by when."""
    open_point = indicator["to_be_specified"]
    if not open_point:
        return ""
    who = book.committee_name(open_point["committee"]).text
    when = _("by %(day)s") % {"day": format_date(open_point["due"], book.language)} if open_point["due"] else ""
    details = ", ".join(part for part in (who, when) if part)
    text = _("the indicator is still to be specified")
    return f"{text} ({details})" if details else text


def withheld(book: Book) -> list[Lack]:
    """Return how many figures of breakdowns are not shown because the groups are small."""
    hidden = sum(
        value["missing"] in ("withheld", "suppressed") and value["category"] is not None and value["year"] == book.year
        for indicator in book.content["indicators"]
        for value in indicator["values"]
    )
    name = ngettext("%(count)s breakdown", "%(count)s breakdowns", hidden) % {"count": hidden}
    return [Lack(Words(name), _("not shown, because so few are counted"))] if hidden else []


def not_reported(book: Book) -> list[Lack]:
    """Return the measures nobody reported, in one line."""
    left_out = Counter(one["measure"] for one in book.content.get("not_asked", []))
    numbers = [
        measure["number"]
        for measure in book.measures
        if not measure["progress"] and left_out[measure["id"]] < max(1, len(measure["committees"]))
    ]
    name = ngettext("%(count)s measure", "%(count)s measures", len(numbers)) % {"count": len(numbers)}
    return [Lack(Words(name), _("not reported: %(numbers)s") % {"numbers": ", ".join(numbers)})] if numbers else []


def parts_open(book: Book) -> list[Lack]:
    """Return the committees whose part is not accepted."""
    return [
        Lack(
            book.reader(committee["name"]),
            _("its part: %(status)s") % {"status": part_status(committee["status"]).lower()},
        )
        for committee in book.content["committees"]
        if committee["status"] != "accepted"
    ]
