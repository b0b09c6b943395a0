"""Plans as no person would write them, in three languages and with everything that a plan can have (Hypothesis)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from indicators.models import Dimension, Indicator
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
from tests.factories import make_committee, make_mother_tongue, make_municipality
from welfareplans.organisations.models import Committee, Municipality

Json = dict[str, Any]
LANGUAGES = ("sv", "fi", "da")
SIGNS = "abcÅäöÆøé =+-@'\"`;,.:()[]{}<>&%/*#_|\\•–—⏎0123456789🙂中\n"
TEXT = st.text(SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
LINE = TEXT.map(lambda text: text.replace("\n", " "))
YEAR = st.one_of(st.none(), st.integers(1990, 2099))
DAY = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))
FIGURE = st.one_of(
    st.none(), st.integers(-5000, 5000).map(Decimal), st.decimals(-999999, 999999, places=6, allow_nan=False)
)  # fmt: skip
LINKS = st.lists(st.integers(0, 7), max_size=3, unique=True)


def texts(*names: str, wanted: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Json]:
    """Return the columns of translated fields, some of them empty."""
    return st.fixed_dictionaries({f"{name}_{of}": st.one_of(st.just(""), wanted) for name in names for of in LANGUAGES})


def titled(*names: str, wanted: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Json]:
    """Return the columns of translated fields, the first of which is there in one language at least."""
    return texts(*names, wanted=wanted).filter(lambda found: any(found[f"{names[0]}_{of}"] for of in LANGUAGES))


def both(*parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """Return several dictionaries as one."""
    return st.tuples(*parts).map(lambda found: {name: value for one in found for name, value in one.items()})


def some(what: st.SearchStrategy[Json], least: int, most: int) -> st.SearchStrategy[list[Json]]:
    """Return so many of them."""
    return st.lists(what, min_size=least, max_size=most)


LINK = st.sampled_from(["", "https://www.example.org/a?b=1&c=å"])
YEARS = st.tuples(YEAR, YEAR).filter(lambda pair: (pair[0] or 0) <= (pair[1] or 9999))
OWNER = st.sampled_from([None, None, 0, 1])
MEASURE = both(
    titled("title", "expected_result", "resources"),
    st.fixed_dictionaries({
        "owner": OWNER, "years": YEARS,
        "committees": st.lists(st.integers(0, 3), max_size=3, unique=True), "leads": st.booleans(),
        "programme": st.sampled_from([None, 0, 1]), "partners": st.lists(st.integers(0, 1), max_size=2, unique=True),
    }),
)  # fmt: skip
GOAL = both(titled("title"), st.fixed_dictionaries({"owner": OWNER, "measures": some(MEASURE, 0, 3)}))
PRINCIPLE = both(titled("title"), st.fixed_dictionaries({"owner": OWNER, "goals": some(GOAL, 0, 2)}))
INDICATOR = st.fixed_dictionaries({
    "own": both(
        titled("name", "definition", "unit"),
        st.fixed_dictionaries({
            "kind": st.sampled_from(Indicator.Kind.values), "better": st.sampled_from(Indicator.Better.values),
            "period": st.sampled_from(Indicator.Period.values), "decimals": st.integers(0, 6),
            "counts_people": st.booleans(),
        }),
    ),
    "planned": both(
        texts("target_text"),
        st.fixed_dictionaries({
            "target": FIGURE, "target_year": YEAR, "is_to_be_specified": st.booleans(),
            "specified_due": st.one_of(st.none(), DAY),
        }),
        st.tuples(FIGURE, YEAR).map(
            lambda pair: {"baseline": pair[0] if pair[1] else None, "baseline_year": pair[1]}
        ),
    ),
    "specified_by": st.sampled_from([None, 0, 3]), "dimension": st.booleans(), "measures": LINKS, "goals": LINKS,
    "reporters": st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=2, unique_by=lambda one: one[0]),
})  # fmt: skip
PLAN = st.fixed_dictionaries({
    "principles": some(PRINCIPLE, 1, 3).filter(
        lambda found: any(goal["measures"] for one in found for goal in one["goals"])
    ),
    "indicators": some(INDICATOR, 0, 4),
    "chapters": some(both(titled("title", "body"), st.fixed_dictionaries({
        "key": st.sampled_from(Chapter.Key.values),
        "points": st.one_of(st.none(), st.lists(st.sampled_from(["fi12-need", "fi12-system"]), unique=True)),
    })), 0, 2), "contacts": some(titled("function", "sector"), 0, 2),
    "sources": some(both(titled("title"), st.fixed_dictionaries({
        "year": YEAR, "kind": st.sampled_from(Source.Kind.values), "link": LINK,
    })), 0, 2),
    "milestones": some(both(titled("title"), st.fixed_dictionaries({
        "starts_on": DAY, "days": st.one_of(st.none(), st.integers(0, 400)), "committee": st.sampled_from([None, 0, 3]),
    })), 0, 2),
    "programme": both(
        texts("owner", "funding", "partner_organisations"), st.fixed_dictionaries({"years": YEARS, "link": LINK})
    ),
})  # fmt: skip


@dataclass
class World:
    """Two municipalities with two committees each; one committee's name is in both."""

    homes: list[Municipality]
    committees: list[Committee]
    dimension: Dimension


