"""What went wrong is said in the reader's language, in our frame, with a way on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from tests.factories import make_municipality, make_user

WORDS = {
    "400.html": ("Begäran kunde inte behandlas", "Pyyntöä ei voitu käsitellä", "Forespørgslen kunne ikke behandles"),
    "429.html": ("För många försök", "Liian monta yritystä", "For mange forsøg"),
    "500.html": ("Ett fel uppstod hos oss", "Meillä tapahtui virhe", "Der opstod en fejl hos os"),
}


@pytest.mark.parametrize("template", WORDS)
def test_a_fault_is_told_without_asking_the_database(template: str) -> None:
    for language, words in zip(("sv", "fi", "da"), WORDS[template], strict=True):
        with override(language):
            page = render_to_string(template)
        assert f'<html lang="{language}"' in page
        assert words in page
        assert f'href="/{language}/"' in page


@pytest.mark.django_db
def test_a_reader_who_is_lost_comes_back_to_their_work(client: Client) -> None:
    client.force_login(make_user("councillor", make_municipality()))
    response = client.get("/fi/plans/nothing-here/")
    assert response.status_code == 404
    assert "Sivua ei löydy" in response.content.decode()
    assert 'href="/fi/work/"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_that_has_grown_old_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sv/account/login/", {"login": "x@demo.example", "password": "x"})
    assert response.status_code == 403
    assert "Formuläret skickades inte" in response.content.decode()


@pytest.mark.django_db
def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].startswith("/static/favicon")
