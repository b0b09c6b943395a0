"""What committees, municipalities, areas and breakdowns are called in a table, so that an import finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.models import Dimension
from plans.content import PlanContent, Text
from plans.models import Plan
from welfareplans.organisations.models import Area
from welfareplans.organisations.texts import localised


def best(texts: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return the text in the first of the languages that has it, else in any."""
    return next((texts[code] for code in [*languages, *texts] if texts.get(code)), "")


@dataclass(frozen=True)
class Names:
    """Names by key. committees: with their municipality where it is not the one that leads, by language."""

    languages: Sequence[str]
    partners: dict[int, str]
    committees: dict[int, Text]
    programmes: dict[int, Text]
    areas: dict[str, str]
    dimensions: dict[str, str]

    @classmethod
    def of(cls, plan: Plan, content: PlanContent, languages: Sequence[str]) -> "Names":
        """Return the names in a plan's content."""
        homes = {one["municipality"]: one["name"] for one in content["partners"]}
        lead = content["plan"]["municipality"]
        committees = {
            one["id"]: labels(one["name"], homes.get(one["municipality"], {}) if one["municipality"] != lead else {})
            for one in content["committees"]
        }
        return cls(
            languages,
            {one["id"]: best(one["name"], languages) for one in content["partners"]},
            {key: in_some(texts, languages) for key, texts in committees.items()},
            {one["id"]: in_some(one["title"], languages) for one in content["programmes"]},
            area_names(plan, languages),
            {one.key: best(localised(one, "name"), languages) for one in Dimension.objects.all()},
        )

    def committee(self, key: int | None) -> str:
        """Return a committee's name for a cell that is for all languages; nothing for none."""
        return best(self.committees[key], self.languages) if key is not None else ""


def labels(name: Text, home: Text) -> Text:
    """Return a committee's name by language. home: its municipality's name; empty for the one that leads."""
    return {code: f"{text} ({best(home, [code])})" if home else text for code, text in name.items()}


def in_some(texts: Text, languages: Sequence[str]) -> Text:
    """Return the texts in the languages; when none of them has it, what there is in the first."""
    kept = {code: texts[code] for code in languages if texts.get(code)}
    return kept or {languages[0]: best(texts, languages)}


def area_names(plan: Plan, languages: Sequence[str]) -> dict[str, str]:
    """Return the names of the areas that figures are entered for, by what the content calls them; "" is the plan's."""
    areas = Area.objects.filter(pk__in=plan.plan_indicators.order_by().values("reporters__area"))
    return {
        f"{one.kind}-{one.country}-{one.code}" if one.code else str(one.pk): (
            best(localised(one, "name"), languages) if one.pk != plan.own_area.pk else ""
        )
        for one in areas
    }
