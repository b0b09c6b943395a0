"""The web edition of a cut: a committee's part and the report in brief have pages, files and data of their own."""

import json
import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from plans.models import Plan
from reports.models import Edition, Round
from tests.factories import make_municipality
from tests.reports.editions import frozen, ready_round, two_committees
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()


def public(opened: Round, *, in_parts: bool = True) -> Edition:
    """Return a published edition that everyone may read. in_parts: with files in brief and of each committee."""
    edition = frozen(opened, published=True, in_parts=in_parts)
    Municipality.objects.update(is_public=True)
    Plan.objects.update(status="adopted")
    return edition


def read(client: Client, edition: Edition, query: str = "") -> str:
    response = client.get(reverse("reports:edition_web", args=[edition.pk]) + query)
    assert response.status_code == 200, query
    return response.content.decode()


def measures(page: str) -> set[str]:
    return set(re.findall(r'id="(measure-\d+)"', page))


def test_each_committees_part_has_a_page_with_its_own_measures(client: Client) -> None:
    edition = public(two_committees())
    whole = read(client, edition)
    parts = re.findall(r'href="[^"]+/read/(\?part=committee-\d+)"', whole)
    assert len(parts) == 2
    found = [measures(read(client, edition, part)) for part in parts]
    assert [len(one) for one in found] == [1, 1]
    assert set.union(*found) == measures(whole)
    second = read(client, edition, parts[1])
    assert "Delen för Tekniska nämnden" in second
    assert re.search("<title>[^<]*, Tekniska nämnden", second)
    assert f'{parts[1]}" aria-current="true"' in second
    assert f"sv.pdf{parts[1]}" in second
    data = client.get(reverse("reports:edition_data", args=[edition.pk, "json"]) + parts[1])
    assert f"committee-{json.loads(data.content)['committee']}" in parts[1]
    assert parts[1].removeprefix("?part=") in data.headers["Content-Disposition"]
    targets = set(re.findall(r'href="#([^"]+)"', second))
    assert targets <= set(re.findall(r'id="([^"]+)"', second))


def test_the_report_in_brief_is_the_page_that_says_it_all(client: Client) -> None:
    edition = public(ready_round(partner=make_municipality("sund")))
    for query in ("?part=brief", "?partner=sund&part=brief"):
        page = read(client, edition, query)
        assert "Årsrapport 2026 i korthet" in page
        assert re.findall(r'<h2 id="(\w+)"', page) == ["summary"]
        assert f'{query.replace("&", "&amp;")}" aria-current="true"' in page
        assert 'href="#goal-' not in page


def test_a_file_that_was_never_made_is_not_offered(client: Client) -> None:
    edition = public(two_committees(), in_parts=False)
    part = f"?part=committee-{edition.round.parts.values_list('committee_id', flat=True)[0]}"
    page = read(client, edition, part)
    assert f"data.csv{part}" in page
    assert ".pdf" not in page
    assert "sv.pdf" in read(client, edition)


@pytest.mark.parametrize(
    "query", ["part=committee-0", "part=committee-x", "part=whole", "part=%00", "part=brief&partner=sund", "part=Brief"]
)
def test_a_cut_that_is_not_there_is_not_found(client: Client, query: str) -> None:
    edition = public(two_committees())
    for route, more in (("reports:edition_web", []), ("reports:edition_data", ["csv"])):
        assert client.get(reverse(route, args=[edition.pk, *more]) + f"?{query}").status_code == 404


def test_a_committee_that_reports_alone_has_no_page_of_its_own(client: Client) -> None:
    opened: Round = ready_round()
    edition = public(opened)
    assert "part=committee" not in read(client, edition)
    alone = opened.parts.get().committee_id
    assert client.get(reverse("reports:edition_web", args=[edition.pk]) + f"?part=committee-{alone}").status_code == 404
