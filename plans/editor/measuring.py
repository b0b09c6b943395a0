"""Indicators of a measure or goal: found among those there are, made, linked and unlinked."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from indicators.models import Indicator
from plans.editor.nodes import node_of
from plans.forms.indicator import NewIndicatorForm
from plans.models import Goal, Measure, Node, Plan, PlanIndicator, Reporter
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.texts import LANGUAGES

# How many are offered; of those that were not searched for only the most used.
FOUND, OFFERED = 15, 5


@dataclass(frozen=True)
class Use:
    """An indicator under a measure or goal."""

    row: PlanIndicator
    node: Node

    @property
    def link(self) -> Any:
        """Return the row that ties the two, or raise Http404."""
        rows: Any = self.row.goals.through if isinstance(self.node, Goal) else self.row.measures.through
        name = "goal_id" if isinstance(self.node, Goal) else "measure_id"
        return get_object_or_404(rows.objects.filter(planindicator_id=self.row.pk, **{name: self.node.pk}))


def use_of(plan: Plan, code: str, user: User | AnonymousUser) -> Use:
    """Return what an address such as i5-m12 names, for who may change the measure or goal; else raise Http404."""
    found = re.fullmatch(r"i([1-9][0-9]{0,17})-([gm][0-9]+)", code, re.ASCII)
    if not found:
        raise Http404
    node = node_of(plan, found[2], user)
    rows = node.plan_indicators.select_related("indicator", "plan__area", "plan__municipality__area")  # type: ignore[attr-defined]
    return Use(get_object_or_404(rows, pk=int(found[1])), node)


def existing(plan: Plan, node: Node, words: str) -> list[Any]:
    """Return indicators of the plan's municipalities that the node does not have yet; those of the plan first.

    words: each of them stands in the name; nothing finds the plan's own.
    """
    rows = Indicator.objects.filter(municipality__partnerships__plan=plan).exclude(
        pk__in=node.plan_indicators.values("indicator")  # type: ignore[attr-defined]
    )
    for word in words.split()[:8]:
        rows = rows.filter(Q(*[(f"name_{code}__icontains", word) for code in LANGUAGES], _connector=Q.OR))
    here = Q(uses__plan=plan)
    rows = rows.annotate(
        here=Count("uses", filter=here, distinct=True), measured=Count("uses__measures", filter=here, distinct=True)
    )
    if not words.strip():
        rows = rows.filter(here__gt=0)
    return list(
        rows.order_by("-here", "-measured", "name_sv", "name_fi", "name_da", "pk")[
            : FOUND if words.strip() else OFFERED
        ]
    )


def link(plan: Plan, node: Node, indicator: Indicator) -> PlanIndicator:
    """Link an indicator to a measure or goal of the plan; doing so again changes nothing."""
    use = PlanIndicator.objects.filter(plan=plan, indicator=indicator).first()
    if use is None:
        use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=last_order(plan) + 1)
    node.plan_indicators.add(use)  # type: ignore[attr-defined]
    return use


def last_order(plan: Plan) -> int:
    """Return the order number of the plan's last indicator."""
    return int(PlanIndicator.objects.filter(plan=plan).aggregate(last=Max("order"))["last"] or 0)


def make(plan: Plan, node: Node, form: NewIndicatorForm, owner: Municipality) -> PlanIndicator:
    """Make an indicator for a measure or goal; one with the same names in the plan is the one that was asked for."""
    told = form.of(Indicator)
    alike = Indicator.objects.filter(uses__plan=plan)
    for code in LANGUAGES:
        name = told.get(f"name_{code}") or ""
        alike = alike.filter(**{f"name_{code}": name}) if name else alike.filter(
            Q(**{f"name_{code}": ""}) | Q(**{f"name_{code}": None})
        )  # fmt: skip
    if found := alike.first():
        return link(plan, node, found)
    indicator = Indicator.objects.create(municipality=owner, **told)
    indicator.dimensions.set(form.cleaned_data["dimensions"])
    use = link(plan, node, indicator)
    PlanIndicator.objects.filter(pk=use.pk).update(**form.of(PlanIndicator))
    if committee := form.cleaned_data["reporter"]:
        Reporter.objects.create(plan_indicator=use, area=plan.own_area, committee_id=committee)
    return use


def owner_of_new(plan: Plan, user: User | AnonymousUser) -> Municipality:
    """Return whose a new indicator is: the lead municipality's for its coordinator, else the writer's own."""
    own = [one.municipality for one in plan.partners.coordinated_by(user).select_related("municipality").order_by("pk")]
    return next((one for one in own if one.pk == plan.municipality_id), own[0])


def leading(node: Node) -> int | None:
    """Return the committee that leads a measure, which most often enters its figures."""
    if not isinstance(node, Measure):
        return None
    return node.responsibilities.filter(is_leading=True).values_list("committee_id", flat=True).first()
