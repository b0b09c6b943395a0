"""Writes one plan of the demo: its table, the texts around it, its indicators and their figures."""

import datetime
from collections.abc import Iterator
from typing import Any

from indicators.models import Category, Dimension, Indicator, Value
from plans.models import (
    Chapter,
    Contact,
    Goal,
    Measure,
    Milestone,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Reporter,
    Responsibility,
    Source,
)
from plans.plan_import import per_language
from welfareplans.organisations.models import Area, Committee, Municipality

Json = dict[str, Any]
PRODUCER = {"producer": "Demostatistik (påhittade siffror)", "licence": "CC0 1.0"}
INDICATOR_FIELDS = ("kind", "decimals", "better", "period")


def date(text: str) -> datetime.date:
    """Return the date of "2026-01-31"."""
    return datetime.date.fromisoformat(text)


def several(row: Json, *fields: str) -> dict[str, str]:
    """Return the fields of several translated texts."""
    return {name: text for field in fields for name, text in per_language(field, row[field]).items()}


def write_plan(
    content: Json, municipalities: dict[str, Municipality], committees: dict[str, Committee], areas: dict[str, Area]
) -> tuple[Plan, dict[str, Measure]]:
    """Return the adopted plan and its measures by key."""
    lead = next(iter(municipalities.values()))
    labels = {f"{name}_label": text for name, text in content["labels"].items()}
    plan = Plan.objects.create(
        slug=content["slug"], municipality=lead, area=areas.get(content.get("area", "")),
        first_year=content["first_year"], last_year=content["last_year"], languages=content["languages"],
        **several({**labels, "title": content["title"]}, "title", *labels),
    )  # fmt: skip
    partners = write_partners(plan, content["partners"], municipalities)
    write_surroundings(plan, content)
    goals = write_goals(plan, content["principles"], partners)
    measures = write_measures(plan, content, goals, committees, partners)
    uses = write_indicators(plan, content["indicators"], committees)
    link(content["indicators"], uses, goals, measures)
    write_values(plan, content["indicators"], uses, areas)
    return plan, measures


def write_partners(plan: Plan, rows: list[Json], municipalities: dict[str, Municipality]) -> dict[str, Partner]:
    """Return the partners by municipality."""
    return {
        row["municipality"]: Partner.objects.create(plan=plan, municipality=municipalities[row["municipality"]])
        for row in rows
    }


def write_surroundings(plan: Plan, content: Json) -> None:
    """Write chapters, contacts, sources and milestones."""
    Chapter.objects.bulk_create(
        Chapter(plan=plan, key=row["key"], order=order, **several(row, "title", "body"))
        for order, row in enumerate(content["chapters"], 1)
    )
    Contact.objects.bulk_create(Contact(plan=plan, **several(row, "function", "sector")) for row in content["contacts"])
    Source.objects.bulk_create(
        Source(plan=plan, kind=row["kind"], year=row["year"], **several(row, "title")) for row in content["sources"]
    )
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan, starts_on=date(row["starts_on"]), is_done=row["is_done"],
            ends_on=date(row["ends_on"]) if row["ends_on"] != row["starts_on"] else None, **several(row, "title"),
        )
        for row in content["milestones"]
    )  # fmt: skip


def write_goals(plan: Plan, rows: list[Json], partners: dict[str, Partner]) -> dict[str, Goal]:
    """Return the goals by number, such as 1.2. A row's "owner" is the partner whose local addition it is."""
    goals: dict[str, Goal] = {}
    for place, row in enumerate(rows, 1):
        principle = Principle.objects.create(plan=plan, order=place, **several(row, "title"))
        made = Goal.objects.bulk_create(
            Goal(principle=principle, order=order, owner=partners.get(one.get("owner", "")), **several(one, "title"))
            for order, one in enumerate(row["goals"], 1)
        )
        goals |= {f"{place}.{goal.order}": goal for goal in made}
    return goals


def write_programmes(plan: Plan, rows: list[Json]) -> dict[str, Programme]:
    """Return the lead municipality's programmes by key."""
    return {
        row["key"]: Programme.objects.create(
            municipality=plan.municipality, first_year=row["first_year"], last_year=row["last_year"], link=row["link"],
            **several(row, "title", "owner", "funding", "partner_organisations"),
        )
        for row in rows
    }  # fmt: skip


