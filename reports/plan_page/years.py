"""The plan over the years: how each measure went and how each goal was judged, year by year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.charts import Part, split_bar
from plans.models import Partner
from plans.numbering import Key
from reports.models import Assessment, Progress, Round
from reports.plan_page.earlier import Became, earlier_plans
from reports.plan_page.reader import Reader
from reports.plan_page.source import MEASURE, PlanText
from reports.plan_page.states import PUBLISHED, Rounds
from welfareplans.organisations.models import User

# As many as stand beside the titles on a desk's screen and on a landscape sheet.
SHOWN = 6
STATES = ("done", "under_way", "delayed", "not_started", "dropped")
GRADES = ("on_track", "partly", "off_track")


@dataclass(frozen=True)
class Mark:
    """A state or grade in one year. count: committees that say so, 0 where all say the same."""

    value: str
    word: str
    count: int = 0


Marks = tuple[Mark, ...]


@dataclass(frozen=True)
class Year:
    """A column. note: that it is not published, or is an earlier plan's."""

    year: int
    note: str


@dataclass(frozen=True)
class Line:
    """A measure or a goal with its marks, one cell a year; an empty cell was not reported."""

    pk: int
    number: str
    title: SafeString | str
    cells: list[Marks]


@dataclass
class GoalLines:
    """A goal with its measures."""

    goal: Line
    measures: list[Line] = field(default_factory=list)


@dataclass
class PrincipleLines:
    """A principle with its goals."""

    number: str
    title: SafeString | str
    goals: list[GoalLines] = field(default_factory=list)


@dataclass(frozen=True)
class Sum:
    """One year of this plan in a row: its measures as a bar and counted, its goals counted."""

    year: Year
    bar: SafeString
    measures: list[Mark]
    goals: list[Mark]


@dataclass(frozen=True)
class OverTheYears:
    """The whole part of the page. hidden: how many earlier years are left out."""

    years: list[Year]
    hidden: int
    principles: list[PrincipleLines]
    sums: list[Sum]


def over_the_years(
    text: PlanText, rounds: Rounds, reader: Reader, user: User | AnonymousUser, partners: list[Partner],
    *, whole: bool = False,
) -> OverTheYears:  # fmt: skip
    """Return the plan over the years that the reader may see. whole: all of them, not only the newest.

    Of earlier plans only what was published is shown, whoever reads: who works with this one need not have worked with
    those.
    """
    earlier, became = earlier_plans(text.plan, user)
    past = list(Round.objects.filter(plan__in=earlier, status__in=PUBLISHED)) if earlier else []
    columns = sorted({one.year: one for one in [*past, *reversed(rounds.seen)]}.items())
    told = Told([*past, *rounds.seen], text.plan.pk, became, leaders_of(text))
    shown = columns if whole else columns[-SHOWN:]
    years = [Year(year, note_of(one, text.plan.pk)) for year, one in shown]
    left = frozenset(one.pk for one in partners if not one.takes_part)
    principles = lines(text, reader, told, [one.year for one in years], left)
    own = {one.year for one in rounds.seen}
    sums = [sum_of(place, one, principles) for place, one in enumerate(years) if one.year in own]
    return OverTheYears(years, len(columns) - len(years), principles, sums)


def note_of(one: Round, plan: int) -> str:
    """Return what must be known of a year."""
    if one.plan_id != plan:
        return _("earlier plan")
    return "" if one.status in PUBLISHED else _("not published")


def leaders_of(text: PlanText) -> dict[int, int]:
    """Return the leading committee by measure."""
    found: dict[int, int] = {}
    for row in text.responsibilities():
        found.setdefault(row["measure_id"], row["committee_id"])
    return found


