"""The rows of a plan's table, ready to be shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from indicators.charts import Part, split_bar
from reports.models import Progress
from reports.plan_page.choice import Choice
from reports.plan_page.figures import Figure
from reports.plan_page.states import StateShown


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
    # The partner whose local addition this is; its name where the level above does not tell it.
    owner: int | None
    local: str
    edit_word: str
    # Where it came from and what it became.
    lineage: SafeString | str = ""

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

    pk: int
    number: str
    title: SafeString | str
    grade: StateShown | None
    figures: tuple[Figure, ...]
    owner: int | None
    local: str
    measures: list[MeasureRow] = field(default_factory=list)
    lineage: SafeString | str = ""

    @property
    def counts(self) -> list[Count]:
        """Return its measures by state."""
        return [one for one in count_states(self.measures) if one.value]


@dataclass
class PrincipleRow:
    """A principle with its goals."""

    pk: int
    number: str
    title: SafeString | str
    owner: int | None
    local: str
    goals: list[GoalRow] = field(default_factory=list)
    lineage: SafeString | str = ""

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
