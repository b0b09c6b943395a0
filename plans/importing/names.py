"""Whom and what the names in a plan table stand for: committees, programmes, partners, areas, breakdowns."""

import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _

from indicators.models import Category, Dimension
from plans.models import Partner, Plan, Programme
from plans.tables.table import Texts
from welfareplans.organisations.models import Area, Committee
from welfareplans.organisations.texts import LANGUAGES, localised, per_language

MOTHER_TONGUE: Texts = {
    "sv": "Modersmål eller medborgarskap",
    "fi": "Äidinkieli tai kansalaisuus",
    "da": "Modersmål eller statsborgerskab",
}
MOTHER_TONGUES: dict[str, Texts] = {
    "fi": {"sv": "Finska", "fi": "Suomi", "da": "Finsk"},
    "sv": {"sv": "Svenska", "fi": "Ruotsi", "da": "Svensk"},
    "other": {"sv": "Annat språk", "fi": "Muu kieli", "da": "Andet sprog"},
}
OF_MUNICIPALITY = re.compile(r"^(.*\S) \(([^()]+)\)$")


def folded(text: str) -> str:
    """Return a name as it is compared: one blank, no difference between large and small letters."""
    return " ".join(text.split()).casefold()


@dataclass
class Names:
    """Everything that the names of one table may stand for in a plan, read once."""

    plan: Plan
    makes_committees: bool = True
    new_committees: list[Texts] = field(default_factory=list)
    new_programmes: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        partners = list(self.plan.partners.select_related("municipality__area")) if self.plan.pk else []
        self.partners = {key: one for one in partners for key in named(one.municipality.area, "name")}
        homes = [one.municipality for one in partners] or [self.plan.municipality]
        self.homes = {one.pk: one for one in homes}
        areas = [one.area for one in homes] + ([self.plan.area] if self.plan.area else [])
        self.areas: dict[str, Area] = {key: area for area in areas for key in named(area, "name")}
        self.committees = list(Committee.objects.filter(municipality__in=homes).order_by("pk"))
        self.by_name: dict[str, list[Committee]] = {}
        for committee in self.committees:
            self.remember(committee)
        programmes = Programme.objects.filter(municipality__in=homes).order_by("-pk")
        self.programmes = {key: one for one in programmes for key in named(one, "title")}
        self.dimensions = {key: one for one in Dimension.objects.all() for key in [*named(one, "name"), one.key]}

    def remember(self, committee: Committee) -> None:
        """Add a committee to those that are known by name."""
        for key in named(committee, "name"):
            self.by_name.setdefault(key, []).append(committee)

    def committee(self, texts: Texts) -> Committee | None:
        """Return the committee of this name; "Name (Kommun)" is one of a partner. The lead's come first."""
        for text in texts.values():
            found = self.by_name.get(folded(text), [])
            home = OF_MUNICIPALITY.match(text)
            if not found and home:
                partner = self.partners.get(folded(home[2]))
                candidates = self.by_name.get(folded(home[1]), [])
                found = [one for one in candidates if partner and one.municipality_id == partner.municipality_id]
            if found:
                return min(found, key=lambda one: (one.municipality_id != self.plan.municipality_id, one.pk))
        return None

    def committee_label(self, committee: Committee) -> str:
        """Return the committee's name as an export writes it."""
        if committee.municipality_id == self.plan.municipality_id:
            return str(committee)
        return f"{committee} ({self.homes[committee.municipality_id]})"

    def wanted_committee(self, texts: Texts) -> str:
        """Return the name of a committee that a row has; a new one is remembered to be told and made."""
        found = self.committee(texts)
        if found is not None:
            return self.committee_label(found)
        if texts and texts not in self.new_committees:
            self.new_committees.append(texts)
        return next(iter(texts.values()), "–") if self.makes_committees else ""

    def made_committee(self, texts: Texts) -> Committee | None:
        """Return the committee, made in the lead municipality when it is new; None for none."""
        found = self.committee(texts)
        if found is None and texts and self.makes_committees:
            found = Committee(municipality=self.plan.municipality, **per_language("name", texts))
            found.full_clean()
            found.save()
            self.remember(found)
        if found is not None:
            found.take_into_use()
        return found

    def programme(self, texts: Texts) -> Programme | None:
        """Return the programme of this name."""
        return next((self.programmes[key] for text in texts.values() if (key := folded(text)) in self.programmes), None)

    def made_programme(self, texts: Texts) -> Programme | None:
        """Return the programme, made when it is new. A name under "" is the same in every language."""
        found = self.programme(texts)
        if found is None and texts:
            names = dict.fromkeys(self.plan.languages, texts[""]) if "" in texts else texts
            found = Programme(municipality=self.plan.municipality, **per_language("title", names))
            found.full_clean()
            found.save()
            self.programmes |= dict.fromkeys(named(found, "title"), found)
        return found

    def partner(self, name: str) -> Partner | None:
        """Return the partner of the plan; a name that is none is remembered to be told."""
        found = self.partners.get(folded(name))
        if found is None and name:
            self.unknown.add(_("“%(name)s” is no municipality of the plan") % {"name": name})
        return found

    def area(self, name: str) -> Area | None:
        """Return the area that figures are entered for; without a name the plan's own."""
        return self.areas.get(folded(name)) if name else self.plan.own_area

    def dimension(self, name: str) -> Dimension | None:
        """Return the breakdown of this name; the one by mother tongue is made when it is new."""
        found = self.dimensions.get(folded(name))
        if found is None and name == "mother_tongue":
            found = self.dimensions[name] = made_mother_tongue()
        if found is None:
            self.unknown.add(_("“%(name)s” is no breakdown that this installation has") % {"name": name})
        return found


def named(row: models.Model, name: str) -> list[str]:
    """Return the row's names in every language as they are compared."""
    return [folded(text) for text in localised(row, name, LANGUAGES).values()]


def made_mother_tongue() -> Dimension:
    """Return the breakdown that plan tables mark with figures."""
    found = Dimension.objects.create(key="mother_tongue", **per_language("name", MOTHER_TONGUE))
    for order, (key, names) in enumerate(MOTHER_TONGUES.items()):
        Category.objects.create(dimension=found, key=key, order=order, **per_language("name", names))
    return found
