"""Taking a plan away as a file: who may, what the files are like, and that texts stay texts."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from plans.models import Chapter, Measure, Plan
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality(is_public=True)
    return make_plan(granvik, make_committee(granvik), measures=2)


def get(plan: Plan, query: str = "", client: Client | None = None, language: str = "sv") -> bytes:
    response = (client or Client()).get(f"/{language}/plans/{plan.slug}/export/{query}")
    assert response.status_code == 200, response.status_code
    return bytes(response.content)


def test_everybody_who_may_read_the_plan_may_take_it_away(plan: Plan) -> None:
    page = get(plan).decode()
    assert "Ladda ner en arbetsbok (XLSX)" in page
    assert f"/sv/plans/{plan.slug}/fi.pdf" in page
    assert f"/sv/plans/{plan.slug}/da.pdf" not in page
    Plan.objects.update(status=Plan.Status.DRAFT)
    foreign, own = Client(), Client()
    foreign.force_login(make_user("coordinator", make_municipality("annanstans")))
    own.force_login(make_user("coordinator", plan.municipality))
    for query in ("", "?kind=xlsx", "?kind=json"):
        assert Client().get(f"/sv/plans/{plan.slug}/export/{query}").status_code == 404
        assert foreign.get(f"/sv/plans/{plan.slug}/export/{query}").status_code == 404
        get(plan, query, own)


@pytest.mark.parametrize("query", ["?kind=", "?kind=exe", "?kind=csv&language=xx", "?kind=csv&language=%00"])
def test_what_there_is_not_is_refused(plan: Plan, query: str) -> None:
    assert Client().get(f"/sv/plans/{plan.slug}/export/{query}").status_code == 400


def test_the_workbook_is_pleasant_and_its_texts_are_texts(plan: Plan) -> None:
    Measure.objects.filter(order=1).update(title_sv="=1+1", title_fi="@SUM(A1)")
    Chapter.objects.create(plan=plan, key="purpose", order=1, title_sv="Syfte", body_sv="Därför")
    book = load_workbook(io.BytesIO(get(plan, "?kind=xlsx")))
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("Tabell", "A2", "$1:$1")
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert {"Åtgärd (sv)", "Toimenpide (fi)", "Utgångsvärde / Lähtötaso", "=1+1", "@SUM(A1)"} <= set(cells)
    assert cells["=1+1"].data_type == "s"
    assert cells["=1+1"].alignment.wrap_text
    assert [one.title for one in book.worksheets[1:]] == ["Plan", "Kapitel"]
    assert "Toimenpide (fi)" not in str(get(plan, "?kind=csv&language=sv"), "utf-8-sig")


def test_the_text_file_is_no_formula(plan: Plan) -> None:
    Measure.objects.filter(order=1).update(title_sv='=cmd|"/c calc"!A1', title_fi="-2+3")
    text = str(get(plan, "?kind=csv"), "utf-8-sig")
    assert "\"'=cmd|" in text
    assert "'-2+3" in text


def test_the_word_document_has_headings_repeated_rows_and_its_language(plan: Plan) -> None:
    body = "<p>Vi <strong>lovar</strong>.</p><ul><li>Ett</li></ul>"
    Chapter.objects.create(plan=plan, key="purpose", order=1, title_sv="Syfte", body_sv=body)
    data = get(plan, "?kind=docx&language=fi")
    document = Document(io.BytesIO(data))
    told = [(one.style.name, one.text) for one in document.paragraphs if one.style]
    assert ("Title", "Suunnitelma") in told
    assert ("Heading 1", "Periaate 1. Arki") in told
    assert ("Heading 2", "1.1 Vapaa-aika kaikille") in told
    assert ("List Bullet", "Ett") in told
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Toimenpide", "Vastaava lautakunta"]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert '<w:tblHeader w:val="true"/>' in xml
    assert '<w:lang w:val="sv-FI"/>' in xml
    assert 'w:lang w:val="fi-FI"' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_the_command_writes_a_file_that_a_new_plan_is_made_of(plan: Plan, tmp_path: Path) -> None:
    file, answer = tmp_path / "plan.json", io.StringIO()
    call_command("export_plan", plan.slug, format="json", output=file, stdout=answer)
    assert json.loads(answer.getvalue()) == {"measures": 2, "file": str(file)}
    make_municipality("sund")
    answer = io.StringIO()
    call_command("import_plan", file, municipality="sund", dry_run=True, with_partners=True, stdout=io.StringIO())
    call_command("import_plan", file, municipality="sund", stdout=answer)
    assert json.loads(answer.getvalue())["plan"] == "sund-2023-2027"
    made = Plan.objects.get(slug="sund-2023-2027")
    assert (made.status, Measure.objects.of_plan(made).count()) == ("draft", 2)
    assert list(made.partners.values_list("municipality__slug", flat=True)) == ["sund"]
    with pytest.raises(CommandError, match="exists already") as refusal:
        call_command("import_plan", file, municipality="sund")
    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[" * 100_000, '{"format": 1}', '{"format": 1e400}', "\x00", '{"plan": {"id": "\\ud800"}}']
)
def test_a_file_that_is_no_exported_plan_is_refused(plan: Plan, tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)
    with pytest.raises(CommandError) as refusal:
        call_command("import_plan", file, municipality="granvik")
    assert refusal.value.returncode == 2
    assert Plan.objects.count() == 1


def test_what_is_wrong_inside_is_refused_and_nothing_written(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    call_command("export_plan", plan.slug, format="json", output=file, stdout=io.StringIO())
    told = json.loads(file.read_text())
    make_municipality("sund")
    for change in (
        {"indicators": [{**told["indicators"][0], "measures": [987654321]}]},
        {"plan": {**told["plan"], "title": {}}},
        {"plan": {**told["plan"], "languages": ["xx"]}},
        {"plan": {**told["plan"], "first_year": 10**40}},
        {"chapters": [{"id": 1, "key": "x" * 99, "points": [], "title": {"sv": "A"}, "body": {}}]},
        {"milestones": [{"id": 1, "title": {"sv": "A"}, "starts_on": "soon", "ends_on": None}]},
    ):
        file.write_text(json.dumps({**told, **change}))
        with pytest.raises(CommandError) as refusal:
            call_command("import_plan", file, municipality="sund")
        assert refusal.value.returncode == 2
        assert Plan.objects.count() == 1
        assert Municipality.objects.get(slug="sund").committees.count() == 0


def test_the_number_of_queries_does_not_grow(plan: Plan) -> None:
    other = make_municipality("ejdervik", is_public=True)
    big = make_plan(other, make_committee(other), measures=6)
    get(plan)
    counts = []
    for each in (plan, big):
        for kind in ("xlsx", "docx"):
            with CaptureQueriesContext(connection) as queries:
                get(each, f"?kind={kind}")
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
