"""Writes a plan table into the database: all of it or nothing, and a second time nothing."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from indicators.models import Category, Dimension, Indicator
from plans.models import (
    Goal,
    Measure,
    Node,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Reporter,
    Responsibility,
)
from plans.table import Row, Table, TableError, Texts
from welfareplans.organisations.models import Committee, Municipality
from welfareplans.organisations.texts import localised

Identity = tuple[tuple[str, str], ...]
Outline = tuple[Identity, Identity, Identity, str, set[tuple[Identity, bool]], list[Identity]]
# What plan tables write instead of an indicator that is still to be found.
UNSPECIFIED = re.compile(r"preciser|täsmen|tarkentu|præciser", re.IGNORECASE)

MOTHER_TONGUE: Texts = {
    "sv": "Modersmål eller medborgarskap",
    "fi": "Äidinkieli tai kansalaisuus",
    "da": "Modersmål eller statsborgerskab",
}
MOTHER_TONGUES: dict[str, Texts] = {
    "fi": {"sv": "Finska", "fi": "Suomi", "da": "Finsk"},
    "sv": {"sv": "Svenska", "fi": "Ruotsi", "da": "Svensk"},
    "other": {"sv": "Annat språk", "fi": "Muu kieli", "da": "Andet sprog"},
}


def identity(texts: Texts) -> Identity:
    """Return what makes two texts the same: every language alike."""
    return tuple(sorted(texts.items()))


@dataclass(frozen=True)
class Wanted:
    """What the plan shall be called; titles per language."""

    municipality: Municipality
    titles: Texts
    first_year: int
    last_year: int

    @property
    def slug(self) -> str:
        """Return the plan's address."""
        return f"{self.municipality.slug}-{self.first_year}-{self.last_year}"


def per_language(field: str, texts: Texts) -> dict[str, str]:
    """Return the fields of a translated text; the plain column is never written beside them."""
    return {f"{field}_{language}": text for language, text in texts.items()}


@transaction.atomic
def import_table(table: Table, wanted: Wanted) -> tuple[Plan, bool]:
    """Return the plan and whether it is new; raise TableError when another text has its place already."""
    existing = Plan.objects.filter(slug=wanted.slug).first()
    if existing is not None:
        if plan_outline(existing, table.names_committees) != table_outline(table):
            raise TableError(f"the plan {wanted.slug} exists already and differs from the table; nothing was changed.")
        return existing, False
    plan = Plan(
        slug=wanted.slug, municipality=wanted.municipality, first_year=wanted.first_year,
        last_year=wanted.last_year, languages=plan_languages(table, wanted.municipality),
        **per_language("title", wanted.titles),
    )  # fmt: skip
    plan.full_clean()
    plan.save()
    Partner.objects.create(plan=plan, municipality=wanted.municipality)
    write_rows(plan, table.rows)
    return plan, True


def plan_languages(table: Table, municipality: Municipality) -> list[str]:
    """Return the table's languages, the municipality's main one first."""
    order = [*municipality.languages, *table.languages]
    return sorted(table.languages, key=order.index)


def write_rows(plan: Plan, rows: list[Row]) -> None:
    """Write principles, goals, measures and indicators; equal texts under one parent are one node."""
    principles: dict[Identity, Principle] = {}
    goals: dict[tuple[Identity, Identity], Goal] = {}
    indicators: dict[Identity, PlanIndicator] = {}
    for order, row in enumerate(rows, 1):
        above = identity(row.principle)
        if above not in principles:
            principles[above] = Principle.objects.create(
                plan=plan, order=len(principles) + 1, **per_language("title", row.principle)
            )
        under = (above, identity(row.goal))
        if under not in goals:
            goals[under] = Goal.objects.create(
                principle=principles[above], order=len(goals) + 1, **per_language("title", row.goal)
            )
        measure = Measure.objects.create(
            goal=goals[under], order=order, programme=programme(plan, row.programme),
            **per_language("title", row.measure),
        )  # fmt: skip
        committees = [committee(plan, texts) for texts in row.committees]
        Responsibility.objects.bulk_create(
            Responsibility(measure=measure, committee=one, is_leading=place == 0)
            for place, one in enumerate(committees)
        )
        for position, texts in enumerate(row.indicators):
            key = identity(texts)
            if key not in indicators:
                indicators[key] = plan_indicator(plan, texts, len(indicators) + 1, committees[:1])
            indicators[key].measures.add(measure)
            if position in row.broken_down:
                indicators[key].indicator.dimensions.add(mother_tongue())


