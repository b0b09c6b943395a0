"""What an exported file has beside its table comes back: as a new plan, or as changes that are looked at first."""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from plans.canonical import plan_content
from plans.export.files import export_file
from plans.models import Chapter, Measure, Partner, Plan, Programme
from tests.factories import make_committee, make_municipality, make_plan, make_user

pytestmark = pytest.mark.django_db
NEW = "/sv/plans/import/"


@pytest.fixture
def plan() -> Plan:
    """Return a plan with something in every list."""
    granvik = make_municipality()
    committee = make_committee(granvik)
    plan = make_plan(granvik, committee, status="draft")
    Plan.objects.filter(pk=plan.pk).update(goal_label_sv="Målsättning")
    body = "<p>Varje <strong>barn</strong> hörs.</p><ul><li>nu</li></ul>"
    plan.chapters.create(key="purpose", order=1, title_sv="Syfte", title_fi="Tarkoitus", body_sv=body)
    plan.chapters.create(key="other", order=2, title_sv="Mer", body_sv="<p>Kort.</p>", points=["fi12-need"])
    plan.contacts.create(function_sv="Koordinator", sector_sv="Bildning")
    plan.sources.create(kind="hearing", title_sv="Barnen hördes", year=2022, link="https://www.example.org/")
    day = datetime.date(2023, 3, 1)
    plan.milestones.create(title_sv="Remiss", starts_on=day, ends_on=day.replace(month=4), committee=committee)
    lape = Programme.objects.create(municipality=granvik, title_sv="Lape", funding_sv="2 milj. €", first_year=2023)
    Measure.objects.update(programme=lape)
    return plan


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(make_user("coordinator", plan.municipality))
    return client


def file_of(plan: Plan, kind: str = "xlsx") -> bytes:
    return export_file(plan, plan_content(plan), kind).data


