"""Whom an exported plan names, found in this installation: municipalities, committees, areas."""

from plans.content import PlanContent, Text
from plans.models import Partner
from welfareplans.organisations.models import Area, Committee, Municipality
from welfareplans.organisations.texts import localised, per_language


class Homes:
    """The municipalities that take part, and what the content calls partners and committees. partners: by address."""

    def __init__(self, lead: Municipality, partners: dict[str, Partner]) -> None:
        self.lead, self.by_slug = lead, partners
        self.partners: dict[int, Partner | None] = {}
        self.committees: dict[int, Committee] = {}

    def learn(self, told: PlanContent) -> None:
        """Find or make everybody that the content names."""
        self.partners = {row["id"]: self.by_slug.get(row["municipality"]) for row in told["partners"]}
        for row in told["committees"]:
            self.committees[row["id"]] = self.committee(self.municipality(row["municipality"]), row["name"])

    def municipality(self, slug: str) -> Municipality:
        """Return the municipality, or the lead for one that does not take part."""
        partner = self.by_slug.get(slug)
        return partner.municipality if partner else self.lead

    def committee(self, home: Municipality, name: Text) -> Committee:
        """Return a committee of this name, a new one when there is none."""
        for one in home.committees.order_by("pk"):
            if localised(one, "name") == name:
                one.take_into_use()
                return one
        made = Committee(municipality=home, **per_language("name", name))
        made.full_clean()
        made.save()
        return made

    def area(self, told: str) -> Area | None:
        """Return the area that figures are entered for: "municipality-FI-440", or its key when it has no code."""
        kind, _dash, rest = told.partition("-")
        country, _dash, code = rest.partition("-")
        return Area.objects.filter(kind=kind, country=country, code=code).first() if code else None
