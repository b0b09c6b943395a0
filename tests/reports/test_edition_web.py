"""The web edition: who reads it, in which language, and how little is done for those who have it already."""

import re

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.models import Measure, Plan
from reports.models import Edition, Progress, Round
from tests.factories import make_municipality, make_user
from tests.reports.editions import coordinator, frozen, ready_round
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches["pages"].clear()


def public(opened: Round | None = None, reason: str = "") -> Edition:
    """Return a published edition that everyone may read."""
    edition = frozen(opened or ready_round(), published=True, reason=reason)
    Municipality.objects.update(is_public=True)
    Plan.objects.update(status="adopted")
    return edition


def address(edition: Edition, language: str = "sv", end: str = "") -> str:
    return f"/{language}/reports/{edition.pk}/read/{end}"


def page_of(client: Client, edition: Edition, language: str = "sv", end: str = "") -> str:
    response = client.get(address(edition, language, end))
    assert response.status_code == 200
    return response.content.decode()


def test_everyone_reads_a_public_edition_and_finds_goals_and_measures_by_their_links(client: Client) -> None:
    edition = public()
    page, measure = page_of(client, edition), Measure.objects.get()
    assert "Årsrapport 2026" in page
    assert "Gjort" in page
    assert f'id="measure-{measure.pk}"' in page
    assert f'href="#goal-{measure.goal_id}"' in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
    assert "<style" not in page
    assert "style=" not in page


def test_each_language_of_the_report_has_its_page(client: Client) -> None:
    edition = public()
    finnish = page_of(client, edition, "fi")
    assert "Tehty" in finnish
    assert '<article class="re" lang="fi">' in finnish
    assert f'href="{address(edition, "sv")}" lang="sv" hreflang="sv"' in finnish
    assert f'href="{address(edition, "da")}" lang="da" hreflang="da">Dansk' in finnish  # of the site
    danish = page_of(client, edition, "da")
    assert '<article class="re" lang="sv">' in danish
    assert "Gjort" in danish


def test_who_has_the_page_is_told_so_without_anything_being_made(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = public()
    first = client.get(address(edition))
    assert first.headers["Cache-Control"] == "public, max-age=300"
    monkeypatch.setattr("reports.views.web.article", None)
    with django_assert_num_queries(1):
        again = client.get(address(edition), headers={"If-None-Match": "W/" + first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_report_is_composed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = public()
    page = page_of(client, edition)
    monkeypatch.setattr("reports.web_edition.composed", None)
    assert page_of(client, edition) == page


def test_it_is_compressed_for_those_who_understand_it(client: Client) -> None:
    edition = public()
    response = client.get(address(edition), headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_correction_or_the_councils_handling_makes_the_page_new(client: Client) -> None:
    opened = ready_round()
    first = public(opened)
    tag = client.get(address(first)).headers["ETag"]
    second = public(opened, reason="En siffra var fel")
    changed = client.get(address(first), headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert f'href="{address(second)}"' in changed.content.decode()


def test_what_is_not_published_or_not_public_does_not_exist_for_everyone(client: Client) -> None:
    edition = public()
    correction = frozen(edition.round, reason="En siffra var fel")
    assert client.get(address(correction)).status_code == 404
    Municipality.objects.update(is_public=False)
    assert client.get(address(edition)).status_code == 404
    client.force_login(make_user("councillor", edition.round.plan.municipality))
    assert client.get(address(edition)).headers["Cache-Control"] == "private, no-cache"
    assert client.get(address(correction)).status_code == 404


def test_the_coordinator_reads_an_edition_before_it_is_published(client: Client) -> None:
    edition = frozen(ready_round())
    client.force_login(coordinator(edition.round.plan))
    assert "Utgåvan är inte publicerad." in page_of(client, edition)


def test_nobody_else_shares_what_a_signed_in_reader_got(client: Client) -> None:
    edition = public()
    tag = client.get(address(edition)).headers["ETag"]
    client.force_login(make_user("councillor", make_municipality("sund")))
    response = client.get(address(edition), headers={"If-None-Match": tag})
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-cache")


def test_a_partners_part_has_an_address(client: Client) -> None:
    sund = make_municipality("sund")
    edition = public(ready_round(partner=sund))
    assert f'href="{address(edition, end="?partner=sund")}" aria-current="true"' in page_of(
        client, edition, end="?partner=sund"
    )


@pytest.mark.parametrize("end", ["?partner=nowhere", "?partner=%00", "?partner=" + "x" * 5000, "?partner=granvik"])
def test_a_part_that_is_not_there_is_not_found(client: Client, end: str) -> None:
    assert client.get(address(public(), end=end)).status_code == 404


def test_plan_and_year_lead_to_the_edition_in_force(client: Client) -> None:
    opened = ready_round()
    public(opened)
    second = public(opened, reason="En siffra var fel")
    frozen(opened, reason="Ännu ett fel")
    link = f"/sv/reports/{opened.plan.slug}/{opened.year}/"
    assert client.get(link).headers["Location"] == address(second)
    assert client.get(f"/sv/reports/nothing/{opened.year}/").status_code == 404
    assert client.get(f"/sv/reports/{opened.plan.slug}/{'9' * 400}/").status_code == 404
    Municipality.objects.update(is_public=False)
    assert client.get(link).status_code == 404


def test_hostile_texts_are_harmless(client: Client) -> None:
    opened = ready_round()
    Progress.objects.update(text_sv="<script>alert(1)</script> \x0b\ufffe{{ x }} javascript:alert(1)")
    page = page_of(client, public(opened))
    assert "<script>alert" not in page
    assert "\x0b" not in page


def test_the_number_of_queries_is_the_same_for_a_large_report(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        edition = public(ready_round(make_municipality(f"ort{count}"), measures=count))
        caches["pages"].clear()
        with django_assert_num_queries(3):
            page_of(client, edition)