def write_measures(
    plan: Plan, content: Json, goals: dict[str, Goal], committees: dict[str, Committee], partners: dict[str, Partner]
) -> dict[str, Measure]:
    """Return the measures by key, with who carries them out and whom they concern."""
    programmes = write_programmes(plan, content["programmes"])
    rows = [goal["measures"] for principle in content["principles"] for goal in principle["goals"]]
    wanted = [
        (goal, order, row)
        for goal, of_goal in zip(goals.values(), rows, strict=True)
        for order, row in enumerate(of_goal, 1)
    ]
    made = Measure.objects.bulk_create(
        Measure(
            goal=goal, order=order, programme=programmes.get(row["programme"]), first_year=row["first_year"],
            last_year=row["last_year"], owner=goal.owner or partners.get(row.get("owner", "")),
            **several(row, "title", "expected_result", "resources"),
        )
        for goal, order, row in wanted
    )  # fmt: skip
    of = {row["key"]: measure for (_, _, row), measure in zip(wanted, made, strict=True)}
    Responsibility.objects.bulk_create(
        Responsibility(measure=of[row["key"]], committee=committees[key], is_leading=place == 0)
        for _, _, row in wanted
        for place, key in enumerate(row["committees"])
    )
    Measure.partners.through.objects.bulk_create(
        Measure.partners.through(measure=of[row["key"]], partner=partners[slug])
        for _, _, row in wanted
        for slug in row["partners"]
    )
    return of


def write_indicators(plan: Plan, rows: list[Json], committees: dict[str, Committee]) -> list[PlanIndicator]:
    """Return the indicators as the plan uses them, in order; each has a committee that enters its figures."""
    dimensions = {dimension.key: dimension for dimension in Dimension.objects.all()}
    indicators = Indicator.objects.bulk_create(
        Indicator(
            municipality=plan.municipality, **{field: row[field] for field in INDICATOR_FIELDS},
            counts_people=row.get("counts_people", True), **several(row, "name", "definition", "unit"),
        )
        for row in rows
    )  # fmt: skip
    Indicator.dimensions.through.objects.bulk_create(
        Indicator.dimensions.through(indicator=indicator, dimension=dimensions[row["dimension"]])
        for row, indicator in zip(rows, indicators, strict=True)
        if row["dimension"]
    )
    uses = PlanIndicator.objects.bulk_create(
        PlanIndicator(plan=plan, indicator=indicator, order=order, **promise(row, committees))
        for order, (row, indicator) in enumerate(zip(rows, indicators, strict=True), 1)
    )
    Reporter.objects.bulk_create(
        Reporter(plan_indicator=use, area=plan.own_area, committee=committees[row["committee"]])
        for row, use in zip(rows, uses, strict=True)
        if not use.is_to_be_specified
    )
    return uses


def promise(row: Json, committees: dict[str, Committee]) -> Json:
    """Return baseline and target, or who says what they will be."""
    baseline, target, open_still = (row[name] or {} for name in ("baseline", "target", "to_be_specified"))
    return {
        "baseline": baseline.get("value"),
        "baseline_year": baseline.get("year"),
        "target": target.get("value"),
        "target_year": target.get("year"),
        **per_language("target_text", target.get("text", {})),
        "is_to_be_specified": bool(open_still),
        "specified_by": committees[open_still["committee"]] if open_still else None,
        "specified_due": date(open_still["due"]) if open_still else None,
    }


def link(rows: list[Json], uses: list[PlanIndicator], goals: dict[str, Goal], measures: dict[str, Measure]) -> None:
    """Link each indicator to the measures or goals that it tells about."""
    PlanIndicator.measures.through.objects.bulk_create(
        PlanIndicator.measures.through(planindicator=use, measure=measures[key])
        for row, use in zip(rows, uses, strict=True)
        for key in row["measures"]
    )
    for row, use in zip(rows, uses, strict=True):
        if row["goals"]:
            use.goals.add(*(goals[number] for number in row["goals"]))


def write_values(plan: Plan, rows: list[Json], uses: list[PlanIndicator], areas: dict[str, Area]) -> None:
    """Write the plan's own figures, and those of the areas that it is compared with."""
    categories = {(one.dimension.key, one.key): one for one in Category.objects.select_related("dimension")}
    Value.objects.bulk_create(
        value
        for row, use in zip(rows, uses, strict=True)
        for value in (*own_values(row, use.indicator, plan.own_area, categories), *compared(row, use.indicator, areas))
    )


def own_values(
    row: Json, indicator: Indicator, area: Area, categories: dict[tuple[str, str], Category]
) -> Iterator[Value]:
    """Yield a value per year and category; a missing figure has its reason."""
    for year, cells in row["values"].items():
        for key, cell in cells.items():
            category = None if key == "total" else categories[row["dimension"], key]
            known = {"number": cell} if isinstance(cell, str) else cell
            yield Value(indicator=indicator, area=area, year=int(year), category=category, **known)


def compared(row: Json, indicator: Indicator, areas: dict[str, Area]) -> Iterator[Value]:
    """Yield the values of other areas, with their producer."""
    for key, numbers in row["comparison"].items():
        for year, number in numbers.items():
            yield Value(indicator=indicator, area=areas[key], year=int(year), number=number, **PRODUCER)
