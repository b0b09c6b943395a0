"""Writes the indicators of an exported plan, with baselines, targets and who enters the figures."""

from typing import Any

from indicators.models import Dimension, Indicator
from plans import content
from plans.content_names import Homes
from plans.content_nodes import Nodes
from plans.models import Plan, PlanIndicator, Reporter
from welfareplans.organisations.texts import per_language

PLAIN = ("kind", "decimals", "better", "period", "counts_people", "series")
TEXTS = ("name", "definition", "unit")


class IndicatorWriter:
    """Writes into one plan."""

    def __init__(self, plan: Plan, homes: Homes, nodes: Nodes) -> None:
        self.plan, self.homes, self.nodes = plan, homes, nodes
        self.dimensions = {one.key: one for one in Dimension.objects.all()}
        self.taken: set[int] = set()

    def write(self, told: list[content.PlanIndicator]) -> None:
        """Write the indicators as the plan uses them, in order."""
        for order, row in enumerate(told, 1):
            use = PlanIndicator(
                plan=self.plan, indicator=self.indicator(row["indicator"]), order=order, **self.promise(row)
            )  # fmt: skip
            use.full_clean()
            use.save()
            use.measures.set([self.nodes.measures[key] for key in row["measures"]])
            use.goals.set([self.nodes.goals[key] for key in row["goals"]])
            areas = [
                (self.homes.area(one["area"]), self.homes.committees[one["committee"]]) for one in row["reporters"]
            ]
            Reporter.objects.bulk_create(
                Reporter(plan_indicator=use, area=area, committee=committee) for area, committee in areas if area
            )

    def promise(self, row: content.PlanIndicator) -> dict[str, Any]:
        """Return baseline and target, or who says what they will be."""
        names = ("baseline", "baseline_year", "target", "target_year", "is_to_be_specified", "specified_due")
        by = row["specified_by"]
        return {
            **{name: row[name] for name in names},  # type: ignore[literal-required]
            **per_language("target_text", row["target_text"]),
            "specified_by": self.homes.committees[by] if by else None,
        }

    def indicator(self, told: content.Indicator) -> Indicator:
        """Return the municipality's own indicator when it is the same, whose figures then go on; else a new one."""
        home = self.homes.municipality(told["municipality"])
        texts = {name: text for field in TEXTS for name, text in per_language(field, told[field]).items()}  # type: ignore[literal-required]
        plain = {name: told[name] for name in PLAIN}  # type: ignore[literal-required]
        alike = Indicator.objects.filter(municipality=home, **plain, **texts).exclude(pk__in=self.taken)
        wanted = sorted(key for key in told["dimensions"] if key in self.dimensions)
        for one in alike.order_by("pk").prefetch_related("dimensions"):
            if sorted(each.key for each in one.dimensions.all()) == wanted and is_exactly(one, texts):
                self.taken.add(one.pk)
                return one
        made = Indicator(municipality=home, **plain, **texts)
        made.full_clean()
        made.save()
        made.dimensions.set([self.dimensions[key] for key in wanted])
        self.taken.add(made.pk)
        return made


def is_exactly(one: Indicator, texts: dict[str, str]) -> bool:
    """Tell whether an indicator has these texts and no others."""
    names = [f"{field}_{code}" for field in TEXTS for code in ("sv", "fi", "da")]
    return all((getattr(one, name) or "") == texts.get(name, "") for name in names)
