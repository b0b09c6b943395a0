"""The people and the form of the desk's tests."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from indicators.models import Category
from plans.models import Measure, Plan, Reporter
from reports.models import CommitteePart, Progress
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Committee, User


@dataclass
class Cast:
    """A committee with an open part, and the member who fills it in."""

    client: Client
    member: User
    committee: Committee
    plan: Plan
    part: CommitteePart

    @property
    def measures(self) -> list[Measure]:
        """Return the part's measures in order."""
        return list(Measure.objects.of_plan(self.plan))

    @property
    def progress(self) -> Progress:
        """Return the first measure's progress as it is now."""
        return Progress.objects.get(part=self.part, measure=self.measures[0])

    def key(self, category: str = "total") -> str:
        """Return the name of a cell of the first measure's figure: `total`, or a category's key."""
        reporter = Reporter.objects.get(plan_indicator__measures=self.measures[0])
        return f"{reporter.pk}-{category if category == 'total' else Category.objects.get(key=category).pk}"

    def page(self, query: str = "", language: str = "sv") -> HttpResponse:
        """Return the desk."""
        return self.client.get(f"/{language}/follow-up/parts/{self.part.pk}/{query}")  # type: ignore[return-value]

    def save(self, *, script: bool = False, language: str = "sv", measure: int | None = None, **fields: Any) -> Any:
        """Post the first measure's form; `figure_total` stands for the cell's field."""
        data = {"version": 1} | {self._name(name): value for name, value in fields.items()}
        address = reverse("reports:progress_save", args=[self.part.pk, measure or self.measures[0].pk])
        if not script:
            return self.client.post(f"/{language}{address[3:]}", data)
        data["_fields"] = ",".join(name for name in data if not name.startswith("version"))
        return self.client.post(f"/{language}{address[3:]}", data, headers={"X-Autosave": "1"})

    def _name(self, name: str) -> str:
        kind, _, category = name.partition("_")
        return f"{kind}-{self.key(category)}" if kind in ("figure", "missing", "sure", "version") and category else name


def make_cast(*, measures: int = 1, slug: str = "granvik", languages: tuple[str, ...] = ("sv", "fi")) -> Cast:
    """Return a committee whose round is open; its member is signed in."""
    municipality = make_municipality(slug, languages)
    committee = make_committee(municipality)
    plan = make_plan(municipality, committee, measures=measures)
    part = CommitteePart.objects.get(round=make_round(plan))
    member = make_user("committee", municipality, committee)
    client = Client()
    client.force_login(member)
    return Cast(client, member, committee, plan, part)
