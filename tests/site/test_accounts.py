"""Signing in."""

import pytest
from django.test import Client

from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "word"), [("sv", "Logga in"), ("fi", "Kirjaudu sisään"), ("da", "Log ind")])
def test_member_signs_in_with_address_and_password(client: Client, language: str, word: str) -> None:
    User.objects.create_user("member@demo.example", "a long password")
    assert word in client.get(f"/{language}/account/login/").content.decode()
    answer = client.post(f"/{language}/account/login/", {"login": "Member@demo.example", "password": "a long password"})
    assert answer.status_code == 302
    assert client.get(f"/{language}/account/").status_code == 200


def test_wrong_password_is_said_at_the_top_and_the_address_is_kept(client: Client) -> None:
    answer = client.post("/sv/account/login/", {"login": "x@demo.example", "password": "wrong"})
    body = answer.content.decode()
    assert "Något behöver rättas" in body
    assert 'value="x@demo.example"' in body


def test_nobody_signs_up_alone(client: Client) -> None:
    body = client.get("/fi/account/signup/").content.decode()
    assert "Kunta antaa tunnukset" in body
    client.post("/fi/account/signup/", {"email": "x@demo.example", "password1": "a long password"})
    assert not User.objects.exists()


@pytest.mark.parametrize("page", ["login", "password/reset", "password/reset/sent", "password/reset/ready", "inactive"])
@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_account_pages_answer_in_each_language(client: Client, language: str, page: str) -> None:
    assert f'<html lang="{language}"' in client.get(f"/{language}/account/{page}/").content.decode()


def test_forgotten_password_is_replaced_by_a_mailed_link(client: Client, mailoutbox: list[object]) -> None:
    User.objects.create_user("member@demo.example", "a long password")
    client.post("/da/account/password/reset/", {"email": "member@demo.example"})
    [mail] = mailoutbox
    assert mail.subject == "Vælg en ny adgangskode"  # type: ignore[attr-defined]
    address = next(part for part in str(mail.body).split() if "/account/password/reset/" in part)  # type: ignore[attr-defined]
    page = client.get(address, follow=True)
    action = page.redirect_chain[-1][0]
    client.post(action, {"password1": "another long one", "password2": "another long one"})
    assert client.login(email="member@demo.example", password="another long one")