def make_world() -> World:
    """Return it."""
    homes = [make_municipality(slug, LANGUAGES) for slug in ("nordvik", "sund")]
    committees = [make_committee(home, name) for home in homes for name in ("Bildningsnämnden", f"{home.slug} nämnd")]
    return World(homes, committees, make_mother_tongue())


def empty_plan(world: World, slug: str) -> tuple[Plan, list[Partner]]:
    """Return a plan of both municipalities with nothing in it."""
    plan = Plan.objects.create(
        slug=slug, municipality=world.homes[0], first_year=2023, last_year=2027, languages=list(LANGUAGES),
        title_sv="Plan", title_fi="Suunnitelma", title_da="Plan", principle_label_sv="Fokusområde",
    )  # fmt: skip
    return plan, [Partner.objects.create(plan=plan, municipality=home) for home in world.homes]


def write_plan(told: Json, world: World) -> Plan:
    """Write a generated plan."""
    plan, partners = empty_plan(world, "generated")
    (first, last), more = told["programme"]["years"], {**told["programme"]}
    del more["years"]
    programmes = [
        Programme.objects.create(
            municipality=world.homes[0], title_sv=f"Program {place}", first_year=first, last_year=last, **more
        )
        for place in range(2)
    ]
    goals, measures = [], []
    for place, row in enumerate(told["principles"]):
        principle = Principle.objects.create(plan=plan, order=place + 1, **node(row, partners))
        for at, each in enumerate(row["goals"]):
            goals.append(Goal.objects.create(principle=principle, order=at + 1, **node(each, partners)))
            for number, one in enumerate(each["measures"]):
                measures.append(write_measure(one, goals[-1], number + 1, world, partners, programmes))
    for place, row in enumerate(told["indicators"]):
        write_indicator(plan, row, place + 1, world, goals, measures)
    for order, row in enumerate(told["chapters"]):
        Chapter.objects.create(plan=plan, order=order + 1, **row)
    Contact.objects.bulk_create(Contact(plan=plan, **row) for row in told["contacts"])
    Source.objects.bulk_create(Source(plan=plan, **row) for row in told["sources"])
    Milestone.objects.bulk_create(milestone(plan, row, world) for row in told["milestones"])
    return plan


def milestone(plan: Plan, row: Json, world: World) -> Milestone:
    """Return a step of the timetable."""
    fields = {name: value for name, value in row.items() if name not in ("days", "committee")}
    ends = None if row["days"] is None else row["starts_on"] + datetime.timedelta(days=row["days"])
    committee = None if row["committee"] is None else world.committees[row["committee"]]
    return Milestone(plan=plan, ends_on=ends, committee=committee, **fields)


def node(row: Json, partners: list[Partner]) -> Json:
    """Return the fields of a principle, goal or measure."""
    fields = {name: text for name, text in row.items() if name[-3:-2] == "_"}
    return {**fields, "owner": None if row["owner"] is None else partners[row["owner"]]}


def write_measure(
    row: Json, goal: Goal, order: int, world: World, partners: list[Partner], programmes: list[Programme]
) -> Measure:  # fmt: skip
    """Write a measure with its links."""
    first, last = row["years"]
    measure = Measure.objects.create(
        goal=goal, order=order, first_year=first, last_year=last,
        programme=None if row["programme"] is None else programmes[row["programme"]], **node(row, partners),
    )  # fmt: skip
    for place, key in enumerate(row["committees"]):
        Responsibility.objects.create(
            measure=measure, committee=world.committees[key], is_leading=row["leads"] and not place
        )
    measure.partners.set([partners[key] for key in row["partners"]])
    return measure


def write_indicator(
    plan: Plan, row: Json, order: int, world: World, goals: list[Goal], measures: list[Measure]
) -> None:  # fmt: skip
    """Write an indicator with its links."""
    indicator = Indicator.objects.create(municipality=world.homes[0], **row["own"])
    if row["dimension"]:
        indicator.dimensions.add(world.dimension)
    by = None if row["specified_by"] is None else world.committees[row["specified_by"]]
    use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=order, specified_by=by, **row["planned"])
    use.measures.set([measures[key] for key in row["measures"] if key < len(measures)])
    use.goals.set([goals[key] for key in row["goals"] if key < len(goals)])
    for home, key in row["reporters"]:
        Reporter.objects.create(
            plan_indicator=use, area=world.homes[home].area, committee=world.committees[key]
        )  # fmt: skip


def forget(plan: Plan) -> None:
    """Delete a plan with what it alone uses, so that an import has to make everything anew."""
    home, indicators = plan.municipality_id, list(plan.plan_indicators.values_list("indicator_id", flat=True))
    plan.principles.all().delete()
    plan.delete()
    Indicator.objects.filter(pk__in=indicators).delete()
    Programme.objects.filter(municipality=home).delete()
