"""Statements and answers as PDF and spreadsheet, in each language of the plan, without anybody's name or address."""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from openpyxl import load_workbook

from plans import consulting
from plans.models import Statement
from reports import tasks
from reports.models import Job, StatementsFile
from reports.pdf_process import RenderingFailed
from reports.statements.collecting import statements_content
from tests.plans.consultation_cast import Cast, make_consultation, state_about
from tests.reports.editions import fake_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client: Client) -> Cast:
    cast = make_consultation()
    state_about(cast.organisation, {cast.measure(): '=cmd("x")\n\x0b<b>Två & tre</b>', "plan": "Bra plan"})
    consulting.end(cast.consultation)
    Statement.objects.filter(about="plan").update(
        outcome="not_changed", answer_sv="=Redan med", answered_at=cast.consultation.opened_at
    )
    client.force_login(cast.coordinator)
    return cast


def run_jobs() -> None:
    for job in Job.objects.all():
        tasks.run_job(job.pk)


def test_the_pdf_is_made_by_the_worker_and_anew_when_an_answer_changes(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.statements.making.render_in_child", fake_file)
    address = f"{cast.page}statements/sv.pdf"
    for _ in range(5):
        assert "Filen görs." in client.get(address).content.decode()
    assert Job.objects.count() == 1
    run_jobs()
    first = client.get(address)
    assert first.content.startswith(b"%PDF")
    Statement.objects.update(answer_sv="Nytt svar")
    assert "Filen görs." in client.get(address).content.decode()
    run_jobs()
    assert client.get(address).content != first.content
    assert StatementsFile.objects.count() == 1
    Statement.objects.filter(about="plan").update(answer_sv="=Redan med")
    Statement.objects.exclude(about="plan").update(answer_sv=None)
    client.get(address)
    run_jobs()
    assert client.get(address).content == first.content


def test_a_file_that_cannot_be_made_says_so_and_is_tried_again(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise RenderingFailed("memory", "too big")

    monkeypatch.setattr("reports.statements.making.render_in_child", refuse)
    address = f"{cast.page}statements/fi.pdf"
    client.get(address)
    for _ in range(4):
        run_jobs()
    assert "Tiedostoa ei voitu tehdä." in client.get(address.replace("/sv/", "/fi/", 1)).content.decode()
    client.post(address)
    assert Job.objects.get().state == Job.State.QUEUED


def test_the_file_is_tagged_and_shows_hostile_text_as_text(client: Client, cast: Cast) -> None:
    client.get(f"{cast.page}statements/sv.pdf")
    run_jobs()
    data = client.get(f"{cast.page}statements/sv.pdf").content
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "sv"
        assert len(file.pages) == 3


def test_the_spreadsheet_keeps_formulas_as_text(client: Client, cast: Cast) -> None:
    answer = client.get(f"{cast.page}statements/fi.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]][:2] == ["Suunnitelman osa", "Taho"]
    said = {str(row[0].value): row for row in rows[1:]}
    assert said["Suunnitelma kokonaisuutena"][6].value == "=Redan med"
    assert said["Suunnitelma kokonaisuutena"][6].data_type == "s"
    assert said["1.1.1 Toimenpide 1"][3].value == '=cmd("x")\n<b>Två & tre</b>'
    assert said["1.1.1 Toimenpide 1"][3].data_type == "s"


def test_nobodys_name_or_address_is_in_the_files(cast: Cast) -> None:
    cast.consultation.refresh_from_db()
    content = str(statements_content(cast.consultation, "sv"))
    assert "Ordförande" in content
    assert "Nora Namn" not in content
    assert "hem@skola.example" not in content


def test_other_languages_and_unopened_consultations_have_no_file(client: Client, cast: Cast) -> None:
    assert client.get(f"{cast.page}statements/da.pdf").status_code == 404
    assert client.get(f"{cast.page}statements/xx.xlsx").status_code == 404
    other = make_consultation(is_open=False, slug="annan")
    client.force_login(other.coordinator)
    assert client.get(f"{other.page}statements/sv.xlsx").status_code == 404
