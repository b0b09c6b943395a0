"""A workbook that comes back is refused with its reason, clashes with what was typed meanwhile, or is not theirs."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from indicators.models import Value
from plans.models import PlanIndicator, Reporter
from reports.models import Progress, WorkbookDraft
from reports.workbook.returned import REASONS
from tests.factories import make_committee, make_user
from tests.plans import tables
from tests.plans.test_table_files import BOMB, LAUGHS
from tests.reports.desk_cast import Cast, make_cast
from tests.reports.workbooks import basis, bring, download, filled, look, read_here, sheets, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workbook.returned.run_confined", read_here)


@pytest.fixture
def cast() -> Cast:
    return make_cast(measures=2)


def measure(cast: Cast, place: int = 0) -> str:
    return str(cast.measures[place].pk)


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.xlsx", lambda: BOMB, "bomb"),
    ("a.xlsx", lambda: tables.zipped({f"xl/{n}": b"" for n in range(2001)}), "bomb"),
    ("a.xlsx", lambda: tables.zipped({"xl/workbook.xml": LAUGHS}), "entities"),
    ("a.xlsx", lambda: tables.zipped({"xl/workbook.xml": LAUGHS.encode("utf-16")}), "entities"),
    ("a.xlsx", lambda: tables.zipped({"xl/vbaProject.bin": b"x", "xl/workbook.xml": b"x"}), "macros"),
    ("a.xlsm", lambda: b"x", "macros"),
    ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("a.xlsx", lambda: b"PK\x03\x04" + b"\x00" * 9_000_000, "large"),
    ("a.xlsx", lambda: b"PK\x03\x04" + b"\x00" * 8_000_000, "broken"),
    ("a.xlsx", lambda: tables.docx({"": tables.PLAN}), "extension"),
    ("a.xlsx", lambda: b"a;b", "extension"),
    ("a.xlsx", lambda: tables.xlsx(), "foreign"),
    ("a.ods", lambda: tables.ods(), "kind"),
    ("a.xlsx", lambda: b"", "extension"),
    ("a", lambda: b"x", "kind"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE)
@pytest.mark.usefixtures("here")
def test_a_hostile_file_is_refused_with_its_reason(
    cast: Cast, name: str, make: Callable[[], bytes], reason: str
) -> None:
    answer = upload(cast.client, cast.part.pk, make(), name)
    assert answer.status_code == 400
    assert str(REASONS[reason]) in answer.content.decode()
    assert not WorkbookDraft.objects.exists()


def test_the_file_is_read_in_a_process_of_its_own(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "Utifrån"})
    assert bring(cast.client, cast.part.pk, data).status_code == 302
    assert cast.progress.text_sv == "Utifrån"
    answer = upload(cast.client, cast.part.pk, BOMB)
    assert answer.status_code == 400


def test_nothing_uploaded_is_said_at_the_field(cast: Cast) -> None:
    answer = cast.client.post(f"/sv/follow-up/parts/{cast.part.pk}/workbook/", {})
    assert answer.status_code == 400
    assert "Välj filen." in answer.content.decode()


def altered(data: bytes, change: Callable[[Any, dict[str, Any]], None]) -> bytes:
    """Return the workbook with something done to it that its locks forbid."""
    book, found = sheets(data)
    change(book, found)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place", ["A2", "A1"])
def test_a_workbook_whose_keys_were_altered_is_refused(cast: Cast, place: str) -> None:
    def change(_book: Any, found: dict[str, Any]) -> None:
        found["keys"][place] = str(found["keys"][place].value)[:-1] + "A!"

    answer = upload(cast.client, cast.part.pk, altered(download(cast.client, cast.part.pk), change))
    assert str(REASONS["foreign"]) in answer.content.decode()


@pytest.mark.usefixtures("here")
def test_another_committees_workbook_is_refused(cast: Cast) -> None:
    other = make_cast(slug="annanstans")
    answer = upload(cast.client, cast.part.pk, download(other.client, other.part.pk))
    assert answer.status_code == 400
    assert str(REASONS["other"]) in answer.content.decode()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda sheet: sheet.delete_rows(4), "Rader har försvunnit från bladet: 1."),
        (lambda sheet: sheet["C3"].__setattr__("value", "En annan åtgärd"), "Raden är inte längre den"),
        (lambda sheet: sheet["A4"].__setattr__("value", sheet["A3"].value), "Raden finns två gånger"),
        (lambda sheet: [sheet.cell(5, at, sheet.cell(3, at).value) for at in range(1, 12)], "Raden finns två gånger"),
        (lambda sheet: sheet["G6"].__setattr__("value", "Löst"), "Raden har lagts till"),
    ],
)
def test_a_row_that_was_moved_removed_or_added_is_refused(cast: Cast, change: Callable[[Any], Any], words: str) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "Ord"})
    data = altered(data, lambda _book, found: change(found["measures"]))
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert words in page
    assert 'value="save"' not in page
    assert cast.client.post(address, {"act": "save", "basis": basis(page)}).status_code == 409
    assert cast.progress.version == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("figure", "tolv", "hör inte till ett tal"),
        ("figure", "1.234", "tusental eller decimaler"),
        ("figure", datetime.date(2026, 1, 2), "är inte ett tal"),
        ("figure", 10**15, "siffror"),
        ("missing", "För att", "finns inte i listan"),
        ("note", "Ensam", "står ensam"),
        ("note", "x" * 501, "längre än 500 tecken"),
        ("state", "Kanske", "finns inte i listan"),
        ("proposal", "Glöm", "finns inte i listan"),
        ("text_sv", "x" * 20_001, "20000 tecken"),
    ],
)
def test_what_cannot_be_saved_is_told_and_stops_the_rest(cast: Cast, name: str, value: object, words: str) -> None:
    key = cast.key() if name in ("figure", "missing", "note") else measure(cast)
    data = filled(
        download(cast.client, cast.part.pk), {(key, name): value, (measure(cast, 1), "text_sv"): "Gott och väl"}
    )
    address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert words in page
    assert "Gott och väl" in page
    answer = cast.client.post(address, {"act": "save", "basis": basis(page)})
    assert answer.status_code == 409
    assert not Progress.objects.filter(version__gt=1).exists()
    assert not Value.objects.exists()


@pytest.mark.usefixtures("here")
def test_what_is_no_longer_asked_is_told(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {
        (measure(cast), "text_sv"): "Ord", (cast.key(), "figure"): 5,
    })  # fmt: skip
    Progress.objects.filter(measure=cast.measures[0]).delete()
    Reporter.objects.filter(plan_indicator=PlanIndicator.objects.get(measures=cast.measures[0])).delete()
    _address, page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert page.count("efterfrågas inte längre") == 2


@pytest.mark.usefixtures("here")
def test_only_the_committees_own_members_see_the_workbook(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "Hemligt"})
    address, _page = look(cast.client, upload(cast.client, cast.part.pk, data))
    home = cast.plan.municipality
    colleague = make_user("committee", home, cast.committee, name="kollega")
    others = [
        make_user("committee", home, make_committee(home, "Tekniska"), name="annan"), make_user("coordinator", home),
        make_user("councillor", home),
    ]  # fmt: skip
    part = f"/sv/follow-up/parts/{cast.part.pk}/workbook"
    for user in others:
        client = Client()
        client.force_login(user)
        for path in (f"{part}.xlsx", f"{part}/", address):
            assert client.get(path).status_code == 404
            assert client.post(path, {"act": "save"}).status_code in (404, 405)
        assert upload(client, cast.part.pk, data).status_code == 404
    client = Client()
    client.force_login(colleague)
    assert client.get(f"{part}.xlsx").status_code == 200
    assert client.get(address).status_code == 404
    assert cast.progress.text_sv in ("", None)


@pytest.mark.usefixtures("here")
def test_a_preview_is_forgotten_when_asked_or_after_a_week(cast: Cast) -> None:
    data = filled(download(cast.client, cast.part.pk), {(measure(cast), "text_sv"): "Ord"})
    address, _page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert cast.client.post(address, {"act": "discard"}).status_code == 302
    assert cast.client.get(address).status_code == 404
    for _time in range(7):
        address, _page = look(cast.client, upload(cast.client, cast.part.pk, data))
    assert WorkbookDraft.objects.count() == 5
    WorkbookDraft.objects.update(expires_at=timezone.now())
    assert cast.client.get(address).status_code == 404
    upload(cast.client, cast.part.pk, data)
    assert WorkbookDraft.objects.count() == 1
