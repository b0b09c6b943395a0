"""What committees, municipalities, areas and breakdowns are called in a table, so that an import finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from indicators.models import Dimension
from plans.content import PlanContent, Text
from welfareplans.organisations.models import Area
from welfareplans.organisations.texts import localised, per_language


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
    def of(cls, content: PlanContent, languages: Sequence[str]) -> "Names":
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
            area_names(content, languages),
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


def area_names(content: PlanContent, languages: Sequence[str]) -> dict[str, str]:
    """Return the names of the areas that figures are entered for, by what the content calls them; "" is the plan's."""
    named = {one["area"] for use in content["indicators"] for one in use["reporters"]}
    codes = [one.rpartition("-")[2] for one in named]
    keys = [int(one) for one in named if one.isascii() and one.isdigit() and len(one) < 18]
    areas = Area.objects.filter(Q(code__in=codes) & ~Q(code="") | Q(pk__in=keys, code=""))
    known = {area_key(one.kind, one.country, one.code) or str(one.pk): localised(one, "name") for one in areas}
    own = content["plan"]["area"]
    names = {one: best(known.get(one, {}), languages) or one for one in named}
    return names | {area_key(own["kind"], own["country"], own["code"]) or own_area_key(content): ""}


def area_key(kind: str, country: str, code: str) -> str:
    """Return what the content calls an area with a code; nothing for one without."""
    return f"{kind}-{country}-{code}" if code else ""


def own_area_key(content: PlanContent) -> str:
    """Return what the content calls the plan's own area, when it has no code."""
    texts = content["plan"]["area"]["name"]
    found = Area.objects.filter(code="", **per_language("name", texts)).first()
    return str(found.pk) if found else ""
