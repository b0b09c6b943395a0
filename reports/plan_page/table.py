"""The table of a plan: principle, goal, measure, committees, state and indicators, numbered and narrowed."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plans.models import Partner
from reports.plan_page.choice import Choice
from reports.plan_page.figures import Figure, plan_figures
from reports.plan_page.lineage import Lineage
from reports.plan_page.reader import Reader, fields
from reports.plan_page.rows import GoalRow, MeasureRow, PrincipleRow, Table, count_states
from reports.plan_page.source import PlanText
from reports.plan_page.states import Rounds, StateShown, goal_grades, measure_states


def plan_table(
    text: PlanText, reader: Reader, rounds: Rounds, choice: Choice, partners: list[Partner],
    lineage: Lineage | None = None,
) -> Table:  # fmt: skip
    """Return the table. partners: the plan's, also those that have left, whose additions are shown when asked for."""
    committees: dict[int, list[tuple[int, SafeString | str]]] = defaultdict(list)
    leaders: dict[int, int] = {}
    names: dict[int, str] = {}
    for row in text.responsibilities():
        names[row["committee_id"]] = reader.plain(row, "committee__name")
        leaders.setdefault(row["measure_id"], row["committee_id"])
        committees[row["measure_id"]].append((row["committee_id"], reader.text(row, "committee__name")))
    figures = plan_figures(text, reader, set(rounds.hidden_years))
    maker = Maker(
        reader, committees, partners_of(text) if len(partners) > 1 else {},
        {one.pk: str(one.municipality) for one in partners},
        measure_states(rounds, reader, leaders), linked(figures, "measures"),
        (text.plan.first_year, text.plan.last_year), lineage or {},
    )  # fmt: skip
    principles, every = build(text, maker, goal_grades(rounds), linked(figures, "goals"))
    left = {one.pk for one in partners if not one.takes_part and str(one.pk) != choice.partner}
    return narrowed(*without(left, principles, every), choice, names)


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
    lineage: Lineage

    def measure(self, row: dict[str, Any], number: str) -> MeasureRow:
        """Return the row of one measure."""
        key, owner = row["goals__measures__pk"], row["goals__measures__owner_id"]
        concerned = [owner] if owner else self.concerned.get(key, [])
        first, last = row["goals__measures__first_year"], row["goals__measures__last_year"]
        named = self.committees.get(key, [])
        found = [row[name] or "" for name in fields("goals__measures__title")]
        return MeasureRow(
            pk=key, number=number, title=self.reader.text(row, "goals__measures__title"),
            committees=mark_safe(" · ".join(name for _key, name in named)),  # noqa: S308 - reader.text() escaped them
            committee_keys=tuple(committee for committee, _name in named),
            programme=self.reader.text(row, "goals__measures__programme__title"),
            programme_key=row["goals__measures__programme_id"],
            programme_name=self.reader.plain(row, "goals__measures__programme__title"),
            years=f"{first or ''}–{last or ''}" if (first, last) not in ((None, None), self.plan_years) else "",
            partner_keys=tuple(concerned),
            partners="" if owner else ", ".join(self.partner_names[one] for one in concerned),
            states=self.states.get(key, ()), figures=tuple(self.figures.get(key, ())), searched=" ".join(found),
            owner=owner, local=self.local(owner, row["goals__owner_id"]), edit_word=self.edit_word(owner),
            lineage=self.lineage.get(("measure", key), ""),
        )  # fmt: skip

    def local(self, owner: int | None, above: int | None = None) -> str:
        """Return the name of the partner whose local addition a node is, unless the node above tells it already."""
        return self.partner_names[owner] if owner and owner != above else ""

    def edit_word(self, owner: int | None) -> str:
        """Return what the reader may do to a measure, in a word; none when nothing."""
        if self.reader.edits_addition_of(owner):
            return _("Edit")
        return _("Own committees") if self.reader.edits and owner is None else ""


def linked(figures: list[Figure], to: str) -> dict[int, list[Figure]]:
    """Return the figures by the measures or goals that they tell about."""
    found: dict[int, list[Figure]] = defaultdict(list)
    for one in figures:
        for key in getattr(one, to):
            found[key].append(one)
    return found


def partners_of(text: PlanText) -> dict[int, list[int]]:
    """Return by measure the partners it concerns; one that concerns all is not named."""
    found: dict[int, list[int]] = defaultdict(list)
    for measure, partner in text.concerned():
        found[measure].append(partner)
    return found


def build(
    text: PlanText, maker: Maker, grades: dict[int, StateShown], figures: dict[int, list[Figure]]
) -> tuple[list[PrincipleRow], list[MeasureRow]]:
    """Return the numbered table, read at once: principles and goals without measures are in it too."""
    principles: list[PrincipleRow] = []
    every: list[MeasureRow] = []
    principle_key = goal_key = None
    for row in text.tree():
        if row["pk"] != principle_key:
            principle_key = row["pk"]
            number, title, owner = str(len(principles) + 1), maker.reader.text(row, "title"), row["owner_id"]
            principles.append(PrincipleRow(principle_key, number, title, owner, maker.local(owner)))
            principles[-1].lineage = maker.lineage.get(("principle", row["pk"]), "")
        goals = principles[-1].goals
        if row["goals__pk"] not in (None, goal_key):
            goal_key = row["goals__pk"]
            number = f"{principles[-1].number}.{len(goals) + 1}"
            title, owner = maker.reader.text(row, "goals__title"), row["goals__owner_id"]
            told = grades.get(goal_key), tuple(figures.get(goal_key, ()))
            goals.append(GoalRow(goal_key, number, title, *told, owner, maker.local(owner, row["owner_id"])))
            goals[-1].lineage = maker.lineage.get(("goal", row["goals__pk"]), "")
        if row["goals__measures__pk"] is not None:
            every.append(maker.measure(row, f"{goals[-1].number}.{len(goals[-1].measures) + 1}"))
            goals[-1].measures.append(every[-1])
    return principles, every


def without(
    left: set[int], principles: list[PrincipleRow], every: list[MeasureRow]
) -> tuple[list[PrincipleRow], list[MeasureRow]]:
    """Return the table without the local additions of some partners; the others keep their numbers."""
    if not left:
        return principles, every
    for principle in principles:
        principle.goals = [goal for goal in principle.goals if goal.owner not in left]
        for goal in principle.goals:
            goal.measures = [measure for measure in goal.measures if measure.owner not in left]
    kept = [principle for principle in principles if principle.owner not in left]
    return kept, [measure for measure in every if measure.owner not in left]


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
