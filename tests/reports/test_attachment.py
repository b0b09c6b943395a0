"""Files of a measure: what is taken, who reads it, and what is refused."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from reports.desk import attaching
from reports.desk.attaching import shown_name
from reports.models import Attachment, CommitteePart
from tests.factories import make_committee, make_municipality, make_user
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


@pytest.fixture
def cast(tmp_path: Path, settings: Settings) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "kept"
    return make_cast()


def send(cast: Cast, data: bytes, name: str = "protokoll.pdf", client: Client | None = None) -> Any:
    address = f"/sv/follow-up/parts/{cast.part.pk}/measures/{cast.measures[0].pk}/files/"
    file = SimpleUploadedFile(name, data, "application/pdf")
    return (client or cast.client).post(address, {"file": file}, headers={"HX-Request": "true"})


def stored(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def office(*names: str, mimetype: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
        if mimetype:
            archive.writestr("mimetype", mimetype)
    return data.getvalue()


def test_a_member_attaches_a_file_and_the_coordinator_opens_it(cast: Cast, settings: Settings) -> None:
    assert "protokoll.pdf" in send(cast, PDF).content.decode()
    row = Attachment.objects.get()
    assert [path.read_bytes() for path in stored(settings)] == [PDF]
    assert re.fullmatch("attachments/[0-9a-f]{48}", str(row.file.name))
    assert "protokoll.pdf" in cast.page(f"?open={cast.measures[0].pk}").content.decode()
    client = Client()
    client.force_login(make_user("coordinator", cast.committee.municipality))
    assert "protokoll.pdf" in client.get(f"/sv/follow-up/parts/{cast.part.pk}/judge/").content.decode()
    file: Any = client.get(f"/sv/follow-up/files/{row.pk}/")
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"] == 'attachment; filename="protokoll.pdf"'
    assert file["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("data", "kind"), [
    (PDF, "pdf"), (b"\x89PNG\r\n\x1a\n..", "png"), (b"\xff\xd8\xff\xe1Exif", "jpg"), (b"RIFF....WEBPVP8 ", "webp"),
    (b"\x00\x00\x00\x18ftypheic....", "heic"), (office("[Content_Types].xml", "word/document.xml"), "docx"),
    (office("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    (office("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
])  # fmt: skip
def test_the_content_says_what_a_file_is(cast: Cast, data: bytes, kind: str) -> None:
    send(cast, data, "namn.exe")
    assert (Attachment.objects.get().kind, Attachment.objects.get().name) == (kind, f"namn.{kind}")


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "tom"), (b"<svg xmlns='x'><script/></svg>", "SVG"), (b"\xef\xbb\xbf  <!doctype html>", "SVG"),
    ("<svg/>".encode("utf-16"), "SVG"), (b"MZ\x90\x00", "varken"), (b"\x7fELF", "varken"), (b"#!/bin/sh", "varken"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "utan lösenord"), (office("a.pdf"), "Arkiv"),
    (b"PK\x03\x04 broken", "skadad"),
    (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "makron"),
    (office("Basic/script.xml", mimetype="application/vnd.oasis.opendocument.text"), "makron"),
])  # fmt: skip
def test_what_could_be_a_program_is_refused_with_its_reason(
    cast: Cast, settings: Settings, data: bytes, reason: str
) -> None:
    reply = send(cast, data)
    assert reply.status_code == 200
    assert reason in reply.content.decode()
    assert not Attachment.objects.exists()
    assert stored(settings) == []


def test_twenty_clicks_attach_once_and_removing_can_be_undone(cast: Cast, settings: Settings) -> None:
    for _ in range(20):
        send(cast, PDF)
    row = Attachment.objects.get()
    address = f"/sv/follow-up/files/{row.pk}/remove/"
    assert "togs bort" in cast.client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert cast.client.get(f"/sv/follow-up/files/{row.pk}/").status_code == 404
    cast.client.post(address, {"undo": "1"})
    assert Attachment.objects.kept().get() == row
    assert len(stored(settings)) == 1


def test_files_are_limited_in_size_number_and_together(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST_BYTES", 100)
    assert "större än" in send(cast, PDF + b" " * 100).content.decode()
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    send(cast, PDF)
    assert "högst 1" in send(cast, PDF + b"2").content.decode()
    monkeypatch.setattr(attaching, "MOST_FILES", 9)
    monkeypatch.setattr(attaching, "MOST_BYTES_OF_PART", 60)
    assert "tillsammans" in send(cast, PDF + b"2").content.decode()
    assert Attachment.objects.count() == 1
    assert send(cast, b"%PDF-" + b"x" * 10_000_000).status_code == 400


def test_a_full_disk_is_told_and_leaves_no_half_file(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chunks(_self: "ContentFile[bytes]", _size: int | None = None) -> Iterator[bytes]:
        yield PDF[:10]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ContentFile, "chunks", chunks)
    reply = send(cast, PDF)
    assert "kunde inte sparas" in reply.content.decode()
    assert not Attachment.objects.exists()
    assert stored(settings) == []


@pytest.mark.parametrize(("typed", "shown"), [
    ("../../etc/passwd", "passwd.pdf"), ("C:\\x\\rapport.PDF", "rapport.pdf"), ("a\u202efdp.exe", "afdp.pdf"),
    ("\x00\r\nx.pdf", "x.pdf"), ("", "Attachment.pdf"), ("..", "Attachment.pdf"),
    ("å" * 300 + ".pdf", "å" * 120 + ".pdf"),
    ('"><b>.pdf', "b.pdf"), ("Bilaga 1. Protokoll", "Bilaga 1. Protokoll.pdf"),
])  # fmt: skip
def test_names_are_shown_without_paths_and_hidden_signs(typed: str, shown: str) -> None:
    assert shown_name(typed, "pdf") == shown.replace("Attachment", "Bilaga")


@pytest.mark.parametrize("role", ["coordinator", "councillor", "foreign", "colleague"])
def test_others_neither_attach_nor_remove_and_only_the_judge_reads(cast: Cast, role: str) -> None:
    send(cast, PDF)
    row, home = Attachment.objects.get(), cast.committee.municipality
    if role == "foreign":
        elsewhere = make_municipality("annanstans")
        user = make_user("coordinator", elsewhere)
    else:
        other = make_committee(home, "Tekniska nämnden") if role == "colleague" else None
        user = make_user("committee" if other else role, home, other, name=role)
    client = Client()
    client.force_login(user)
    assert send(cast, PDF + b"2", client=client).status_code == 404
    assert client.post(f"/sv/follow-up/files/{row.pk}/remove/").status_code == 404
    assert client.get(f"/sv/follow-up/files/{row.pk}/").status_code == (200 if role == "coordinator" else 404)
    assert Attachment.objects.kept().count() == 1


def test_a_part_that_is_handed_in_keeps_its_files_as_they_are(cast: Cast) -> None:
    send(cast, PDF)
    row = Attachment.objects.get()
    CommitteePart.objects.filter(pk=cast.part.pk).update(status="submitted", meeting_on="2026-11-01")
    assert "inlämnats" in send(cast, PDF + b"2").content.decode() or Attachment.objects.count() == 1
    cast.client.post(f"/sv/follow-up/files/{row.pk}/remove/")
    assert list(Attachment.objects.kept()) == [row]


def test_without_the_script_attaching_leads_back_to_the_measure(cast: Cast) -> None:
    address = f"/sv/follow-up/parts/{cast.part.pk}/measures/{cast.measures[0].pk}/files/"
    reply = cast.client.post(address, {"file": SimpleUploadedFile("x.svg", b"<svg/>")}, follow=True)
    assert "SVG" in reply.content.decode()
    assert cast.client.post(address).status_code == 302
