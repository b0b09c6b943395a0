"""Is this report genuine? Anyone may ask; nobody learns of what is not published."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.models import EditionFile
from tests.factories import make_municipality, make_user
from tests.reports.editions import coordinator, frozen, ready_round
from tests.reports.test_edition_web import public
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]
PAGE = "/sv/fingerprint/"
YES, NO = "Ja, det här är en publicerad rapport", "Ingen publicerad rapport har detta fingeravtryck."


def answer(client: Client, digits: str) -> str:
    response = client.get(PAGE, {"fingerprint": digits})
    assert response.status_code == 200
    return response.content.decode()


def sent(client: Client, data: bytes) -> str:
    response = client.post(PAGE, {"file": SimpleUploadedFile("rapport.pdf", data)}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_genuine_file_is_recognised_and_one_altered_byte_is_found_out(client: Client) -> None:
    public()
    pdf = bytes(EditionFile.objects.get(language="fi", part="").pdf)
    page = sent(client, pdf)
    assert YES in page
    assert "årsrapport 2026, utgåva 1" in page
    assert "på finska" in page
    assert NO in sent(client, pdf[:-1] + bytes([pdf[-1] ^ 1]))


def test_the_digits_printed_in_a_file_are_enough_also_for_a_partners_part(client: Client) -> None:
    edition = public(ready_round(partner=make_municipality("sund")))
    part = EditionFile.objects.get(language="sv", partner__slug="sund", part="")
    whole = " ".join(edition.sha256[i : i + 4] for i in range(0, 16, 4)).upper()
    assert YES in answer(client, whole)
    assert "Sund" in answer(client, part.content_sha256[:16])
    assert YES in answer(client, part.content_sha256[:16])
    assert YES in sent(client, edition.content.encode())


def test_a_corrected_edition_leads_to_the_one_in_force(client: Client) -> None:
    first = public()
    second = public(first.round, reason="En siffra var fel")
    page = answer(client, first.sha256)
    assert "utgåva 2 gäller" in page
    assert f"/sv/reports/{second.pk}/" in page


def test_what_is_not_published_or_not_open_is_not_told_of(client: Client) -> None:
    edition = public()
    draft = frozen(edition.round, reason="En siffra var fel")
    assert NO in answer(client, draft.sha256)
    client.force_login(coordinator(edition.round.plan))
    assert NO in answer(client, draft.sha256)
    client.logout()
    Municipality.objects.update(is_public=False)
    page = answer(client, edition.sha256)
    assert NO in page
    assert "Granvik" not in page
    client.force_login(make_user("councillor", edition.round.plan.municipality))
    assert YES in answer(client, edition.sha256)


@pytest.mark.parametrize(
    "digits", ["x", "0" * 15, "%", "_" * 16, "a" * 65, "\0" * 20, "\ud800" * 16, "9" * 5000, "' or 1=1 --"]
)
def test_what_is_no_fingerprint_is_said_in_words(client: Client, digits: str) -> None:
    public()
    page = client.get(PAGE, {"fingerprint": digits.encode("utf-8", "replace").decode()}).content.decode()
    assert "Välj en fil, eller skriv minst de 16 tecken" in page


def test_an_empty_form_and_an_empty_file_are_answered(client: Client) -> None:
    assert "Välj en fil" in client.post(PAGE).content.decode()
    empty = hashlib.sha256(b"").hexdigest()
    assert empty in sent(client, b"")


def test_a_larger_file_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post(PAGE, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="25000001")
    assert response.status_code == 400
