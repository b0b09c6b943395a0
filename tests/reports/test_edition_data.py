"""The data of an edition as files: the same scope as the edition, the figures as they are shown."""

import csv
import hashlib
import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook

from plans.models import Measure
from reports.models import Edition
from tests.factories import make_municipality, make_user
from tests.reports.editions import frozen, ready_round
from tests.reports.test_edition_web import public
from welfareplans.organisations.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


def address(edition: Edition, form: str, language: str = "sv") -> str:
    return f"/{language}/reports/{edition.pk}/data.{form}"


def test_json_is_the_text_that_the_fingerprint_is_of(client: Client) -> None:
    edition = public()
    answer = client.get(address(edition, "json"))
    assert hashlib.sha256(answer.content).hexdigest() == edition.sha256
    assert json.loads(answer.content)["year"] == 2026
    assert answer.headers["Content-Disposition"] == 'attachment; filename="granvik-2023-2027-2026-1.json"'


def test_csv_and_spreadsheet_say_the_same_in_the_readers_language(client: Client) -> None:
    edition = public()
    rows = list(csv.reader(io.StringIO(client.get(address(edition, "csv")).content.decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(client.get(address(edition, "xlsx", "fi")).content))
    assert book.sheetnames == ["Luvut", "Toimenpiteet"]
    assert len(rows) == book.worksheets[0].max_row
    assert [cell.value for cell in book["Toimenpiteet"][2]][5] == "Tehty"


def test_what_looks_like_a_formula_is_text(client: Client) -> None:
    opened = ready_round()
    Measure.objects.update(title_sv="=cmd|' /C calc'!A1")
    book = load_workbook(io.BytesIO(client.get(address(public(opened), "xlsx")).content))
    cell = book.worksheets[1]["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A1", "s")


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_data_have_the_scope_of_the_edition(client: Client, form: str) -> None:
    edition = public()
    first = client.get(address(edition, form))
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(address(edition, form), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    correction = frozen(edition.round, reason="En siffra var fel")
    assert client.get(address(correction, form)).status_code == 404
    Municipality.objects.update(is_public=False)
    assert client.get(address(edition, form)).status_code == 404
    client.force_login(make_user("coordinator", make_municipality("sund")))
    assert client.get(address(edition, form)).status_code == 404
    client.force_login(make_user("councillor", edition.round.plan.municipality))
    assert client.get(address(edition, form)).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("end", ["data.exe", "data.%00", "data.json?partner=nowhere", "data.", f"data.{'x' * 3000}"])
def test_what_is_not_there_is_not_found(client: Client, end: str) -> None:
    edition = public()
    assert client.get(f"/sv/reports/{edition.pk}/{end}").status_code == 404
    assert client.get(f"/sv/reports/{'9' * 400}/data.json").status_code == 404
    assert client.get(f"/sv/reports/{'9' * 400}/read/").status_code == 404


def test_a_partners_data_are_the_partners(client: Client) -> None:
    edition = public(ready_round(partner=make_municipality("sund")))
    assert json.loads(client.get(address(edition, "json") + "?partner=sund").content)["partner"] == "sund"
