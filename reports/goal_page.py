"""The evidence beside a goal's assessment: what the committees say, and the figures over the years."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.charts import Point, sparkline
from plans.models import Goal, Reporter
from reports.figures import Figures, Reading, Use, read_figures, read_uses
from reports.models import Assessment, Progress, Round
from reports.plan_tree import Place, Tree, read_tree, worded
from welfareplans.organisations.texts import LANGUAGES

YEARS_SHOWN = 5


@dataclass(frozen=True)
class Account:
    """One committee's account of a measure."""

    committee: SafeString | str
    state: str
    word: str
    text: SafeString | str


@dataclass(frozen=True)
class MeasureEvidence:
    """A measure of the goal with every committee's account."""

    measure: Place
    accounts: list[Account]


@dataclass(frozen=True)
class Evidence:
    """An indicator of the goal: figures by year, target, and a line when there are two figures to draw."""

    name: SafeString | str
    years: list[tuple[int, str]]
    baseline: str
    target: SafeString | str
    line: SafeString | str


@dataclass(frozen=True)
class GoalPage:
    """The goal, the evidence, last year's judgement, and where to go next (None: every goal is assessed)."""

    goal: Place
    place: int
    goals: int
    measures: list[MeasureEvidence]
    indicators: list[Evidence]
    last: dict[str, Any] | None
    following: Place | None


def goal_page(asked: Round, goal: Goal) -> GoalPage:
    """Return the page with eight queries. asked: with its plan and the plan's areas."""
    plan = asked.plan
    tree = read_tree(plan)
    linked = Q(goals=goal) | Q(measures__goal=goal)
    uses = read_uses(plan, linked)
    figures = read_figures({use.indicator for use in uses.values()}, category=None, year__lte=asked.year)
    reporters = Reporter.objects.filter(plan_indicator__in=uses).values_list("plan_indicator_id", "area_id")
    areas = defaultdict(list)
    for use, area in reporters:
        areas[use].append(area)
    order = list(tree.goals)
    return GoalPage(
        goal=tree.goals[goal.pk],
        place=order.index(goal.pk) + 1,
        goals=len(order),
        measures=measure_evidence(asked, goal, tree),
        indicators=[
            evidence(use, figures, area, asked.year)
            for use in uses.values()
            for area in areas.get(use.pk, [plan.own_area.pk])
        ],
        last=last_assessment(asked, goal),
        following=following(asked, goal, tree),
    )


def measure_evidence(asked: Round, goal: Goal, tree: Tree) -> list[MeasureEvidence]:
    """Return the goal's measures with the committees' accounts."""
    names = [f"part__committee__name_{code}" for code in LANGUAGES]
    texts = [f"text_{code}" for code in LANGUAGES]
    rows = Progress.objects.filter(part__round=asked, measure__goal=goal).order_by("pk")
    accounts = defaultdict(list)
    for row in rows.values("measure_id", "state", *names, *texts):
        accounts[row["measure_id"]].append(
            Account(
                committee=worded(row, "part__committee__name", asked.plan.languages),
                state=row["state"],
                word=str(Progress.State(row["state"]).label) if row["state"] else _("Not filled in"),
                text=worded(row, "text", asked.plan.languages),
            )
        )
    return [MeasureEvidence(measure, accounts[measure.pk]) for measure in tree.measures_of(goal.pk)]


def evidence(use: Use, figures: Figures, area: int, year: int) -> Evidence:
    """Return an indicator's last years in words and as a line."""
    series = figures.series(use.indicator, area)
    years = sorted({*series, year})[-YEARS_SHOWN:]
    return Evidence(
        name=use.name,
        years=[(one, use.written(series.get(one))) for one in years],
        baseline=f"{use.number(use.baseline)} ({use.baseline_year})" if use.baseline is not None else "",
        target=use.target_words(),
        line=line_of(use, series, years),
    )


def line_of(use: Use, series: Any, years: list[int]) -> SafeString | str:
    """Return the small line; empty when fewer than two figures are known."""
    readings: list[tuple[int, Reading | None]] = [(one, series.get(one)) for one in years]
    points = [Point(one, reading.number if reading else None, use.written(reading)) for one, reading in readings]
    if sum(point.value is not None for point in points) < 2:
        return ""
    return sparkline(
        points, name=use.plain_name, language=get_language() or "sv", decimals=use.decimals, unit=use.unit,
        target=use.target,
    )  # fmt: skip


def last_assessment(asked: Round, goal: Goal) -> dict[str, Any] | None:
    """Return the goal's newest assessment from an earlier round of the plan."""
    texts = [f"text_{code}" for code in LANGUAGES]
    rows = Assessment.objects.filter(round__plan=asked.plan_id, round__year__lt=asked.year, goal=goal)
    row = rows.exclude(grade="").order_by("-round__year").values("grade", "round__year", *texts).first()
    if row is None:
        return None
    return {
        "year": row["round__year"],
        "grade": row["grade"],
        "word": str(Assessment.Grade(row["grade"]).label),
        "text": worded(row, "text", asked.plan.languages),
    }


def following(asked: Round, goal: Goal, tree: Tree) -> Place | None:
    """Return the next goal without an assessment, after this one and round from the start."""
    done = set(Assessment.objects.filter(round=asked).exclude(grade="").values_list("goal_id", flat=True))
    order = list(tree.goals)
    here = order.index(goal.pk)
    ahead = [*order[here + 1 :], *order[:here]]
    return next((tree.goals[pk] for pk in ahead if pk not in done), None)
