"""The table of a plan: principle, goal, measure, committees, state and indicators, numbered and narrowed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from indicators.charts import Part, split_bar
from plans.models import Measure, Plan, Principle, Responsibility
from reports.models import Progress
from reports.plan_page.choice import Choice
from reports.plan_page.figures import Figure, plan_figures
from reports.plan_page.reader import Reader, fields
from reports.plan_page.states import Rounds, StateShown, goal_grades, measure_states


@dataclass(frozen=True)
class MeasureRow:
    """One measure as the table has it."""

    pk: int
    number: str
    title: SafeString | str
    committees: SafeString
    committee_keys: tuple[int, ...]
    programme: SafeString | str
    programme_key: int | None
    programme_name: str
    years: str
    partner_keys: tuple[int, ...]
    partners: str
    states: tuple[StateShown, ...]
    figures: tuple[Figure, ...]
    searched: str

    def is_asked_for(self, choice: Choice) -> bool:
        """Tell whether the reader's choice holds the measure."""
        return choice.fits(
            committees=self.committee_keys, programme=self.programme_key, states=[one.value for one in self.states],
            partners=self.partner_keys, text=self.searched,
        )  # fmt: skip


@dataclass(frozen=True)
class Count:
    """How many measures are in a state; state "" = nobody has told."""

    value: str
    word: str
    count: int


@dataclass
class GoalRow:
    """A goal with the measures that are asked for."""

    number: str
    title: SafeString | str
    grade: StateShown | None
    figures: tuple[Figure, ...]
    measures: list[MeasureRow] = field(default_factory=list)

    @property
    def counts(self) -> list[Count]:
        """Return its measures by state."""
        return [one for one in count_states(self.measures) if one.value]


@dataclass
class PrincipleRow:
    """A principle with its goals."""

    number: str
    title: SafeString | str
    goals: list[GoalRow] = field(default_factory=list)

    @property
    def facts(self) -> tuple[int, int]:
        """Return how many goals and measures stand under it."""
        return len(self.goals), sum(len(goal.measures) for goal in self.goals)


@dataclass(frozen=True)
class Table:
    """The whole table and what was left out of it."""

    principles: list[PrincipleRow]
    counts: list[Count]
    all_measures: int
    shown: int
    # The year that most states are from; a state from another year says so.
    state_year: int | None
    committees: dict[int, str]
    programmes: dict[int, str]

    @property
    def bar(self) -> SafeString:
        """Return the measures by state as one bar."""
        total = ngettext("%(count)s measure", "%(count)s measures", self.all_measures) % {"count": self.all_measures}
        return split_bar([Part(one.value, one.word, one.count) for one in self.counts], total)


def count_states(measures: Iterable[MeasureRow]) -> list[Count]:
    """Return how many measures are in each state, those without one last; empty states are left out."""
    found = Counter(measure.states[0].value if measure.states else "" for measure in measures)
    order = ["done", "under_way", "delayed", "not_started", "dropped"]
    words = dict(Progress.State.choices)
    counts = [Count(value, str(words[value]), found[value]) for value in order if found[value]]
    return [*counts, Count("", "", found[""])] if found[""] else counts


def plan_table(plan: Plan, reader: Reader, rounds: Rounds, choice: Choice, partners: dict[int, str]) -> Table:
    """Return the table. partners: their names by key; in a plan of one municipality none is named."""
    committees: dict[int, list[tuple[int, SafeString | str]]] = defaultdict(list)
    leaders: dict[int, int] = {}
    named = Responsibility.objects.filter(measure__goal__principle__plan=plan).order_by("-is_leading", "pk")
    names: dict[int, str] = {}
    for row in named.values("measure_id", "committee_id", *fields("committee__name")):
        names[row["committee_id"]] = reader.plain(row, "committee__name")
        leaders.setdefault(row["measure_id"], row["committee_id"])
        committees[row["measure_id"]].append((row["committee_id"], reader.text(row, "committee__name")))
    figures = plan_figures(plan, reader, set(rounds.hidden_years))
    maker = Maker(
        reader, committees, partners_of(plan) if len(partners) > 1 else {}, partners,
        measure_states(rounds, reader, leaders), linked(figures, "measures"), (plan.first_year, plan.last_year),
    )  # fmt: skip
    principles, every = build(plan, maker, goal_grades(rounds), linked(figures, "goals"))
    return narrowed(principles, every, choice, names)


