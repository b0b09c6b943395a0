"""Who is signed in: read with few questions, and no longer when the session or the account has ended."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_municipality, make_user
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.signed_in import Backend, SessionStore

pytestmark = pytest.mark.django_db
WORK = "/sv/work/"


@pytest.fixture
def user() -> User:
    return make_user(Membership.Role.COORDINATOR, make_municipality())


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_whoever_comes_back_is_signed_in(client: Client) -> None:
    assert client.get(WORK).status_code == 200


def test_nobody_is_signed_in_when_the_session_has_ended(client: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert client.get(WORK).status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_nobody_is_signed_in_any_more_when_the_account_has_changed(
    client: Client, user: User, change: dict[str, object]
) -> None:
    User.objects.filter(pk=user.pk).update(**change)
    assert client.get(WORK).status_code == 302


def test_a_session_that_nobody_made_keeps_nothing_and_gets_another_key() -> None:
    session = SessionStore("a" * 32)
    assert session.get("anything") is None
    assert session.session_key is None


def test_a_user_comes_with_the_roles_of_today(
    user: User, django_assert_num_queries: Callable[[int], AbstractContextManager[CaptureQueriesContext]]
) -> None:
    with django_assert_num_queries(1):
        found = Backend().get_user(user.pk)
        assert found == user
        assert found is not None
        assert found.roles == ["coordinator"]
    Membership.objects.filter(user=user).delete()
    now = Backend().get_user(user.pk)
    assert now is not None
    assert now.roles == []
    assert Backend().get_user(10**30) is None


def test_a_user_read_elsewhere_has_the_same_roles(user: User) -> None:
    assert User.objects.get(pk=user.pk).roles == ["coordinator"]