def uploaded(client: Client, data: bytes, name: str, address: str = NEW) -> str:
    """Return the address of the preview."""
    answer = client.post(address, {"act": "read", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.headers["Location"])


def key(address: str) -> str:
    return address.partition("draft=")[2].partition("#")[0]


def changed_book(data: bytes, **cells: str) -> bytes:
    """Return a workbook in which texts were replaced, by what stood there."""
    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            cell.value = cells.get(str(cell.value), cell.value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def beside(plan: Plan) -> Any:
    """Return what a plan has beside its table, without keys."""
    told: Any = plan_content(plan)
    rows = [told[name] for name in ("chapters", "contacts", "sources", "milestones", "programmes")]
    kept = [[{name: value for name, value in row.items() if name != "id"} for row in each] for each in rows]
    return [*kept, told["plan"]["labels"], told["plan"]["title"], told["plan"]["first_year"]]


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_a_file_is_looked_at_and_becomes_the_same_plan(client: Client, plan: Plan, kind: str) -> None:
    before, data = beside(plan), file_of(plan, kind)
    plan.partners.all().delete()
    plan.delete()
    page = uploaded(client, data, f"plan.{kind}")
    shown = client.get(page).content.decode()
    assert all(text in shown for text in ("Kapitel", "Tidtabell", 'value="Välfärdsplan"', 'value="2023"'))
    titles = {"title_sv": "Välfärdsplan", "title_fi": "Suunnitelma", "first_year": "2023", "last_year": "2027"}
    for _ in range(3):
        client.post(NEW, {"act": "write", "draft": key(page), **titles})
    assert beside(Plan.objects.get()) == before


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_an_unchanged_file_changes_nothing(client: Client, plan: Plan, kind: str) -> None:
    page = uploaded(client, file_of(plan, kind), f"plan.{kind}", f"/sv/plans/{plan.slug}/import/")
    assert "Ingenting: planen säger redan" in client.get(page).content.decode()


def test_changes_of_the_lists_are_shown_and_written(client: Client, plan: Plan) -> None:
    there = f"/sv/plans/{plan.slug}/import/"
    data = changed_book(file_of(plan), Kort="", Remiss="Remissrunda", **{"2 milj. €": "3 milj. €", "Mer": "Ännu mer"})
    other = plan.contacts.create(function_sv="Rektor")
    page = uploaded(client, data, "plan.xlsx", there)
    shown = client.get(page).content.decode()
    assert all(text in shown for text in ("Remissrunda", "Rektor", ">3<", "Ännu"))
    basis = shown.partition('name="basis" value="')[2].partition('"')[0]
    assert client.post(there, {"act": "write", "draft": key(page), "basis": basis}).status_code == 302
    assert plan.milestones.get().title_sv == "Remissrunda"
    assert Programme.objects.values_list("funding_sv", flat=True).get() == "3 milj. €"
    assert plan.chapters.get(order=2).title_sv == "Ännu mer"
    assert plan.contacts.filter(pk=other.pk).exists(), "what the file does not have stays unless it is asked for"


def test_what_the_file_does_not_have_is_removed_when_asked(client: Client, plan: Plan) -> None:
    there, data = f"/sv/plans/{plan.slug}/import/", file_of(plan)
    plan.contacts.create(function_sv="Rektor")
    page = uploaded(client, data, "plan.xlsx", there)
    basis = client.get(page).content.decode().partition('name="basis" value="')[2].partition('"')[0]
    client.post(there, {"act": "write", "draft": key(page), "basis": basis, "removes": "on"})
    assert list(plan.contacts.values_list("function_sv", flat=True)) == ["Koordinator"]


def test_a_chapter_longer_than_a_cell_comes_back_whole(client: Client, plan: Plan) -> None:
    long = "".join(f"<p>{'ord ' * 3000}{number}</p>" for number in range(4))
    Chapter.objects.filter(order=1).update(body_sv=long, body_fi=f"<p>{'sana ' * 5000}loppu</p>")
    page = uploaded(client, file_of(plan), "plan.xlsx", f"/sv/plans/{plan.slug}/import/")
    assert "Ingenting: planen säger redan" in client.get(page).content.decode()


def test_what_cannot_be_is_named_and_nothing_is_written(client: Client, plan: Plan) -> None:
    there = f"/sv/plans/{plan.slug}/import/"
    data = changed_book(file_of(plan), **{"1.4.2023": "1.1.2023", "https://www.example.org/": "javascript:alert(1)"})
    page = uploaded(client, data, "plan.xlsx", there)
    shown = client.get(page).content.decode()
    assert "Det här måste rättas i tabellen" in shown
    assert "Tidtabell" in shown
    client.post(there, {"act": "write", "draft": key(page), "basis": ""})
    assert plan.sources.get().link == "https://www.example.org/"


def test_a_programme_that_is_there_already_stays_as_it_is_in_a_new_plan(client: Client, plan: Plan) -> None:
    data = changed_book(file_of(plan), **{"2 milj. €": "9 milj. €"})
    page = uploaded(client, data, "plan.xlsx")
    assert "finns redan" in client.get(page).content.decode()
    titles = {"title_sv": "Ny", "title_fi": "Uusi", "first_year": "2028", "last_year": "2031"}
    client.post(NEW, {"act": "write", "draft": key(page), **titles})
    assert Plan.objects.filter(title_sv="Ny").exists()
    assert Programme.objects.values_list("funding_sv", flat=True).get() == "2 milj. €"


def test_a_partner_leaves_the_common_lists_alone(plan: Plan) -> None:
    partner = make_municipality("annanstans")
    Partner.objects.create(plan=plan, municipality=partner)
    client = Client()
    client.force_login(make_user("coordinator", partner))
    there = f"/sv/plans/{plan.slug}/import/"
    page = uploaded(client, changed_book(file_of(plan), Remiss="Tagen"), "plan.xlsx", there)
    shown = client.get(page).content.decode()
    assert "lämnas som den är" in shown
    basis = shown.partition('name="basis" value="')[2].partition('"')[0]
    client.post(there, {"act": "write", "draft": key(page), "basis": basis, "removes": "on"})
    assert plan.milestones.get().title_sv == "Remiss"


@pytest.mark.parametrize("text", ["", "{}", "[" * 100_000, '{"format": 1}', '{"plan": {"id": "\\ud800"}}'])
def test_json_that_is_no_plan_is_refused_at_the_field(client: Client, text: str) -> None:
    answer = client.post(NEW, {"act": "read", "file": SimpleUploadedFile("plan.json", text.encode())})
    assert answer.status_code == 400
    assert "Något behöver rättas" in answer.content.decode()


def test_json_that_names_what_is_not_in_it_is_refused(client: Client, plan: Plan) -> None:
    told = json.loads(file_of(plan, "json"))
    changes: list[dict[str, Any]] = [
        {"committees": []}, {"programmes": []}, {"plan": {**told["plan"], "languages": ["xx"]}},
        {"plan": {**told["plan"], "title": {}}}, {"milestones": [{**told["milestones"][0], "starts_on": "soon"}]},
        {"indicators": [{**told["indicators"][0], "baseline": "1e999999"}]},
    ]  # fmt: skip
    for change in changes:
        data = json.dumps({**told, **change}).encode()
        answer = client.post(NEW, {"act": "read", "file": SimpleUploadedFile("plan.json", data)})
        assert answer.status_code == 400, change


def test_json_of_the_first_exports_does_not_name_the_committees_of_its_timetable(client: Client, plan: Plan) -> None:
    told = json.loads(file_of(plan, "json"))
    del told["milestones"][0]["committee"]
    page = uploaded(client, json.dumps(told).encode(), "plan.json")
    assert "Tidtabell" in client.get(page).content.decode()


def test_the_command_reads_the_lists_and_a_second_time_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    before, file = beside(plan), tmp_path / "plan.xlsx"
    file.write_bytes(file_of(plan))
    plan.partners.all().delete()
    plan.delete()
    for created in (True, False):
        said = io.StringIO()
        called = {"municipality": "granvik", "title_sv": "Annan titel", "years": (2023, 2027)}
        call_command("import_plan", file, stdout=said, **called)
        assert json.loads(said.getvalue())["created"] is created
    assert beside(Plan.objects.get())[:6] == before[:6]
    assert Plan.objects.values_list("title_sv", flat=True).get() == "Annan titel"
