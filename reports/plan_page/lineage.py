"""Where each node came from, and what it became: "continues 1.2 of 2023–2027", with the way there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plans.models import NodeChoice, Plan, Principle
from plans.numbering import Key, numbers
from welfareplans.organisations.models import User

Lineage = Mapping[Key, SafeString]


def lineage(plan: Plan, user: User | AnonymousUser) -> Lineage:
    """Return what stands under each node of a plan that continues another or is continued.

    Only plans that the reader may see are told of: the next one is a draft for a long time.
    """
    related = Plan.objects.visible_to(user).filter(Q(pk=plan.predecessor_id) | Q(predecessor=plan)).order_by("pk")
    told: dict[Key, list[SafeString]] = {}
    for other in related:
        for key, link in links(plan, other):
            told.setdefault(key, []).append(link)
    for key in to_be_changed(plan) if plan.predecessor_id and plan.status == Plan.Status.DRAFT else ():
        told.setdefault(key, []).append(format_html('<b class="app-mark">{}</b>', _("To be changed")))
    return {key: mark_safe(" · ".join(marks)) for key, marks in told.items()}  # noqa: S308 - every mark is escaped


def links(plan: Plan, other: Plan) -> Iterable[tuple[Key, SafeString]]:
    """Return for each node of the plan the way to the one before it, or after it, in the other plan."""
    is_before = other.pk == plan.predecessor_id
    words = _("Continues %(number)s of %(years)s") if is_before else _("Continued as %(number)s in %(years)s")
    places, address = numbers(other), reverse("reports:plan", args=[other.slug])
    for one in continued(plan if is_before else other):
        ours, theirs = (one.key, one.before) if is_before else (one.before, one.key)
        if theirs in places:
            told = words % {"number": places[theirs], "years": f"{other.first_year}–{other.last_year}"}
            anchor = f"#m{theirs[1]}" if theirs[0] == "measure" else ""
            yield ours, format_html('<a class="govuk-link" href="{}{}">{}</a>', address, anchor, told)


@dataclass(frozen=True)
class Continued:
    """A node that continues one of another plan. version: 1 = nobody has written in it since it was copied."""

    key: Key
    before: Key
    version: int


def continued(plan: Plan) -> list[Continued]:
    """Return the nodes of a plan that continue others; one query."""
    levels = (("principle", ""), ("goal", "goals__"), ("measure", "goals__measures__"))
    names = [f"{prefix}{name}" for _level, prefix in levels for name in ("pk", "predecessor_id", "version")]
    found = {
        (level, row[f"{prefix}pk"]): (row[f"{prefix}predecessor_id"], row[f"{prefix}version"])
        for row in Principle.objects.filter(plan=plan).values(*names)
        for level, prefix in levels
    }
    return [Continued(key, (key[0], before), version) for key, (before, version) in found.items() if before]


def to_be_changed(plan: Plan) -> list[Key]:
    """Return the nodes that were to be changed in the next period, and that nobody has written in since."""
    wanted = NodeChoice.objects.filter(period__made=plan, choice=NodeChoice.Choice.CHANGE)
    chosen = set(wanted.values_list("level", "node"))
    return [one.key for one in continued(plan) if one.version == 1 and one.before in chosen] if chosen else []