class Told:
    """What was told of each node in each year; this plan's own account goes before an earlier plan's."""

    def __init__(self, rounds: Iterable[Round], plan: int, became: Became, leaders: Mapping[int, int]) -> None:
        self.plan, self.became = plan, became
        self.rounds = {one.pk: one for one in rounds}
        self.words = {**dict(Progress.State.choices), **dict(Assessment.Grade.choices)}
        rows: dict[tuple[Key, int], dict[bool, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for level, round_pk, node, committee, value in [*self.states(), *self.grades()]:
            one = self.rounds[round_pk]
            is_own = one.plan_id == plan
            for key in [(level, node)] if is_own else became.get((level, node), []):
                rows[key, one.year][is_own].append((committee, value))
        self.marks = {
            place: self.marked(found.get(True) or found[False], leaders.get(place[0][1]))
            for place, found in rows.items()
        }

    def states(self) -> Iterable[tuple[str, int, int, int | None, str]]:
        """Return the committees' accounts of the measures."""
        rows = Progress.objects.filter(part__round__in=self.rounds).exclude(state="").order_by("part__committee_id")
        return (
            ("measure", *row) for row in rows.values_list("part__round_id", "measure_id", "part__committee_id", "state")
        )

    def grades(self) -> Iterable[tuple[str, int, int, int | None, str]]:
        """Return the judgements of the goals."""
        rows = Assessment.objects.filter(round__in=self.rounds).exclude(grade="")
        return (
            ("goal", round_pk, goal, None, grade)
            for round_pk, goal, grade in rows.values_list("round_id", "goal_id", "grade")
        )

    def marked(self, accounts: list[tuple[int | None, str]], leader: int | None) -> Marks:
        """Return the different accounts, the leading committee's first."""
        ordered = [value for _committee, value in sorted(accounts, key=lambda one: one[0] != leader)]
        counts = Counter(ordered)
        return tuple(
            Mark(value, str(self.words[value]), count if len(counts) > 1 else 0) for value, count in counts.items()
        )

    def cells(self, level: str, pk: int, years: Iterable[int]) -> list[Marks]:
        """Return a node's marks, a cell a year."""
        return [self.marks.get(((level, pk), year), ()) for year in years]


def lines(text: PlanText, reader: Reader, told: Told, years: list[int], left: frozenset[int]) -> list[PrincipleLines]:
    """Return the numbered tree with its marks. left: partners whose local additions are counted but not shown."""
    principles: list[PrincipleLines] = []
    count = 0
    keys: tuple[int | None, int | None] = (None, None)
    goals = measures = 0
    for row in text.tree():
        if row["pk"] != keys[0]:
            count, goals, keys = count + 1, 0, (row["pk"], None)
            principle = PrincipleLines(str(count), reader.text(row, "title"))
            principles += [principle] if row["owner_id"] not in left else []
        if row["goals__pk"] not in (None, keys[1]):
            goals, measures, keys = goals + 1, 0, (row["pk"], row["goals__pk"])
            number, title = f"{count}.{goals}", reader.text(row, "goals__title")
            goal = GoalLines(Line(keys[1] or 0, number, title, told.cells("goal", row["goals__pk"], years)))
            principle.goals += [goal] if row["goals__owner_id"] not in left else []
        if (pk := row[f"{MEASURE}pk"]) is not None:
            measures += 1
            title = reader.text(row, f"{MEASURE}title")
            line = Line(pk, f"{goal.goal.number}.{measures}", title, told.cells("measure", pk, years))
            goal.measures += [line] if row[f"{MEASURE}owner_id"] not in left else []
    return principles


def sum_of(place: int, year: Year, principles: list[PrincipleLines]) -> Sum:
    """Return one year of the plan: of a measure the leading committee's account counts."""
    goals = [goal for principle in principles for goal in principle.goals]
    measures = [line.cells[place] for goal in goals for line in goal.measures]
    went = counted(measures, STATES)
    total = ngettext("%(count)s measure", "%(count)s measures", len(measures)) % {"count": len(measures)}
    bar = split_bar(
        [Part(one.value, one.word or _("Not reported yet"), one.count) for one in went], f"{year.year}: {total}"
    )
    return Sum(
        year, bar, went, [one for one in counted([goal.goal.cells[place] for goal in goals], GRADES) if one.value]
    )


def counted(cells: Iterable[Marks], order: tuple[str, ...]) -> list[Mark]:
    """Return how many cells have each state first, those without any last."""
    words = {**dict(Progress.State.choices), **dict(Assessment.Grade.choices)}
    found = Counter(cell[0].value if cell else "" for cell in cells)
    return [Mark(value, str(words.get(value, "")), found[value]) for value in (*order, "") if found[value]]
