"""What a plan's content says in one language: for documents that are read, in Word or on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from indicators.numbers import format_date, format_value
from plans.content import Measure, Node, PlanContent, PlanIndicator
from plans.models import Source
from welfareplans.organisations.texts import LANGUAGES


@dataclass(frozen=True)
class Words:
    """The content and the language that it is read in; words of ours are in the active language."""

    told: PlanContent
    language: str

    @cached_property
    def order(self) -> list[str]:
        """Return the languages in which a text is looked for."""
        return list(dict.fromkeys([self.language, *self.told["plan"]["languages"], *LANGUAGES]))

    @cached_property
    def partners(self) -> dict[int, str]:
        """Return the municipalities' names."""
        return {one["id"]: self.plain(one["name"]) for one in self.told["partners"]}

    @cached_property
    def committees(self) -> dict[int, str]:
        """Return the committees' names; in a joint plan with their municipality."""
        homes = {one["municipality"]: self.plain(one["name"]) for one in self.told["partners"]}
        joint = len(homes) > 1
        return {
            one["id"]: f"{self.plain(one['name'])} ({homes[one['municipality']]})"
            if joint and one["municipality"] in homes
            else self.plain(one["name"])
            for one in self.told["committees"]
        }

    def best(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """Return the language and the text that is read."""
        return next(((code, texts[code]) for code in self.order if texts.get(code)), (self.language, ""))

    def plain(self, texts: Mapping[str, str]) -> str:
        """Return the text that is read."""
        return self.best(texts)[1]

    def level(self, name: str, usual: str) -> str:
        """Return what the plan calls a level."""
        labels: Mapping[str, Mapping[str, str]] = self.told["plan"]["labels"]  # type: ignore[assignment]
        return labels[name].get(self.language) or usual

    def local(self, node: Node, above: Node | None = None) -> str:
        """Return whose local addition a node is, unless the one above tells it."""
        if not node["owner"] or (above and above["owner"] == node["owner"]):
            return ""
        return _("Local addition: %(partner)s") % {"partner": self.partners[node["owner"]]}

    def about(self, measure: Measure, goal: Node) -> list[str]:
        """Return what else is said of a measure, a line each."""
        programmes = {one["id"]: self.plain(one["title"]) for one in self.told["programmes"]}
        concerned = ", ".join(self.partners[key] for key in measure["partners"])
        told = [
            ("", self.local(measure, goal)),
            (_("Programme"), programmes.get(measure["programme"] or 0, "")),
            (_("Municipalities"), concerned),
            (_("Expected result"), self.plain(measure["expected_result"])),
            (_("Resources"), self.plain(measure["resources"])),
        ]
        return [f"{name}: {text}" if name else text for name, text in told if text]

    def committees_of(self, measure: Measure) -> list[str]:
        """Return who carries a measure out, the leading committee first and marked when there are several."""
        names = [self.committees[key] for key in measure["committees"]]
        if measure["leader"] and len(names) > 1:
            names[0] = _("%(committee)s (leads)") % {"committee": names[0]}
        return names

    def years(self, measure: Measure) -> str:
        """Return the years of a measure; those of the plan are not told."""
        first, last = measure["first_year"], measure["last_year"]
        plan = self.told["plan"]
        if (first, last) in ((None, None), (plan["first_year"], plan["last_year"])):
            return ""
        return f"{first or ''}–{last or ''}"

    def indicators_of(self, key: int, linked: str) -> list[str]:
        """Return the indicators of a measure or goal, a line each. linked: "measures" or "goals"."""
        return [self.indicator(use) for use in self.told["indicators"] if key in use[linked]]  # type: ignore[literal-required]

    def indicator(self, use: PlanIndicator) -> str:
        """Return an indicator with its baseline and target."""
        name = self.plain(use["indicator"]["name"])
        if use["is_to_be_specified"]:
            told = [self.committees.get(use["specified_by"] or 0, ""), self.day(use["specified_due"])]
            return f"{name} – {_('To be specified').lower()} {' '.join(filter(None, told))}".strip()
        parts = [
            (_("Baseline"), self.figure(use, use["baseline"], use["baseline_year"])),
            (_("Target"), self.plain(use["target_text"]) or self.figure(use, use["target"], use["target_year"])),
        ]
        said = ", ".join(f"{word.lower()} {text}" for word, text in parts if text)
        return f"{name}: {said}" if said else name

    def figure(self, use: PlanIndicator, value: str | None, year: int | None) -> str:
        """Return a baseline or target with its unit and year."""
        unit = self.plain(use["indicator"]["unit"])
        number = format_value(Decimal(value), self.language, None, unit) if value is not None else ""
        return f"{number} ({year})".strip() if year and number else number or (str(year) if year else "")

    def day(self, text: str | None) -> str:
        """Return a day as the language writes it."""
        return format_date(text, self.language) if text else ""

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what stands after the table, each list with its heading."""
        told = self.told
        programmes = [self.programme(one) for one in told["programmes"]]
        periods = [
            "–".join(filter(None, map(self.day, (one["starts_on"], one["ends_on"])))) for one in told["milestones"]
        ]
        steps = [f"{when}: {self.plain(one['title'])}" for when, one in zip(periods, told["milestones"], strict=True)]
        sources = [
            " · ".join(
                filter(
                    None,
                    (
                        self.plain(one["title"]),
                        str(Source.Kind(one["kind"]).label),
                        str(one["year"] or ""),
                        one["link"],
                    ),
                )
            )
            for one in told["sources"]
        ]
        contacts = [
            " · ".join(filter(None, map(self.plain, (one["function"], one["sector"])))) for one in told["contacts"]
        ]
        for heading, lines in (
            (_("Programmes"), programmes), (_("Timetable"), steps), (_("Sources"), sources), (_("Contacts"), contacts),
        ):  # fmt: skip
            if lines:
                yield heading, lines

    def programme(self, told: Mapping[str, object]) -> str:
        """Return a programme in one line."""
        years = f"{told['first_year']}–{told['last_year'] or ''}" if told["first_year"] else ""
        texts = [self.plain(told[name]) for name in ("title", "owner", "funding", "partner_organisations")]  # type: ignore[arg-type]
        return " · ".join(filter(None, [texts[0], years, *texts[1:], str(told["link"])]))
