"""The indicators that the lines of a plan table mean, and what the lines say about them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indicators.models import Indicator
from plans.importing.names import Names, folded
from plans.models import PlanIndicator
from plans.tables.table import IndicatorLine, Table, Texts
from welfareplans.organisations.models import Area, Committee
from welfareplans.organisations.texts import LANGUAGES, localised

Identity = tuple[tuple[str, str], ...]
# What an indicator is in every plan, and what the plan says of it.
OWN = ("kind", "better", "period", "decimals", "counts_people")


def identity(texts: Texts, languages: Iterable[str] = LANGUAGES) -> Identity:
    """Return what makes two names the same: every language alike."""
    return tuple((of, folded(texts[of])) for of in sorted(languages) if texts.get(of))


@dataclass
class Wanted:
    """One indicator as all lines that mean it say. fields: of the indicator and of its use in the plan, by name."""

    line: IndicatorLine
    use: PlanIndicator | None
    indicator: int | None  # an indicator of the municipality that is not in the plan yet
    own: dict[str, Any] = field(default_factory=dict)
    planned: dict[str, Any] = field(default_factory=dict)
    dimensions: list[str] = field(default_factory=list)
    reporters: list[tuple[Area, Committee]] | None = None
    leading: Texts = field(default_factory=dict)  # of the first measure that names it and has one

    @property
    def label(self) -> str:
        """Return the name that is shown."""
        return str(self.use) if self.use else next(iter(self.line.name.values()))


class Indicators:
    """Tells which indicator each line means; the same object for every line that means the same."""

    def __init__(self, names: Names, table: Table) -> None:
        self.names, self.table = names, table
        self.languages = table.languages
        self.is_exact = table.tells("key")
        plan = names.plan
        self.uses: dict[int, PlanIndicator] = {}
        self.by_name: dict[Identity, PlanIndicator] = {}
        self.others: dict[Identity, int] = {}
        self.wanted: dict[object, Wanted] = {}
        self.by_line: dict[int, Wanted] = {}
        if plan.pk:
            uses: Any = PlanIndicator.objects.filter(plan=plan).select_related("indicator", "specified_by")
            uses = uses.prefetch_related("indicator__dimensions", "reporters__committee", "reporters__area")
            self.uses = {one.pk: one for one in uses.order_by("order", "pk")}
        for use in reversed(self.uses.values()):
            self.by_name[identity(localised(use.indicator, "name"), self.languages)] = use
        rows = Indicator.objects.filter(municipality=plan.municipality).exclude(
            pk__in=[use.indicator_id for use in self.uses.values()]
        )
        for row in rows.order_by("-pk").values("pk", *(f"name_{code}" for code in LANGUAGES)):
            self.others[identity({code: row[f"name_{code}"] for code in LANGUAGES})] = row["pk"]

    def meant(self, line: IndicatorLine, leading: Texts | None = None) -> Wanted:
        """Return the indicator of a line, with what the line says added to what lines before said."""
        if id(line) in self.by_line:
            return self.by_line[id(line)]
        use = self.uses.get(line.key or 0) or self.by_name.get(identity(line.name, self.languages))
        key: object = ("use", use.pk) if use else ("key", line.key) if line.key else identity(line.name)
        if key not in self.wanted:
            self.wanted[key] = Wanted(line, use, None if use else self.others.get(identity(line.name)))
        found = self.by_line[id(line)] = self.wanted[key]
        found.leading = found.leading or dict(leading or {})
        self.add(found, line)
        return found

    def add(self, found: Wanted, line: IndicatorLine) -> None:
        """Add what a line says; of two lines that disagree the first is right."""
        for name in ("name", "unit", "definition"):
            self.add_texts(found.own, name, "indicators" if name == "name" else name, getattr(line, name))
        for name in OWN:
            value = getattr(line, name)
            if value not in ("", None):
                found.own.setdefault(name, value)
        self.add_texts(found.planned, "target_text", "target_text", line.target_text)
        for what in ("baseline", "target"):
            figure = getattr(line, what)
            if self.table.tells(what) and (self.is_exact or figure.value is not None or figure.year is not None):
                found.planned.setdefault(what, figure.value)
                found.planned.setdefault(f"{what}_year", figure.year)
        if self.table.tells("to_be_specified"):
            found.planned.setdefault("is_to_be_specified", bool(line.to_be_specified))
        if line.specified_by or (self.is_exact and self.table.tells("specified_by")):
            committee = self.names.committee({"": line.specified_by}) if line.specified_by else None
            found.planned.setdefault("specified_by", committee)
        if line.specified_due or (self.is_exact and self.table.tells("specified_due")):
            found.planned.setdefault("specified_due", line.specified_due)
        found.dimensions += [name for name in line.dimensions if name not in found.dimensions]
        self.add_reporters(found, line)

    def add_texts(self, fields: dict[str, Any], name: str, what: str, texts: Texts) -> None:
        """Add a translated text; an empty one counts in an exported file."""
        for kind, of in self.table.columns:
            if kind == what and (texts.get(of) or (self.is_exact and name != "name")):
                fields.setdefault(f"{name}_{of}", texts.get(of, ""))
        for of, text in texts.items():
            fields.setdefault(f"{name}_{of}", text)

    def add_reporters(self, found: Wanted, line: IndicatorLine) -> None:
        """Add who enters the figures, where area and committee are known."""
        if not self.table.tells("reporters") or (found.reporters is None and not (line.reporters or self.is_exact)):
            return
        pairs = [(self.names.area(area), self.names.committee({"": name})) for area, name in line.reporters]
        known = [(area, committee) for area, committee in pairs if area is not None and committee is not None]
        found.reporters = found.reporters or known
