"""The coordinator's weekly summary."""

import datetime

import pytest
from django.utils import timezone

from reports.digest import send_digests
from tests.reports.round_cast import make_joint_cast, make_round_cast
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db
MONDAY = timezone.make_aware(datetime.datetime(2026, 11, 23, 7))


def test_a_coordinator_is_told_once_a_week_what_waits() -> None:
    cast = make_round_cast()
    cast.hand_in()
    for _tick in range(2):
        send_digests(MONDAY)
    mail = Mail.objects.get()
    assert mail.to == cast.coordinator.email
    assert "1 del väntar på din granskning." in mail.body
    assert f"/sv/follow-up/{cast.round.pk}/" in mail.body
    assert "/sv/unsubscribe/" in mail.unsubscribe
    assert send_digests(MONDAY + datetime.timedelta(days=7)) == 1


def test_nothing_is_sent_when_nothing_waits_on_other_days_or_to_who_wants_none() -> None:
    cast = make_round_cast()
    cast.due_in(60)
    assert send_digests(MONDAY) == 0
    cast.hand_in()
    assert send_digests(MONDAY + datetime.timedelta(days=1)) == 0
    assert send_digests(MONDAY + datetime.timedelta(hours=5)) == 0
    User.objects.update(wants_reminders=False)
    assert send_digests(MONDAY) == 0
    assert not Mail.objects.exists()


def test_a_partner_is_told_of_own_committees_only() -> None:
    cast, partner, _own = make_joint_cast()
    cast.due_in(5)
    send_digests(MONDAY)
    body = Mail.objects.get(to=partner.email).body
    assert "Sunds nämnd" in body
    assert "Bildningsnämnden" not in body
