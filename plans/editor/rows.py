"""The rows of the editor's table, read as columns because a page has hundreds of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Indicator
from indicators.numbers import format_date, format_value
from plans.editor.nodes import LEVELS
from plans.models import Plan, PlanIndicator, Responsibility
from plans.ownership import Rights
from welfareplans.organisations.texts import LANGUAGES


@dataclass(frozen=True)
class Row:
    """One row. texts: by language of the plan; about: what stands below it, in words; owner: partner of an addition.

    editable: its text; is_open: something may be added below or after it.
    """

    code: str
    version: int
    texts: dict[str, str]
    editable: bool
    about: tuple[str, ...] = ()
    mark: str = ""
    owner: int | None = None
    is_open: bool = False


@dataclass
class Rows:
    """What is shown of a plan. indicators: by the code of the measure or goal that they tell about."""

    nodes: dict[str, Row] = field(default_factory=dict)
    indicators: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Wording:
    """In which language names are told. order: languages in which a text is looked for, the reader's first."""

    language: str
    order: tuple[str, ...]

    def of(self, row: Mapping[str, Any], name: str) -> str:
        """Return a translated column of a row of `values()`."""
        return next((found for code in self.order if (found := row[f"{name}_{code}"])), "")


def read_rows(plan: Plan, rights: Rights, codes: Iterable[str], wording: Wording) -> Rows:
    """Return the nodes with these codes and their indicators; the number of queries does not depend on how many."""
    keys: dict[str, list[int]] = {letter: [] for letter in LEVELS}
    for code in codes:
        keys[code[0]].append(int(code[1:]))
    rows = Rows()
    duties = committees(keys["m"], wording)
    for letter, level in LEVELS.items():
        more = ("first_year", "last_year", *columns("programme__title")) if letter == "m" else ()
        found = level.model._default_manager.filter(pk__in=keys[letter])
        for one in found.values("pk", "version", "owner_id", *columns("title"), *more):
            code, owner = f"{letter}{one['pk']}", one["owner_id"]
            about = measure_words(plan, one, duties[one["pk"]], wording) if letter == "m" else ()
            texts = {each: one[f"title_{each}"] or "" for each in plan.languages}
            rows.nodes[code] = Row(
                code, one["version"], texts, rights.edits(owner), about, owner=owner, is_open=rights.adds_below(owner)
            )
    read_indicators(plan, rights, keys, wording, rows)
    return rows


def columns(*names: str) -> list[str]:
    """Return the columns of translated fields."""
    return [f"{name}_{code}" for name in names for code in LANGUAGES]


def committees(measures: Sequence[int], wording: Wording) -> dict[int, list[str]]:
    """Return by measure its committees, the leading one first."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Responsibility.objects.filter(measure__in=measures).order_by("-is_leading", "pk")
    for row in rows.values("measure_id", *columns("committee__name")):
        found[row["measure_id"]].append(wording.of(row, "committee__name"))
    return found


def measure_words(plan: Plan, row: Mapping[str, Any], duties: list[str], wording: Wording) -> tuple[str, ...]:
    """Return who is responsible for a measure, when (unless all of the plan's years), and in which programme."""
    first, last = row["first_year"], row["last_year"]
    all_years = (first or plan.first_year, last or plan.last_year) == (plan.first_year, plan.last_year)
    years = "" if all_years else f"{first or ''}–{last or ''}"
    return tuple(filter(None, [*duties, years, wording.of(row, "programme__title")]))


def read_indicators(plan: Plan, rights: Rights, keys: Mapping[str, list[int]], wording: Wording, rows: Rows) -> None:
    """Add the indicators of the goals and measures that are shown."""
    uses = PlanIndicator.objects.filter(plan=plan).order_by("order", "pk")
    linked = Q(measures__in=keys["m"]) | Q(goals__in=keys["g"])
    uses = uses.filter(pk__in=PlanIndicator.objects.filter(linked, plan=plan).values("pk")).annotate(
        to_measures=ArrayAgg("measures", distinct=True, default=Value([])),
        to_goals=ArrayAgg("goals", distinct=True, default=Value([])),
        broken_down=ArrayAgg(f"indicator__dimensions__name_{wording.language}", distinct=True, default=Value([])),
    )
    shown = {f"m{key}" for key in keys["m"]} | {f"g{key}" for key in keys["g"]}
    for one in uses.values(
        "pk", "indicator__municipality_id", "indicator__version", "indicator__kind", "indicator__decimals", "baseline",
        "baseline_year", "target", "target_year", "is_to_be_specified", "specified_due", "to_measures", "to_goals",
        "broken_down", *columns("indicator__name", "indicator__unit", "target_text", "specified_by__name"),
    ):  # fmt: skip
        links = [f"m{key}" for key in one["to_measures"] if key] + [f"g{key}" for key in one["to_goals"] if key]
        texts = {code: one[f"indicator__name_{code}"] or "" for code in plan.languages}
        words, mark = indicator_words(one, wording, len(links) - 1), unspecified(one, wording)
        own = one["indicator__municipality_id"] in rights.municipalities
        row = Row(f"i{one['pk']}", one["indicator__version"], texts, own, words, mark)
        for code in shown.intersection(links):
            rows.indicators[code].append(row)


def indicator_words(row: Mapping[str, Any], wording: Wording, others: int) -> tuple[str, ...]:
    """Return an indicator's unit, where it starts and shall get, its breakdowns, and how often else it is used."""
    kind = Indicator.Kind(row["indicator__kind"])
    unit = "%" if kind is Indicator.Kind.SHARE else wording.of(row, "indicator__unit") or str(kind.label).lower()
    start, end = row["baseline"], row["target"]
    way = [f"{row['baseline_year']} {figure(row, start, wording)}"] if start is not None else []
    if end is not None:
        year = f" ({row['target_year']})" if row["target_year"] else ""
        way.append(_("target %(figure)s") % {"figure": figure(row, end, wording) + year})
    parts = ", ".join(sorted(filter(None, row["broken_down"])))
    return tuple(filter(None, [
        unit, " → ".join(way), wording.of(row, "target_text"),
        _("by %(breakdown)s") % {"breakdown": parts.lower()} if parts else "",
        ngettext("also of %(others)s other measure", "also of %(others)s other measures", others) % {"others": others}
        if others
        else "",
    ]))  # fmt: skip


def figure(row: Mapping[str, Any], value: Decimal, wording: Wording) -> str:
    """Return a figure as the reader's language writes it; yes and no in words."""
    if row["indicator__kind"] == Indicator.Kind.YES_NO:
        return _("yes") if value else _("no")
    unit = "%" if row["indicator__kind"] == Indicator.Kind.SHARE else ""
    exponent = value.normalize().as_tuple().exponent
    return format_value(value, wording.language, max(0, -int(exponent)), unit)


def unspecified(row: Mapping[str, Any], wording: Wording) -> str:
    """Return the mark of an indicator that is still to be specified: by whom, and before which day."""
    if not row["is_to_be_specified"]:
        return ""
    when = format_date(row["specified_due"], wording.language) if row["specified_due"] else ""
    details = ", ".join(filter(None, [wording.of(row, "specified_by__name"), when]))
    return f"{_('To be specified')}: {details}" if details else _("To be specified")
