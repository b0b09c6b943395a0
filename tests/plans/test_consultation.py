"""The coordinator prepares, opens, follows and ends a consultation."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans import tasks
from plans.models import Consultation, Invitation, Plan
from plans.passages import passages
from tests.factories import make_committee, make_municipality, make_plan, make_user
from tests.plans.consultation_cast import Cast, in_days, make_consultation, state_about
from welfareplans.organisations import postman
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.secret_links import secret_of

pytestmark = pytest.mark.django_db


def signed_in(client: Client, cast: Cast) -> Cast:
    client.force_login(cast.coordinator)
    return cast


def test_coordinator_prepares_a_consultation_once_however_often_the_button_is_pressed(client: Client) -> None:
    municipality = make_municipality()
    plan = make_plan(municipality, make_committee(municipality), status="draft")
    client.force_login(make_user("coordinator", municipality))
    address = f"/sv/plans/{plan.slug}/consultation/"
    assert "Förbered en remiss" in client.get(address).content.decode()
    told = {"version": "1", "due_on": str(in_days(20)), "instructions_sv": "Läs", "instructions_fi": "Lue"}
    for _ in range(20):
        assert client.post(f"{address}new/", told)["Location"] == f"{address}1/invite/"
    assert Consultation.objects.get().instructions_fi == "Lue"
    assert client.get(address)["Location"] == f"{address}1/"
    other = client.post(f"{address}new/", told | {"due_on": str(in_days(30))})
    assert other.status_code == 400
    assert "En annan remiss av planen pågår ännu." in other.content.decode()


@pytest.mark.parametrize("day", ["", "igår", "2020-01-01", "2999-01-01", "\x00", "9" * 400])
def test_a_day_that_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(client: Client, day: str) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    answer = client.post(f"{cast.page}edit/", {"version": "1", "due_on": day, "instructions_sv": "Min text"})
    assert answer.status_code == 400
    body = answer.content.decode()
    assert 'id="id_due_on_error"' in body
    assert "Min text" in body


def test_committees_organisations_and_municipalities_are_invited_each_once(client: Client) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    public, hidden = make_municipality("grannby", is_public=True), make_municipality("dolda")
    new = make_committee(cast.plan.municipality, "Tekniska")
    page = client.get(f"{cast.page}invite/").content.decode()
    assert "Grannby" in page
    assert "Dolda" not in page
    told = {"committees": [new.pk], "municipalities": [public.pk], "name": "Scouterna", "email": "S@c.example"}
    for _ in range(5):
        client.post(f"{cast.page}invite/", told | {"language": "sv"})
    assert Invitation.objects.count() == 5
    assert client.post(f"{cast.page}invite/", {"municipalities": [hidden.pk], "language": "sv"}).status_code == 400
    again = client.post(f"{cast.page}invite/", {"name": "Andra", "email": "s@c.example", "language": "sv"})
    assert "Adressen är redan inbjuden." in again.content.decode()


def test_opening_sends_the_invitations_once_keeps_the_text_and_tells_the_plans_state(
    client: Client, mailoutbox: list[Any]
) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    preview = client.get(f"{cast.page}send/").content.decode()
    assert "••••" in preview
    assert secret_of(cast.organisation.seed) not in preview
    for _ in range(20):
        client.post(f"{cast.page}send/")
    postman.deliver()
    mails = {mail.to[0]: mail for mail in mailoutbox}
    assert set(mails) == {"hem@skola.example", cast.member.email}
    assert len(mailoutbox) == 2
    party, member = mails["hem@skola.example"], mails[cast.member.email]
    assert f"http://testserver/fi/consultation/{secret_of(cast.organisation.seed)}/" in party.body
    assert party.subject == "Granvik pyytää lausuntoanne: Suunnitelma 2023–2027"
    assert party.reply_to == [cast.coordinator.email]
    assert f"http://testserver/sv/statements/{cast.committee.pk}/" in member.body
    assert "Läs hela planen." in member.body
    row = Consultation.objects.get()
    assert Plan.objects.get().status == Plan.Status.CONSULTATION
    assert [one.level for one in passages(json.loads(row.content))] == ["plan", "principle", "goal", "measure"]


def test_without_anybody_invited_nothing_opens(client: Client) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    Invitation.objects.update(withdrawn_at=timezone.now())
    answer = client.post(f"{cast.page}send/")
    assert answer.status_code == 409
    assert "Ingen har bjudits in ännu." in answer.content.decode()
    assert Plan.objects.get().status == Plan.Status.DRAFT


def test_the_secret_is_kept_nowhere_in_the_database(client: Client) -> None:
    cast = signed_in(client, make_consultation())
    client.post(f"{cast.page}send/")
    secret = secret_of(cast.organisation.seed)
    for rows in (Invitation.objects.values_list(), Mail.objects.values_list()):
        assert secret not in str(list(rows))


def test_only_those_who_have_not_answered_are_reminded_and_once_a_day(client: Client) -> None:
    cast = signed_in(client, make_consultation())
    state_about(cast.committee, {"plan": "Bra plan"})
    for _ in range(3):
        client.post(f"{cast.page}remind/")
    assert [mail.to for mail in Mail.objects.all()] == ["hem@skola.example"]
    assert secret_of(cast.organisation.seed) not in client.get(f"{cast.page}remind/").content.decode()


def test_a_consultation_ends_with_its_last_day_and_opens_again_when_that_is_moved(client: Client) -> None:
    cast = signed_in(client, make_consultation())
    Consultation.objects.update(due_on=in_days(-1))
    assert Consultation.objects.get().state == "ended"
    tasks.end_consultations()
    assert Plan.objects.get().status == Plan.Status.DRAFT
    row = Consultation.objects.get()
    told = {"version": str(row.version), "due_on": str(in_days(12)), "instructions_sv": "Läs hela planen."}
    assert client.post(f"{cast.page}edit/", told).status_code == 302
    row = Consultation.objects.get()
    assert row.is_open
    assert row.is_extended
    assert Plan.objects.get().status == Plan.Status.CONSULTATION
    client.post(f"{cast.page}end/")
    assert Plan.objects.get().status == Plan.Status.DRAFT
    assert not Consultation.objects.get().is_open


def test_an_adopted_plan_stays_adopted_while_its_change_is_in_consultation(client: Client) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    Plan.objects.update(status=Plan.Status.ADOPTED)
    client.post(f"{cast.page}send/")
    assert Consultation.objects.get().is_open
    assert Plan.objects.get().status == Plan.Status.ADOPTED


def test_a_new_link_is_mailed_and_the_old_one_stops(client: Client) -> None:
    cast = signed_in(client, make_consultation())
    address = f"{cast.page}invitations/{cast.organisation.pk}/"
    assert "hem@skola.example" in client.get(address).content.decode()
    client.post(address, {"act": "renew"})
    assert client.get(cast.link).status_code == 404
    new = Invitation.objects.get(pk=cast.organisation.pk)
    assert client.get(f"/sv/consultation/{secret_of(new.seed)}/").status_code == 200
    told = {"version": new.version, "name": "Hem & Skola", "email": "ny@skola.example", "language": "sv"}
    client.post(address, told)
    assert client.get(f"/sv/consultation/{secret_of(new.seed)}/").status_code == 404
    assert list(Mail.objects.values_list("to", flat=True)) == ["hem@skola.example", "ny@skola.example"]
    client.post(address, {"act": "withdraw"})
    newest = Invitation.objects.get(pk=cast.organisation.pk)
    assert client.get(f"/sv/consultation/{secret_of(newest.seed)}/").status_code == 404


def test_the_page_asks_a_constant_number_of_times(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = signed_in(client, make_consultation())
    counts = []
    for number in range(3):
        cast.consultation.invitations.create(
            kind="organisation", name=f"Förening {number}", email=f"{number}@f.example", language="sv"
        )
        if number in (0, 2):
            with django_assert_num_queries(9) as counted:
                assert client.get(cast.page).status_code == 200
            counts.append(len(counted))
    assert counts[0] == counts[1]


def test_ended_plans_are_not_sent_out(client: Client) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    Plan.objects.update(status=Plan.Status.ENDED)
    answer = client.post(f"{cast.page}send/")
    assert answer.status_code in (404, 409)


def test_two_coordinators_write_instructions_at_once_and_choose(client: Client) -> None:
    cast = signed_in(client, make_consultation(is_open=False))
    Consultation.objects.get().save()
    row = Consultation.objects.get()
    row.instructions_sv = "Deras"
    row.save()
    told = {"version": "1", "due_on": str(row.due_on), "instructions_sv": "Mina", "instructions_fi": ""}
    answer = client.post(f"{cast.page}edit/", told)
    assert answer.status_code == 409
    assert "Deras" in answer.content.decode()
    assert "Mina" in answer.content.decode()


def test_next_consultation_of_a_plan_has_the_next_number(client: Client) -> None:
    cast = signed_in(client, make_consultation())
    client.post(f"{cast.page}end/")
    told = {"version": "1", "due_on": str(in_days(40)), "instructions_sv": ""}
    assert client.post(f"/sv/plans/{cast.plan.slug}/consultation/new/", told)["Location"].endswith("/2/invite/")
    assert datetime.timedelta(0) < Consultation.objects.get(number=2).due_on - timezone.localdate()
