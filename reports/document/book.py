"""An edition opened by one reader: what every chapter of the report looks things up in."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from reports.document.colour import readable
from reports.document.content import Committee, Content, Goal, Indicator, Measure, Municipality, Progress
from reports.document.figures import Figures, all_figures
from reports.document.words import Reader, Words
from welfareplans.organisations.canonical_json import canonical_json


def canonical(content: Content) -> bytes:
    """Return the content as canonical JSON: the bytes that are attached and fingerprinted."""
    return canonical_json(content).encode()


@dataclass(frozen=True)
class Book:
    """The content and the language it is read in."""

    content: Content
    language: str

    @cached_property
    def reader(self) -> Reader:
        """Return what picks a text in the reader's language."""
        return Reader(self.language, tuple(self.content["plan"]["languages"]))

    @cached_property
    def figures(self) -> dict[int, Figures]:
        """Return the indicators' figures by id."""
        own = {area["key"] for area in self.content["areas"] if self._is_own(area["key"], area["kind"], area["name"])}
        return all_figures(self.content["indicators"], own, self.reader)

    @cached_property
    def committees(self) -> dict[int, Committee]:
        """Return the committees by id."""
        return {committee["id"]: committee for committee in self.content["committees"]}

    @property
    def year(self) -> int:
        """Return the year of the report."""
        return self.content["year"]

    @property
    def goals(self) -> list[Goal]:
        """Return all goals in order."""
        return [goal for principle in self.content["principles"] for goal in principle["goals"]]

    @property
    def measures(self) -> list[Measure]:
        """Return all measures in order."""
        return [measure for goal in self.goals for measure in goal["measures"]]

    @property
    def municipality(self) -> Municipality:
        """Return the municipality that the report is made for: the partner it is cut to, else the lead."""
        partner = self.content["partner"]
        chosen = [m for m in self.content["municipalities"] if m["slug"] == partner]
        return (chosen or self.content["municipalities"])[0]

    @property
    def is_joint(self) -> bool:
        """Return whether the report is about several municipalities at once."""
        return len(self.content["municipalities"]) > 1 and self.content["partner"] is None

    @property
    def own_name(self) -> str:
        """Return the name of what the plan's own figures are about."""
        chosen = self.content["municipalities"] if self.is_joint else [self.municipality]
        return " · ".join(self.reader(municipality["name"]).text for municipality in chosen)

    @property
    def own_line(self) -> str:
        """Return the short name of the plan's own figures, as charts and tables label them."""
        return _("All the plan's municipalities") if self.is_joint else self.own_name

    def own_line_for(self, indicator: Indicator) -> str:
        """Return whose the indicator's own figures are: a partner's report has the joint ones where it has none."""
        if self.content["partner"] is None or indicator.get("is_partners", False):
            return self.own_line
        return _("All the plan's municipalities")

    @property
    def colour(self) -> str:
        """Return the municipality's colour, dark enough for text."""
        return readable(self.municipality["colour"])

    @cached_property
    def fingerprint(self) -> str:
        """Return the first 16 digits of the content's SHA-256, in groups of four."""
        digits = hashlib.sha256(canonical(self.content)).hexdigest()[:16]
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    def committee_name(self, key: int | None) -> Words:
        """Return a committee's name, empty if it is not named in the edition."""
        committee = self.committees.get(key) if key is not None else None
        return self.reader(committee["name"]) if committee else Words()

    def principle_word(self, word: str) -> str:
        """Return what this municipality calls a principle, else the word given."""
        return self.reader(self.content["plan"]["labels"].get("principle")).text or word

    def _is_own(self, key: str, kind: str, name: dict[str, str]) -> bool:
        """Return whether an area is the single municipality that the report is about."""
        own = self.municipality
        if self.is_joint or kind != "municipality":
            return False
        return key == own["slug"] or bool(set(name.items()) & set(own["name"].items()))


def reported(measure: Measure) -> Progress | None:
    """Return the leading committee's report of a measure, else the first one there is."""
    order = {committee: place for place, committee in enumerate(measure["committees"])}
    return min(measure["progress"], key=lambda p: order.get(p["committee"], len(order)), default=None)


def measure_state(measure: Measure) -> str:
    """Return a measure's state, empty if nobody reported it."""
    progress = reported(measure)
    return progress["state"] if progress else ""
