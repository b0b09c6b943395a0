"""The first page."""

import pytest
from django.test import Client

TITLES = {
    "sv": "Välfärdsplaner för barn och unga",
    "fi": "Lasten ja nuorten hyvinvointisuunnitelmat",
    "da": "Velfærdsplaner for børn og unge",
}


@pytest.mark.parametrize(("language", "title"), TITLES.items())
@pytest.mark.django_db
def test_visitor_reads_the_first_page_in_each_language(client: Client, language: str, title: str) -> None:
    body = client.get(f"/{language}/").content.decode()
    assert f'<html lang="{language}"' in body
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in body
