"""Granvik's plan in Swedish and Finnish, its coordinator, and what a browser posts to the page of the languages."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from plans.models import Measure, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user


@dataclass
class Cast:
    """The plan, one of its measures, and somebody signed in."""

    plan: Plan
    measure: Measure
    client: Client

    @property
    def address(self) -> str:
        """Return the page's address."""
        return f"/sv/plans/{self.plan.slug}/languages/"

    def page(self, query: str = "", language: str = "sv") -> str:
        """Return the page as HTML."""
        response = self.client.get(f"/{language}/plans/{self.plan.slug}/languages/{query}")
        assert response.status_code == 200
        return response.content.decode()

    def typed(self, version: int = 1, **texts: str) -> Any:
        """Send texts of the measure as our script does: the changed ones, and the version of each row."""
        named = {self.name(field): text for field, text in texts.items()}
        data = {"version": 0, "_fields": ",".join(named), f"v-measure-{self.measure.pk}": version, **named}
        return self.client.post(self.address, data, headers={"X-Autosave": "1"})

    def posted(self, changes: dict[str, object] | None = None, version: int = 1) -> Any:
        """Send the form as a browser without script does. changes: by name on the page."""
        whole = {self.name(name): getattr(self.measure, name) for name in ("title_sv", "title_fi")}
        data = {"version": 0, f"v-measure-{self.measure.pk}": version, **whole, **(changes or {})}
        return self.client.post(self.address, data)

    def name(self, field: str) -> str:
        """Return what the page calls a text of the measure."""
        return f"measure-{self.measure.pk}-{field}"


def make_cast(**options: Any) -> Cast:
    """Return the cast. options: as make_plan takes them."""
    granvik = make_municipality()
    plan = make_plan(granvik, make_committee(granvik), **options)
    client = Client()
    client.force_login(make_user("coordinator", granvik))
    return Cast(plan, Measure.objects.filter(goal__principle__plan=plan).order_by("pk")[0], client)
