"""Writes a plan table into the database: all of it or nothing, and a second time nothing."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from indicators.models import Category, Dimension, Indicator
from plans.models import (
    Goal,
    Measure,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Reporter,
    Responsibility,
)
from plans.outline import Identity, identity, plan_outline, table_outline
from plans.table import Row, Table, TableError, Texts
from welfareplans.organisations.models import Committee, Municipality

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
        if plan_outline(existing, table.tells("committees")) != table_outline(table):
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
    measures: list[Measure] = []
    names = [next(iter(row.programme.values()), "") for row in rows]
    programmes = {name: programme(plan, name) for name in dict.fromkeys(names)}
    for order, (row, name) in enumerate(zip(rows, names, strict=True), 1):
        above = identity(row.principle)
        if above not in principles:
            principles[above] = Principle(plan=plan, order=len(principles) + 1, **per_language("title", row.principle))
        under = (above, identity(row.goal))
        if under not in goals:
            goals[under] = Goal(principle=principles[above], order=len(goals) + 1, **per_language("title", row.goal))
        measures.append(
            Measure(
                goal=goals[under], order=order, programme=programmes[name],
                **per_language("title", row.measure),
            )
        )  # fmt: skip
    Principle.objects.bulk_create(principles.values())
    Goal.objects.bulk_create(goals.values())
    Measure.objects.bulk_create(measures)
    leading = write_responsibilities(plan, rows, measures)
    write_indicators(plan, rows, measures, leading)


def write_responsibilities(plan: Plan, rows: list[Row], measures: list[Measure]) -> list[Committee | None]:
    """Write who carries each measure out; return the leading committee of each."""
    names = {identity(texts): texts for row in rows for texts in row.committees}
    known = {key: committee(plan, texts) for key, texts in names.items()}
    asked = [[known[identity(texts)] for texts in row.committees] for row in rows]
    Responsibility.objects.bulk_create(
        Responsibility(measure=measure, committee=one, is_leading=place == 0)
        for measure, committees in zip(measures, asked, strict=True)
        for place, one in enumerate(committees)
    )
    return [committees[0] if committees else None for committees in asked]


def write_indicators(plan: Plan, rows: list[Row], measures: list[Measure], leading: list[Committee | None]) -> None:
    """Write the indicators, each once; the leading committee of the first measure that names one enters its figures."""
    uses: dict[Identity, PlanIndicator] = {}
    reporters: list[Reporter] = []
    links: dict[tuple[Identity, int], Any] = {}
    broken_down: set[Identity] = set()
    for row, measure, reporter in zip(rows, measures, leading, strict=True):
        for one in row.indicators:
            key = identity(one.name)
            if key not in uses:
                use = uses[key] = plan_indicator(plan, one.name, len(uses) + 1, reporter)
                if reporter and not use.is_to_be_specified:
                    reporters.append(Reporter(plan_indicator=use, area=plan.own_area, committee=reporter))
            links[key, measure.pk] = PlanIndicator.measures.through(planindicator=uses[key], measure=measure)
            if one.dimensions:
                broken_down.add(key)
    Indicator.objects.bulk_create([use.indicator for use in uses.values()])
    PlanIndicator.objects.bulk_create(uses.values())
    Reporter.objects.bulk_create(reporters)
    PlanIndicator.measures.through.objects.bulk_create(links.values())
    break_down([use.indicator for key, use in uses.items() if key in broken_down])


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


def plan_indicator(plan: Plan, texts: Texts, order: int, leading: Committee | None) -> PlanIndicator:
    """Return a new indicator as this plan uses it, not saved yet; a text that says so is to be specified.

    Raises ValidationError when a text is too long.
    """
    indicator = Indicator(municipality=plan.municipality, **per_language("name", texts))
    # The municipality is known: asking for it again is a query for each indicator.
    indicator.clean_fields(exclude={"municipality"})
    unspecified = any(UNSPECIFIED.search(text) for text in texts.values())
    return PlanIndicator(
        plan=plan, indicator=indicator, order=order, is_to_be_specified=unspecified,
        specified_by=leading if unspecified else None,
    )  # fmt: skip


def break_down(indicators: list[Indicator]) -> None:
    """Say of the indicators that they are broken down by mother tongue."""
    if indicators:
        dimension = mother_tongue()
        Indicator.dimensions.through.objects.bulk_create(
            Indicator.dimensions.through(indicator=indicator, dimension=dimension) for indicator in indicators
        )


def mother_tongue() -> Dimension:
    """Return the dimension that plan tables mark their breakdowns with."""
    found = Dimension.objects.filter(key="mother_tongue").first()
    if found is None:
        found = Dimension.objects.create(key="mother_tongue", **per_language("name", MOTHER_TONGUE))
        for order, (key, names) in enumerate(MOTHER_TONGUES.items()):
            Category.objects.create(dimension=found, key=key, order=order, **per_language("name", names))
    return found
