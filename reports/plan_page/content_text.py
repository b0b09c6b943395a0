"""A plan's canonical content, adopted or worked on, in the rows that the page is made from."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from indicators.models import Indicator
from plans.content import PlanContent, Text
from plans.models import Chapter, Contact, Plan, Programme, Source
from reports.plan_page.source import LIVE, MEASURE, Row
from welfareplans.organisations.texts import LANGUAGES


def spread(name: str, texts: Text) -> dict[str, str]:
    """Return a text by language as the columns of a row."""
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


class ContentText:
    """What a content says. is_live: it was read just now, so that its indicators are as they are today."""

    def __init__(self, plan: Plan, content: PlanContent, *, is_live: bool = False) -> None:
        self.content, self.is_live = content, is_live
        self.plan = self.with_cover(plan)
        self.committees = {one["id"]: one["name"] for one in content["committees"]}
        self.measured = Q(indicator__in=[one["indicator"]["id"] for one in content["indicators"]])

    def with_cover(self, plan: Plan) -> Plan:
        """Return the plan with the content's cover."""
        head, adopted = self.content["plan"], copy(plan)
        labels = {f"{level}_label": texts for level, texts in head["labels"].items()}
        for name, texts in {"title": head["title"], **labels}.items():
            for field, text in spread(name, texts).items():  # type: ignore[arg-type]
                setattr(adopted, field, text)
        adopted.first_year, adopted.last_year = head["first_year"], head["last_year"]
        adopted.languages = head["languages"]
        return adopted

    def tree(self, *texts: str) -> Iterable[Row]:
        programmes = {one["id"]: one["title"] for one in self.content["programmes"]}
        for principle in self.content["principles"]:
            top = {"pk": principle["id"], "owner_id": principle["owner"], **spread("title", principle["title"])}
            for goal in principle["goals"]:
                middle = {
                    **top, "goals__pk": goal["id"], "goals__owner_id": goal["owner"],
                    **spread("goals__title", goal["title"]),
                }  # fmt: skip
                for measure in goal["measures"]:
                    more = columns_of(measure, *texts, under=MEASURE)
                    yield middle | more | {
                        f"{MEASURE}pk": measure["id"], f"{MEASURE}owner_id": measure["owner"],
                        f"{MEASURE}programme_id": measure["programme"], f"{MEASURE}first_year": measure["first_year"],
                        f"{MEASURE}last_year": measure["last_year"], **spread(f"{MEASURE}title", measure["title"]),
                        **spread(f"{MEASURE}programme__title", programmes.get(measure["programme"] or 0, {})),
                    }  # fmt: skip
                if not goal["measures"]:
                    yield middle | {f"{MEASURE}pk": None}
            if not principle["goals"]:
                yield top | {"goals__pk": None, f"{MEASURE}pk": None}

    def responsibilities(self) -> Iterable[Row]:
        for measure in self.measures():
            for key in measure["committees"]:
                name = spread("committee__name", self.committees.get(key, {}))
                yield {"measure_id": measure["id"], "committee_id": key, **name}

    def measures(self) -> Iterable[Any]:
        """Return every measure."""
        return (
            one for principle in self.content["principles"] for goal in principle["goals"] for one in goal["measures"]
        )

    def concerned(self) -> Iterable[tuple[int, int]]:
        return ((measure["id"], partner) for measure in self.measures() for partner in measure["partners"])

    def uses(self) -> Iterable[Row]:
        live = self.indicators_today()
        for use in self.content["indicators"]:
            shared = use["indicator"]
            # Of an indicator that is gone nothing is known but this text: what may count people is hidden.
            now = live.get(shared["id"], {**shared, "counts_people": True})
            yield {
                "pk": use["id"], "indicator_id": shared["id"], **{f"indicator__{name}": now[name] for name in LIVE},
                "indicator__period": shared["period"],
                **spread("indicator__name", shared["name"]), **spread("indicator__unit", shared["unit"]),
                **spread("indicator__definition", shared["definition"]), **spread("target_text", use["target_text"]),
                "baseline": decimal(use["baseline"]), "baseline_year": use["baseline_year"],
                "target": decimal(use["target"]), "is_to_be_specified": use["is_to_be_specified"],
                "specified_due": use["specified_due"], "measure_ids": use["measures"], "goal_ids": use["goals"],
                **spread("specified_by__name", self.committees.get(use["specified_by"] or 0, {})),
            }  # fmt: skip

    def indicators_today(self) -> Mapping[int, Mapping[str, Any]]:
        """Return how the indicators are counted today."""
        told = {one["indicator"]["id"]: one["indicator"] for one in self.content["indicators"]}
        if self.is_live:
            return told
        return {row["pk"]: row for row in Indicator.objects.filter(pk__in=told).values("pk", *LIVE)}

    def milestones(self) -> Iterable[Row]:
        done = dict(self.plan.milestones.values_list("pk", "is_done"))
        for one in self.content["milestones"]:
            first, last = date.fromisoformat(one["starts_on"]), one["ends_on"]
            yield {
                "starts_on": first, "ends_on": date.fromisoformat(last) if last else None,
                "is_done": done.get(one["id"], False),
                **spread("title", one["title"]),
                **spread("committee__name", self.committees.get(one.get("committee") or 0, {})),
            }  # fmt: skip

    def chapters(self) -> Iterable[Chapter]:
        rows = self.content["chapters"]
        return [Chapter(pk=one["id"], key=one["key"], **columns_of(one, "title", "body")) for one in rows]

    def programmes(self) -> Iterable[Programme]:
        plain, named = ("first_year", "last_year", "link"), ("title", "owner", "funding", "partner_organisations")
        rows: Iterable[Any] = self.content["programmes"]
        return [
            Programme(pk=one["id"], **{name: one[name] for name in plain}, **columns_of(one, *named)) for one in rows
        ]

    def sources(self) -> Iterable[Source]:
        rows: Iterable[Any] = self.content["sources"]
        plain = ("kind", "year", "link")
        return [Source(pk=one["id"], **{name: one[name] for name in plain}, **columns_of(one, "title")) for one in rows]

    def contacts(self) -> Iterable[Contact]:
        return [Contact(pk=one["id"], **columns_of(one, "function", "sector")) for one in self.content["contacts"]]


def columns_of(row: Any, *names: str, under: str = "") -> dict[str, str]:
    """Return the texts of a row as columns. under: what their names begin with."""
    return {field: text for name in names for field, text in spread(f"{under}{name}", row[name]).items()}


def decimal(figure: str | None) -> Decimal | None:
    """Return a figure as a number."""
    return None if figure is None else Decimal(figure)
