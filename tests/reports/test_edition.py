"""The page of an edition: files while they are made, publication, council."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans.models import Plan
from reports import tasks
from reports.models import Edition, EditionFile, Job, Publication, Round
from tests.factories import make_municipality, make_user
from tests.reports.editions import coordinator, frozen, ready_round
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]
POLLING = 'hx-trigger="every 2s"'


def address(edition: Edition) -> str:
    return reverse("reports:edition", args=[edition.pk])


def page_of(client: Client, edition: Edition) -> str:
    response = client.get(address(edition))
    assert response.status_code == 200
    return response.content.decode()


def test_coordinator_follows_the_files_until_they_are_there(client: Client) -> None:
    edition = frozen(ready_round(), made=False)
    client.force_login(coordinator(edition.round.plan))
    page = page_of(client, edition)
    assert POLLING in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Väntar" in page
    for job in Job.objects.all():
        tasks.run_job(job.pk)
    page = page_of(client, edition)
    assert POLLING not in page
    assert "refresh" not in page
    assert 'lang="fi" hreflang="fi" type="application/pdf">Suomi</a>' in page
    assert "14 sidor" in page
    assert edition.sha256 in page


def test_htmx_gets_the_files_alone(client: Client) -> None:
    edition = frozen(ready_round(), made=False)
    client.force_login(coordinator(edition.round.plan))
    response = client.get(address(edition), headers={"HX-Request": "true"})
    assert response.content.decode().startswith('<div id="files"')
    assert "HX-Request" in response.headers["Vary"]


def test_a_failed_file_says_why_and_is_tried_again(client: Client) -> None:
    edition = frozen(ready_round(), made=False)
    client.force_login(coordinator(edition.round.plan))
    Job.objects.update(state=Job.State.FAILED, attempt=3, error="timeout: no report after 300 s")
    assert "Det tog för länge att göra rapporten." in page_of(client, edition)
    client.post(address(edition))
    assert set(Job.objects.values_list("state", "attempt", "error")) == {(Job.State.QUEUED, 0, "")}


def test_only_a_coordinator_tries_again(client: Client) -> None:
    edition = frozen(ready_round(), published=True)
    Job.objects.update(state=Job.State.FAILED)
    plan = edition.round.plan
    client.force_login(make_user("committee", plan.municipality, edition.round.parts.get().committee))
    assert client.post(address(edition)).status_code == 404


def test_coordinator_publishes_once(client: Client) -> None:
    edition = frozen(ready_round())
    client.force_login(coordinator(edition.round.plan))
    for _ in range(2):
        client.post(reverse("reports:edition_publish", args=[edition.pk]))
    assert Publication.objects.get().edition == edition
    assert Round.objects.get().status == Round.Status.PUBLISHED


def test_an_edition_with_a_file_missing_is_not_published(client: Client) -> None:
    edition = frozen(ready_round(), made=False)
    client.force_login(coordinator(edition.round.plan))
    response = client.post(reverse("reports:edition_publish", args=[edition.pk]), follow=True)
    assert "Publicera när alla utgåvans filer är klara." in response.content.decode()
    assert not Publication.objects.exists()


def test_an_edition_that_has_been_corrected_is_not_published(client: Client) -> None:
    opened = ready_round()
    first = frozen(opened)
    frozen(opened, reason="En siffra var fel")
    client.force_login(coordinator(opened.plan))
    client.post(reverse("reports:edition_publish", args=[first.pk]))
    assert not Publication.objects.exists()


def test_publishing_asks_for_a_post(client: Client) -> None:
    edition = frozen(ready_round())
    client.force_login(coordinator(edition.round.plan))
    assert client.get(reverse("reports:edition_publish", args=[edition.pk])).status_code == 405


def test_the_corrected_edition_stays_and_says_which_is_in_force(client: Client) -> None:
    opened = ready_round()
    first = frozen(opened, published=True)
    second = frozen(opened, published=True, reason="En siffra var fel")
    client.force_login(make_user("councillor", opened.plan.municipality))
    assert f'href="{address(second)}"' in page_of(client, first)
    assert "utgåva 2 gäller" in page_of(client, first)
    assert "En siffra var fel" in page_of(client, second)


def test_councillor_sees_published_editions_only(client: Client) -> None:
    opened = ready_round()
    published = frozen(opened, published=True)
    corrected = frozen(opened, reason="En siffra var fel")
    client.force_login(make_user("councillor", opened.plan.municipality))
    assert "Publicera rapporten" not in page_of(client, published)
    assert address(corrected) not in page_of(client, published)
    assert client.get(address(corrected)).status_code == 404
    assert client.get(reverse("reports:edition_file", args=[corrected.pk, "sv"])).status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "councillor"])
def test_a_foreign_municipality_sees_nothing(client: Client, role: str) -> None:
    edition = frozen(ready_round(), published=True)
    client.force_login(make_user(role, make_municipality("sund")))
    assert client.get(address(edition)).status_code == 404
    assert client.post(address(edition)).status_code == 404
    assert client.get(reverse("reports:edition_file", args=[edition.pk, "sv"])).status_code == 404
    assert client.post(reverse("reports:edition_publish", args=[edition.pk])).status_code == 404


@pytest.mark.parametrize(
    ("is_public", "status", "answer"), [(True, "adopted", 200), (False, "adopted", 404), (True, "draft", 404)]
)
def test_everyone_reads_where_the_municipality_opened_an_adopted_plan(
    client: Client, is_public: bool, status: str, answer: int
) -> None:
    edition = frozen(ready_round(), published=True)
    Municipality.objects.update(is_public=is_public)
    Plan.objects.update(status=status)
    assert client.get(address(edition)).status_code == answer
    assert client.get(reverse("reports:edition_file", args=[edition.pk, "sv"])).status_code == answer
    assert Edition.objects.visible_to(AnonymousUser()).exists() == (answer == 200)


def test_a_partners_councillor_gets_the_partners_file(client: Client) -> None:
    sund = make_municipality("sund")
    edition = frozen(ready_round(partner=sund), published=True)
    client.force_login(make_user("councillor", sund))
    link = reverse("reports:edition_file", args=[edition.pk, "sv"]) + "?partner=sund"
    assert link in page_of(client, edition)
    file = client.get(link)
    assert file.content == bytes(EditionFile.objects.get(partner=sund, language="sv", part="").pdf)
    assert file.headers["Content-Disposition"] == 'inline; filename="granvik-2023-2027-sund-2026-sv-1.pdf"'


def test_a_file_is_sent_once_and_then_only_confirmed(client: Client) -> None:
    edition = frozen(ready_round(), published=True)
    client.force_login(make_user("councillor", edition.round.plan.municipality))
    link = reverse("reports:edition_file", args=[edition.pk, "fi"])
    first = client.get(link)
    stored = EditionFile.objects.get(language="fi", part="")
    assert (first.content, first.headers["Content-Type"]) == (bytes(stored.pdf), "application/pdf")
    assert (first.headers["ETag"], first.headers["Cache-Control"]) == (f'"{stored.sha256}"', "private, no-cache")
    again = client.get(link, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Municipality.objects.update(is_public=True)
    assert client.get(link).headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    "end", ["da.pdf", "xx.pdf", "sv.pdf?partner=nowhere", "sv.pdf?partner=%00", "%00.pdf", f"{'9' * 400}.pdf"]
)
def test_a_file_that_is_not_there_is_not_found(client: Client, end: str) -> None:
    edition = frozen(ready_round(), published=True)
    client.force_login(coordinator(edition.round.plan))
    assert client.get(f"{address(edition)}{end}").status_code == 404


def test_an_absurd_number_is_not_found(client: Client) -> None:
    assert client.get(f"/sv/reports/{'9' * 400}/").status_code == 404
    assert client.get(f"/sv/reports/{'9' * 400}/sv.pdf").status_code == 404


def test_the_councils_handling_is_registered_beside_the_frozen_files(client: Client) -> None:
    opened = ready_round()
    edition = frozen(opened, published=True)
    client.force_login(coordinator(opened.plan))
    link = reverse("reports:round_handled", args=[opened.pk])
    response = client.post(link, {"handled_on": "2026-03-16", "handled_section": "§ 12"}, follow=True)
    assert "Fullmäktige behandlade rapporten 16.3.2026, § 12" in response.content.decode()
    assert "Ändra mötets datum eller paragraf" in response.content.decode()
    assert Edition.objects.get().content == edition.content
    handled = Round.objects.get()
    assert (handled.status, handled.handled_on) == (Round.Status.HANDLED, datetime.date(2026, 3, 16))


def test_handling_before_publishing_is_refused_in_words(client: Client) -> None:
    opened = ready_round()
    frozen(opened)
    client.force_login(coordinator(opened.plan))
    link = reverse("reports:round_handled", args=[opened.pk])
    response = client.post(link, {"handled_on": "16.3.2026", "handled_section": "§ 12"})
    assert response.context["form"].non_field_errors()
    for day in ("", "1.1", "9" * 400, "\0"):
        assert client.post(link, {"handled_on": day, "handled_section": "x"}).status_code == 200


def test_a_meeting_that_has_not_been_held_is_not_registered(client: Client) -> None:
    opened = ready_round()
    frozen(opened, published=True)
    client.force_login(coordinator(opened.plan))
    link = reverse("reports:round_handled", args=[opened.pk])
    tomorrow = str(timezone.localdate() + datetime.timedelta(days=1))
    for day, words in ((tomorrow, "inte sammanträtt"), ("1026-03-16", "årtal")):
        response = client.post(link, {"handled_on": day, "handled_section": "§ 12"})
        assert words in response.content.decode()
    assert Round.objects.get().handled_on is None


def test_a_foreign_coordinator_registers_nothing(client: Client) -> None:
    opened = ready_round()
    client.force_login(make_user("coordinator", make_municipality("sund")))
    assert client.get(reverse("reports:round_handled", args=[opened.pk])).status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_editions_and_files(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    opened = ready_round(partner=make_municipality("sund"))
    editions = [frozen(opened, published=True, reason=reason) for reason in ("", "Rättelse", "Rättelse")]
    client.force_login(coordinator(opened.plan))
    for edition in editions:
        with django_assert_max_num_queries(16):
            client.get(address(edition))
