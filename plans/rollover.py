"""The next period: a plan is copied to new years, with what the coordinator chose for each node.

Indicators stay the same rows and so keep their series; targets are set anew, from the newest figure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from indicators.models import Value
from plans.models import (
    Goal,
    Measure,
    NextPeriod,
    NodeChoice,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Reporter,
    Responsibility,
)
from welfareplans.organisations.texts import columns

Choices = dict[tuple[str, int], str]
Level, Choice = NodeChoice.Level, NodeChoice.Choice
CHAPTER = ("key", "order", "points", *columns("title", "body"))
CONTACT = tuple(columns("function", "sector"))
KEPT_OF_PLAN = ("municipality_id", "area_id", "languages", *columns("principle_label", "goal_label", "measure_label"))


@transaction.atomic
def make_next_plan(period: NextPeriod) -> Plan:
    """Return the next plan, a draft made all at once; a second click gets the plan that the first one made."""
    # Without a join: a row that is joined is read as it was before the wait for the lock.
    locked = NextPeriod.objects.select_for_update().get(pk=period.pk)
    if locked.made is not None:
        return locked.made
    plan = copied_plan(locked)
    Copier(locked.plan, plan, choices_of(locked)).copy()
    locked.made = plan
    locked.save()
    return plan


def choices_of(period: NextPeriod) -> Choices:
    """Return what was chosen; a node that is not there goes on."""
    return {(level, node): choice for level, node, choice in period.choices.values_list("level", "node", "choice")}


def copied_plan(period: NextPeriod) -> Plan:
    """Return the new plan with its cover; years in the title become the new ones."""
    old = period.plan
    years = f"{period.first_year}–{period.last_year}"
    titles = {
        name: re.sub(rf"{old.first_year}\s*[–-]\s*{old.last_year}", years, getattr(old, name) or "")
        for name in columns("title")
    }
    kept = {name: getattr(old, name) for name in KEPT_OF_PLAN}
    stem = re.sub(r"-\d{4}-\d{4}(-\d+)?$", "", old.slug)[:35]
    return Plan.objects.create(
        slug=free_slug(f"{stem}-{period.first_year}-{period.last_year}"), predecessor=old,
        first_year=period.first_year, last_year=period.last_year, **kept, **titles,
    )  # fmt: skip


def free_slug(slug: str) -> str:
    """Return an address that no plan has."""
    taken = set(Plan.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)


class Copier:
    """Copies what goes on, level by level; each copy knows what it continues."""

    def __init__(self, old: Plan, new: Plan, choices: Choices) -> None:
        self.old, self.new, self.choices = old, new, choices
        self.partners: dict[int, Partner] = {}
        self.goals: dict[int, Goal] = {}
        self.measures: dict[int, Measure] = {}

    def copy(self) -> None:
        """Copy everything."""
        self.copy_partners()
        self.copy_texts()
        self.copy_table()
        self.copy_committees()
        self.copy_indicators()

    def goes_on(self, level: str, key: int) -> bool:
        """Tell whether a node is copied."""
        return self.choices.get((level, key)) != Choice.DROP

    def copy_partners(self) -> None:
        """Copy the municipalities that take part."""
        for one in self.old.partners.taking_part().order_by("pk"):
            self.partners[one.pk] = Partner.objects.create(plan=self.new, municipality_id=one.municipality_id)

    def copy_texts(self) -> None:
        """Copy chapters and contacts to start from; sources and milestones belong to the old period."""
        for rows, names in ((self.old.chapters, CHAPTER), (self.old.contacts, CONTACT)):
            found: Any = rows.order_by("pk")
            found.model._default_manager.bulk_create(found.model(plan=self.new, **taken(one, names)) for one in found)

    def copy_table(self) -> None:
        """Copy principles, goals and measures; what stands under a dropped node is dropped with it."""
        top = self.copies(Principle.objects.filter(plan=self.old), Level.PRINCIPLE, lambda _one: {"plan": self.new})
        self.goals = self.copies(
            Goal.objects.filter(principle__in=top), Level.GOAL, lambda one: {"principle": top[one.principle_id]}
        )
        self.measures = self.copies(
            Measure.objects.filter(goal__in=self.goals), Level.MEASURE,
            lambda one: {"goal": self.goals[one.goal_id], "programme_id": one.programme_id}
            | taken(one, columns("expected_result", "resources")),
        )  # fmt: skip

    def copies(self, rows: Any, level: str, more: Any) -> dict[int, Any]:
        """Return the copies of the rows that go on, by the key of the one that each continues.

        A local addition goes on with its partner, and not without.
        """
        going = [
            one
            for one in rows.order_by("order", "pk")
            if self.goes_on(level, one.pk) and (one.owner_id is None or one.owner_id in self.partners)
        ]
        made = rows.model._default_manager.bulk_create(
            rows.model(
                predecessor=one, order=one.order, owner=self.partners.get(one.owner_id), **taken(one, columns("title")),
                **more(one),
            )
            for one in going
        )  # fmt: skip
        return {one.pk: copy for one, copy in zip(going, made, strict=True)}

    def copy_committees(self) -> None:
        """Copy who carries out each measure and whom it concerns; the whole new period is meant, so years are not."""
        keys = list(self.measures)
        Responsibility.objects.bulk_create(
            Responsibility(
                measure=self.measures[one.measure_id], committee_id=one.committee_id, is_leading=one.is_leading
            )
            for one in Responsibility.objects.filter(
                measure__in=keys, committee__municipality__partnerships__in=self.partners
            ).order_by("pk")
        )
        pairs = Measure.partners.through.objects.filter(measure__in=keys, partner__in=self.partners).order_by("pk")
        Measure.partners.through.objects.bulk_create(
            Measure.partners.through(measure=self.measures[measure], partner=self.partners[partner])
            for measure, partner in pairs.values_list("measure_id", "partner_id")
        )

    def copy_indicators(self) -> None:
        """Use the same indicators again where something that they tell about goes on."""
        measures = self.links(PlanIndicator.measures.through, "measure_id", self.measures)
        goals = self.links(PlanIndicator.goals.through, "goal_id", self.goals)
        uses = [
            one
            for one in PlanIndicator.objects.filter(plan=self.old).order_by("order", "pk")
            if self.goes_on(Level.INDICATOR, one.pk) and (measures[one.pk] or goals[one.pk])
        ]
        newest = newest_figures(self.old, [one.indicator_id for one in uses])
        made = PlanIndicator.objects.bulk_create(
            PlanIndicator(
                plan=self.new, indicator_id=one.indicator_id, order=one.order, **baseline_of(one, newest),
                **taken(one, ("is_to_be_specified", "specified_by_id", "specified_due")),
            )
            for one in uses
        )  # fmt: skip
        copies = {one.pk: copy for one, copy in zip(uses, made, strict=True)}
        for key, copy in copies.items():
            copy.measures.add(*(self.measures[one] for one in measures[key]))
            copy.goals.add(*(self.goals[one] for one in goals[key]))
        Reporter.objects.bulk_create(
            Reporter(plan_indicator=copies[one.plan_indicator_id], area_id=one.area_id, committee_id=one.committee_id)
            for one in Reporter.objects.filter(plan_indicator__in=copies).order_by("pk")
        )

    def links(self, through: Any, name: str, kept: Iterable[int]) -> dict[int, list[int]]:
        """Return, by indicator of the old plan, what it tells about that goes on."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = through.objects.filter(planindicator__plan=self.old, **{f"{name}__in": list(kept)}).order_by(name)
        for use, key in rows.values_list("planindicator_id", name):
            found[use].append(key)
        return found


def taken(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return some of a row's fields."""
    return {name: getattr(row, name) for name in names}


def newest_figures(plan: Plan, indicators: list[int]) -> dict[int, tuple[Decimal, int]]:
    """Return the newest figure of the plan's own area and its year, by indicator."""
    known = Value.objects.filter(
        indicator__in=indicators, area=plan.own_area, category=None, number__isnull=False
    )  # fmt: skip
    years = dict(known.order_by().values_list("indicator").annotate(year=Max("year")))
    rows = known.filter(year__in=set(years.values())).values_list("indicator_id", "year", "number")
    return {key: (number, year) for key, year, number in rows if number is not None and years[key] == year}


def baseline_of(use: PlanIndicator, newest: dict[int, tuple[Decimal, int]]) -> dict[str, Any]:
    """Return where the new plan starts from: the newest figure, else the old baseline."""
    number, year = newest.get(use.indicator_id, (use.baseline, use.baseline_year))
    return {"baseline": number, "baseline_year": year}