@dataclass(frozen=True)
class Maker:
    """What a measure's row is made from, each by the measure's key."""

    reader: Reader
    committees: dict[int, list[tuple[int, SafeString | str]]]
    concerned: dict[int, list[int]]
    partner_names: dict[int, str]
    states: dict[int, tuple[StateShown, ...]]
    figures: dict[int, list[Figure]]
    plan_years: tuple[int, int]

    def measure(self, row: dict[str, Any], number: str) -> MeasureRow:
        """Return the row of one measure."""
        key = row["goals__measures__pk"]
        concerned = self.concerned.get(key, [])
        first, last = row["goals__measures__first_year"], row["goals__measures__last_year"]
        named = self.committees.get(key, [])
        found = [row[name] or "" for name in fields("goals__measures__title")]
        return MeasureRow(
            pk=key, number=number, title=self.reader.text(row, "goals__measures__title"),
            committees=mark_safe(" · ".join(name for _, name in named)),  # noqa: S308 - reader.text() escaped them
            committee_keys=tuple(committee for committee, _ in named),
            programme=self.reader.text(row, "goals__measures__programme__title"),
            programme_key=row["goals__measures__programme_id"],
            programme_name=self.reader.plain(row, "goals__measures__programme__title"),
            years=f"{first or ''}–{last or ''}" if (first, last) not in ((None, None), self.plan_years) else "",
            partner_keys=tuple(concerned), partners=", ".join(self.partner_names[one] for one in concerned),
            states=self.states.get(key, ()), figures=tuple(self.figures.get(key, ())), searched=" ".join(found),
        )  # fmt: skip


def linked(figures: list[Figure], to: str) -> dict[int, list[Figure]]:
    """Return the figures by the measures or goals that they tell about."""
    found: dict[int, list[Figure]] = defaultdict(list)
    for one in figures:
        for key in getattr(one, to):
            found[key].append(one)
    return found


def partners_of(plan: Plan) -> dict[int, list[int]]:
    """Return by measure the partners it concerns; one that concerns all is not named."""
    pairs = Measure.partners.through.objects.filter(measure__goal__principle__plan=plan).order_by("partner_id")
    found: dict[int, list[int]] = defaultdict(list)
    for measure, partner in pairs.values_list("measure_id", "partner_id"):
        found[measure].append(partner)
    return found


def build(
    plan: Plan, maker: Maker, grades: dict[int, StateShown], figures: dict[int, list[Figure]]
) -> tuple[list[PrincipleRow], list[MeasureRow]]:
    """Return the numbered table, read at once: principles and goals without measures are in it too."""
    principles: list[PrincipleRow] = []
    every: list[MeasureRow] = []
    principle_key = goal_key = None
    for row in tree(plan):
        if row["pk"] != principle_key:
            principle_key = row["pk"]
            principles.append(PrincipleRow(str(len(principles) + 1), maker.reader.text(row, "title")))
        goals = principles[-1].goals
        if row["goals__pk"] not in (None, goal_key):
            goal_key = row["goals__pk"]
            number = f"{principles[-1].number}.{len(goals) + 1}"
            title = maker.reader.text(row, "goals__title")
            goals.append(GoalRow(number, title, grades.get(goal_key), tuple(figures.get(goal_key, ()))))
        if row["goals__measures__pk"] is not None:
            every.append(maker.measure(row, f"{goals[-1].number}.{len(goals[-1].measures) + 1}"))
            goals[-1].measures.append(every[-1])
    return principles, every


def tree(plan: Plan) -> Any:
    """Return a row per measure in the plan's order, and one for each goal and principle that has none."""
    rows = Principle.objects.filter(plan=plan).order_by(
        "order", "pk", "goals__order", "goals__pk", "goals__measures__order", "goals__measures__pk"
    )
    return rows.values(
        "pk", "goals__pk", "goals__measures__pk", "goals__measures__programme_id", "goals__measures__first_year",
        "goals__measures__last_year",
        *fields("title", "goals__title", "goals__measures__title", "goals__measures__programme__title"),
    )  # fmt: skip


def narrowed(
    principles: list[PrincipleRow], every: list[MeasureRow], choice: Choice, committees: dict[int, str]
) -> Table:
    """Return the table with what was asked for; goals and principles that have nothing of it are then left out."""
    if choice.is_made:
        for principle in principles:
            for goal in principle.goals:
                goal.measures = [measure for measure in goal.measures if measure.is_asked_for(choice)]
            principle.goals = [goal for goal in principle.goals if goal.measures]
        principles = [principle for principle in principles if principle.goals]
    years = [one.year for measure in every for one in measure.states]
    return Table(
        principles=principles,
        counts=count_states(every),
        all_measures=len(every),
        shown=sum(principle.facts[1] for principle in principles),
        state_year=max(years, key=lambda year: (years.count(year), year), default=None),
        committees=committees,
        programmes={one.programme_key: one.programme_name for one in every if one.programme_key},
    )
