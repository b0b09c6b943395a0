"""The coordinator looks through a round and freezes it."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import CommitteePart, Edition, Round
from tests.factories import make_committee, make_municipality, make_user
from tests.reports.editions import coordinator, frozen, ready_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


def address(opened: Round) -> str:
    return reverse("reports:round_freeze", args=[opened.pk])


def answers(opened: Round, number: int = 1, **more: str) -> dict[str, str]:
    return {"version": str(Round.objects.get(pk=opened.pk).version), "number": str(number), **more}


def signed_in(client: Client, opened: Round) -> Client:
    client.force_login(coordinator(opened.plan))
    return client


def test_coordinator_freezes_and_comes_to_the_edition(client: Client) -> None:
    opened = ready_round()
    asked = answers(opened, summary_sv="Det går framåt.", summary_fi="Suunta on oikea.")
    response = signed_in(client, opened).post(address(opened), asked)
    edition = Edition.objects.get()
    assert response.headers["Location"] == reverse("reports:edition", args=[edition.pk])
    assert "Suunta on oikea." in edition.content


def test_nothing_is_frozen_before_a_committee_is_accepted(client: Client) -> None:
    opened = ready_round()
    CommitteePart.objects.update(status=CommitteePart.Status.SUBMITTED)
    client.force_login(coordinator(opened.plan))
    body = client.get(address(opened)).content.decode()
    assert "godkänn åtminstone en" in body
    assert "Fastställ utgåva" not in body
    assert "<textarea" not in body
    # Who had the page open before the last acceptance was taken back keeps what was typed.
    refused = client.post(address(opened), answers(opened, summary_sv="Året i korthet", despite_missing="on"))
    assert "godkänn åtminstone en" in refused.content.decode()
    assert "Året i korthet" in refused.content.decode()


def test_the_page_tells_what_will_be_in_it_and_what_is_missing(client: Client) -> None:
    opened = ready_round(measures=3)
    page = signed_in(client, opened).get(address(opened)).content.decode()
    assert "Detta blir utgåva 1." in page
    assert "3 siffror saknas" in page
    assert "1 mål har inte bedömts" in page


def test_a_second_click_leads_to_the_same_edition(client: Client) -> None:
    opened = ready_round()
    asked = answers(opened)
    addresses = {signed_in(client, opened).post(address(opened), asked).headers["Location"] for _ in range(3)}
    assert len(addresses) == 1
    assert Edition.objects.count() == 1


def test_a_round_that_changed_meanwhile_is_shown_again_with_what_was_typed(client: Client) -> None:
    opened = ready_round()
    asked = answers(opened, summary_sv="Min text")
    opened.save()
    response = signed_in(client, opened).post(address(opened), asked)
    assert "har ändrats sedan du öppnade sidan" in response.content.decode()
    assert "Min text" in response.content.decode()
    assert not Edition.objects.exists()
    again = response.context["form"]["version"].value()
    assert client.post(address(opened), asked | {"version": again}).status_code == 302


def test_missing_parts_are_named_and_must_be_confirmed(client: Client) -> None:
    opened = ready_round()
    CommitteePart.objects.create(round=opened, committee=make_committee(opened.plan.municipality, "Tekniska nämnden"))
    refused = signed_in(client, opened).post(address(opened), answers(opened))
    assert "Tekniska nämnden" in refused.content.decode()
    assert refused.context["form"].errors["despite_missing"]
    assert client.post(address(opened), answers(opened, despite_missing="on")).status_code == 302


def test_a_correction_needs_its_reason(client: Client) -> None:
    opened = ready_round()
    frozen(opened)
    refused = signed_in(client, opened).post(address(opened), answers(opened, 2))
    assert refused.context["form"].errors["correction_reason"]
    client.post(address(opened), answers(opened, 2, correction_reason="En siffra var fel"))
    assert Edition.objects.get(number=2).correction_reason == "En siffra var fel"


def test_a_published_round_is_opened_for_corrections(client: Client) -> None:
    opened = ready_round()
    edition = frozen(opened, published=True)
    signed_in(client, opened).post(address(opened), {"open_for_correction": "1"})
    assert Round.objects.get().is_running
    assert hasattr(Edition.objects.get(pk=edition.pk), "publication")


def test_nobody_else_can_freeze(client: Client) -> None:
    opened = ready_round()
    foreign = make_municipality("sund")
    granvik = opened.plan.municipality
    committee = opened.parts.get().committee
    people = [
        make_user("coordinator", foreign),
        make_user("councillor", granvik),
        make_user("committee", granvik, committee),
    ]
    for user in people:
        client.force_login(user)
        assert client.get(address(opened)).status_code == 404
        assert client.post(address(opened), answers(opened)).status_code == 404
    assert not Edition.objects.exists()


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 400, "1\0", "²", "\ud800"])
@pytest.mark.parametrize("field", ["version", "number", "summary_sv"])
def test_hostile_input_is_an_error_of_the_form(client: Client, field: str, value: str) -> None:
    opened = ready_round()
    asked = answers(opened, summary_sv="x") | {field: value.encode("utf-8", "surrogatepass")}
    response = signed_in(client, opened).post(address(opened), asked)
    assert response.status_code in (200, 302, 400)


def test_a_summary_as_long_as_a_book_is_refused(client: Client) -> None:
    opened = ready_round()
    response = signed_in(client, opened).post(address(opened), answers(opened, summary_sv="å" * 5000))
    assert response.context["form"].errors["summary_sv"]


def test_the_number_of_queries_does_not_depend_on_the_plan(client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for slug, measures in (("granvik", 1), ("sund", 3)):
        opened = ready_round(make_municipality(slug), measures=measures)
        signed_in(client, opened)
        with django_assert_max_num_queries(11):
            client.get(address(opened))


def test_a_measure_of_two_committees_is_counted_once(client: Client) -> None:
    opened = ready_round(measures=3)
    other = make_committee(opened.plan.municipality, "Kulturnämnden")
    part = CommitteePart.objects.create(round=opened, committee=other)
    measure = opened.parts.earliest("pk").progress.earliest("pk").measure
    part.progress.create(measure=measure)
    page = signed_in(client, opened).get(address(opened)).context["page"]
    assert (page.filled.measures, page.filled.measures_filled) == (3, 2)
