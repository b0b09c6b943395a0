"""A plan's content as a list of passages that somebody can read, comment on and compare: chapters, then the table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.numbers import format_number
from plans.content import Measure, PlanContent, PlanIndicator, Text
from plans.models.statement import WHOLE
from welfareplans.organisations.texts import LANGUAGES

# The language of what reads alike in all of them, such as a span of years.
ALL = ""


@dataclass(frozen=True)
class Passage:
    """One part of the plan. key: such as "measure-12"; facts: what is told about it, by the name of the fact.

    owner: the partner whose local addition it is.
    """

    key: str
    level: str
    number: str
    title: Text
    facts: Mapping[str, Text]
    owner: int | None = None

    @property
    def says(self) -> dict[str, Text]:
        """Return everything that it says; its number is not among it, because that changes when others move."""
        return {"title": self.title, **self.facts}


def passages(content: PlanContent) -> list[Passage]:
    """Return the plan as a whole, its chapters, and its table in order."""
    years = f"{content['plan']['first_year']}–{content['plan']['last_year']}"
    found = [Passage(WHOLE, "plan", "", content["plan"]["title"], {"years": {ALL: years}})]
    for one in content["chapters"]:
        found.append(Passage(f"chapter-{one['id']}", "chapter", "", one["title"], told(body=one["body"])))
    return found + table(content)


def table(content: PlanContent) -> list[Passage]:
    """Return principles, goals and measures as the plan's table has them."""
    names = Names(content)
    found = []
    for first, principle in enumerate(content["principles"], 1):
        key = f"principle-{principle['id']}"
        found.append(Passage(key, "principle", str(first), principle["title"], {}, principle.get("owner")))
        for second, goal in enumerate(principle["goals"], 1):
            number = f"{first}.{second}"
            facts = told(indicators=names.indicators_of_goal(goal["id"]))
            found.append(Passage(f"goal-{goal['id']}", "goal", number, goal["title"], facts, goal.get("owner")))
            for third, measure in enumerate(goal["measures"], 1):
                key, place = f"measure-{measure['id']}", f"{number}.{third}"
                found.append(
                    Passage(key, "measure", place, measure["title"], names.facts(measure), measure.get("owner"))
                )
    return found


class Names:
    """What a plan's content names by key: committees, programmes, indicators."""

    def __init__(self, content: PlanContent) -> None:
        self.committees = {one["id"]: one["name"] for one in content["committees"]}
        self.programmes = {one["id"]: one["title"] for one in content["programmes"]}
        self.of_measure: dict[int, list[PlanIndicator]] = defaultdict(list)
        self.of_goal: dict[int, list[PlanIndicator]] = defaultdict(list)
        for use in content["indicators"]:
            for key in use["measures"]:
                self.of_measure[key].append(use)
            for key in use["goals"]:
                self.of_goal[key].append(use)

    def facts(self, measure: Measure) -> dict[str, Text]:
        """Return what is told about a measure."""
        years = "–".join(dict.fromkeys(str(one) for one in (measure["first_year"], measure["last_year"]) if one))
        return told(
            committees=joined(self.committees.get(key, {}) for key in measure["committees"]),
            programme=self.programmes.get(measure["programme"] or 0, {}),
            years={ALL: years} if years else {},
            expected_result=measure["expected_result"],
            resources=measure["resources"],
            indicators=joined((in_words(use) for use in self.of_measure[measure["id"]]), "\n"),
        )

    def indicators_of_goal(self, key: int) -> Text:
        """Return the indicators that tell about a goal directly."""
        return joined((in_words(use) for use in self.of_goal[key]), "\n")


def told(**facts: Text) -> dict[str, Text]:
    """Return the facts that there are."""
    return {name: text for name, text in facts.items() if text}


def joined(texts: Iterable[Text], mark: str = ", ") -> Text:
    """Return several texts as one in each language that any of them has; where one lacks it, in its first one."""
    every = [text for text in texts if text]
    codes = [code for code in LANGUAGES if any(code in text for text in every)]
    return {code: mark.join(text.get(code) or next(iter(text.values())) for text in every) for code in codes}


def in_words(use: PlanIndicator) -> Text:
    """Return an indicator with its baseline and target: "Name: 100 (2022) → 200 (2027)"."""
    words = {}
    for code, name in use["indicator"]["name"].items():
        start, goal = (at_year(use[what], use[year], code) for what, year in PLACES)  # type: ignore[literal-required]
        goal = goal or use["target_text"].get(code, "")
        way = " → ".join(filter(None, [start, goal]))
        words[code] = f"{name}: {way}" if way else name
    return words


PLACES = (("baseline", "baseline_year"), ("target", "target_year"))


def at_year(value: str | None, year: int | None, language: str) -> str:
    """Return a figure as its language writes it, with its year."""
    if value is None:
        return ""
    number = format_number(Decimal(value), language)
    return f"{number} ({year})" if year else number


def by_key(found: Iterable[Passage]) -> dict[str, Passage]:
    """Return the passages by key."""
    return {one.key: one for one in found}


def has_changed(before: Passage | None, now: Passage | None) -> bool:
    """Tell whether a part of the plan says something else than before, is gone, or is new."""
    return (before.says if before else None) != (now.says if now else None)


def changed_facts(before: Passage, now: Passage) -> list[tuple[str, Any, Any]]:
    """Return what differs as (name of the fact, its text before, its text now)."""
    names = dict.fromkeys([*before.says, *now.says])
    rows = [(name, before.says.get(name, {}), now.says.get(name, {})) for name in names]
    return [row for row in rows if row[1] != row[2]]