def programme(plan: Plan, name: str) -> Programme | None:
    """Return the municipality's programme of this name, made when it is new; a name is the same in every language."""
    if not name:
        return None
    languages = plan.languages
    found = Programme.objects.filter(
        municipality=plan.municipality, **per_language("title", {languages[0]: name})
    ).first()
    return found or Programme.objects.create(
        municipality=plan.municipality, **per_language("title", dict.fromkeys(languages, name))
    )


def committee(plan: Plan, names: Texts) -> Committee:
    """Return the lead municipality's committee of this name, made when it is new."""
    known = Q()
    for field, name in per_language("name", names).items():
        known |= Q(**{field: name})
    found = Committee.objects.filter(known, municipality=plan.municipality).first()
    return found or Committee.objects.create(municipality=plan.municipality, **per_language("name", names))


def plan_indicator(plan: Plan, texts: Texts, order: int, reporters: list[Committee]) -> PlanIndicator:
    """Return a new indicator of the municipality as this plan uses it; a text that says so is to be specified."""
    indicator = Indicator(municipality=plan.municipality, **per_language("name", texts))
    indicator.full_clean()
    indicator.save()
    unspecified = any(UNSPECIFIED.search(text) for text in texts.values())
    use = PlanIndicator.objects.create(
        plan=plan, indicator=indicator, order=order, is_to_be_specified=unspecified,
        specified_by=reporters[0] if unspecified and reporters else None,
    )  # fmt: skip
    if not unspecified:
        Reporter.objects.bulk_create(
            Reporter(plan_indicator=use, area=plan.own_area, committee=one) for one in reporters
        )
    return use


def mother_tongue() -> Dimension:
    """Return the dimension that plan tables mark their breakdowns with."""
    found = Dimension.objects.filter(key="mother_tongue").first()
    if found is None:
        found = Dimension.objects.create(key="mother_tongue", **per_language("name", MOTHER_TONGUE))
        for order, (key, names) in enumerate(MOTHER_TONGUES.items()):
            Category.objects.create(dimension=found, key=key, order=order, **per_language("name", names))
    return found


def table_outline(table: Table) -> list[Outline]:
    """Return everything that the table says, a measure at a time, to compare with a plan."""
    marked = {identity(row.indicators[position]) for row in table.rows for position in row.broken_down}
    return [
        (
            identity(row.principle),
            identity(row.goal),
            identity(row.measure),
            row.programme,
            {(key, key in marked) for key in map(identity, row.indicators)},
            [identity(names) for names in row.committees],
        )
        for row in table.rows
    ]


def plan_outline(plan: Plan, with_committees: bool) -> list[Outline]:
    """Return the same of a plan in the database; a table without a column of committees says nothing about them."""
    measures = Measure.objects.filter(goal__principle__plan=plan).order_by("order")
    measures = measures.select_related("goal__principle", "programme")
    measures = measures.prefetch_related("plan_indicators__indicator__dimensions", "responsibilities__committee")
    return [
        (
            stored(measure.goal.principle, "title"),
            stored(measure.goal, "title"),
            stored(measure, "title"),
            measure.programme.title if measure.programme else "",
            {
                (stored(use.indicator, "name"), bool(use.indicator.dimensions.all()))
                for use in measure.plan_indicators.all()
            },
            [stored(duty.committee, "name") for duty in measure.responsibilities.all() if with_committees],
        )
        for measure in measures
    ]


def stored(node: Node | Indicator | Committee, field: str) -> Identity:
    """Return the identity of a translated text in the database."""
    return identity(localised(node, field))
