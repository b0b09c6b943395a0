"""What machines read: feed, catalogue and API tell of what is public and of nothing else."""

import datetime
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.adopting import register
from plans.models import Plan
from reports.models import Edition
from tests.factories import make_municipality
from tests.reports.editions import coordinator, frozen, ready_round
from tests.reports.test_edition_web import public
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("/api/v1/plans", "/api/v1/editions")


def got(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return json.loads(response.content)


def ids_in(client: Client, address: str) -> list[str | None]:
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own feed
    return [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_has_each_published_edition_under_a_lasting_id(client: Client) -> None:
    first = public()
    second = public(first.round, reason="En siffra var fel")
    frozen(first.round, reason="Inte publicerad")
    wanted = [f"urn:sha256:{one.sha256}" for one in (second, first)]
    assert sorted(map(str, ids_in(client, "/sv/reports/feed.atom"))) == sorted(wanted)
    assert sorted(map(str, ids_in(client, "/fi/reports/of/granvik/feed.atom"))) == sorted(wanted)
    make_municipality("sund")
    Municipality.objects.filter(slug="sund").update(is_public=True)
    assert ids_in(client, "/sv/reports/of/sund/feed.atom") == []
    assert client.get("/sv/reports/of/nowhere/feed.atom").status_code == 404


def test_the_catalogue_describes_the_files(client: Client) -> None:
    edition = public()
    [dataset] = got(client, "/sv/reports/catalogue.jsonld")["dcat:dataset"]
    assert dataset["@id"] == f"urn:sha256:{edition.sha256}"
    links = [one["dcat:downloadURL"]["@id"] for one in dataset["dcat:distribution"]]
    assert [client.get(link.removeprefix("http://testserver")).status_code for link in links] == [200, 200, 200]


def test_the_api_tells_plans_editions_indicators_and_values(client: Client) -> None:
    edition = public()
    assert [one["slug"] for one in got(client, "/api/v1/plans")["items"]] == ["granvik-2023-2027"]
    [told] = got(client, "/api/v1/editions?plan=granvik-2023-2027&year=2026&municipality=granvik")["items"]
    assert (told["id"], told["sha256"]) == (edition.pk, edition.sha256)
    content = json.loads(edition.content)["indicators"]
    base = f"/api/v1/editions/{edition.pk}"
    assert got(client, f"{base}/indicators")["count"] == len(content)
    assert got(client, f"{base}/values")["count"] == sum(len(one["values"]) for one in content)
    assert got(client, f"{base}/values?limit=1&offset=100000")["items"] == []
    assert "/api/v1/plans" in got(client, "/api/v1/openapi.json")["paths"]


def test_a_plan_is_told_as_it_was_adopted(client: Client) -> None:
    plan = public().round.plan
    assert got(client, f"/api/v1/plans/{plan.slug}")["content"] is None
    day = datetime.date(2025, 12, 15)
    decision = register(plan, partner=plan.partners.get(), on=day, section="§ 1", by=None)
    Plan.objects.update(title_sv="Arbetsversion", last_year=2099)
    assert decision.revision
    [listed] = got(client, "/api/v1/plans")["items"]
    told = got(client, f"/api/v1/plans/{plan.slug}")
    assert listed["title"] == told["title"] == told["content"]["plan"]["title"]
    assert (listed["last_year"], told["revision"], told["sha256"]) == (2027, 1, decision.revision.sha256)
    assert [(one["municipality"], one["revision"]) for one in told["decisions"]] == [("granvik", 1)]
    assert "Arbetsversion" not in client.get("/sv/plans/").content.decode()
    assert client.get("/api/v1/plans/nothing").status_code == 404


def test_nothing_private_is_told_even_to_those_who_may_read_it(client: Client) -> None:
    edition = public()
    Municipality.objects.update(is_public=False)
    client.force_login(coordinator(edition.round.plan))
    assert [got(client, address)["count"] for address in LISTS] == [0, 0]
    assert client.get(f"/api/v1/editions/{edition.pk}/values").status_code == 404
    assert client.get(f"/api/v1/plans/{edition.round.plan.slug}").status_code == 404
    assert ids_in(client, "/sv/reports/feed.atom") == []
    assert got(client, "/sv/reports/catalogue.jsonld")["dcat:dataset"] == []
    assert client.get("/sv/reports/of/granvik/feed.atom").status_code == 404


@pytest.mark.parametrize("address", [*LISTS, "/sv/reports/feed.atom", "/sv/reports/catalogue.jsonld"])
def test_who_has_an_answer_is_told_so(client: Client, address: str) -> None:
    public()
    first = client.get(address)
    assert "public" in first.headers["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "end",
    ["plans?limit=0", "plans?limit=x", "plans?offset=-1", f"plans?offset={'9' * 400}", "editions?plan=%00",
     f"editions?year={'9' * 400}", f"editions/{'9' * 400}/values", "editions/1/values?indicator=x", "nothing", ""],
)  # fmt: skip
def test_bad_questions_are_refused(client: Client, end: str) -> None:
    assert client.get(f"/api/v1/{end}").status_code in (404, 422)
    assert client.post("/api/v1/plans").status_code == 405


@pytest.mark.parametrize("address", [*LISTS, "/sv/reports/feed.atom", "/sv/reports/catalogue.jsonld"])
def test_the_number_of_queries_does_not_grow_with_what_is_published(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    editions: list[Edition] = []
    for count in (1, 3):
        while len(editions) < count:
            editions.append(public(ready_round(make_municipality(f"ort{len(editions)}"))))
        # The list of plans tells each by its revision in force.
        with django_assert_max_num_queries(6 if address.endswith("/plans") else 2):
            client.get(address)
