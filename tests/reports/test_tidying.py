"""Attached files that nobody can reach are deleted at night, and no others."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from reports.desk.attaching import set_removed
from reports.desk.tidying import tidy_attachments
from reports.models import Attachment, CommitteePart
from tests.reports.desk_cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(tmp_path: Path, settings: Settings) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "kept"
    return make_cast()


def attach(cast: Cast, name: str) -> Attachment:
    place = default_storage.save(f"attachments/{name}", ContentFile(b"%PDF-1.7"))
    return Attachment.objects.create(
        progress=cast.progress, file=place, name=f"{name}.pdf", kind="pdf", size=8, sha256=name, added_by=cast.member
    )


def age(name: str) -> None:
    os.utime(default_storage.path(f"attachments/{name}"), (0, 0))


def test_a_file_without_a_row_is_deleted_when_it_is_old(cast: Cast) -> None:
    attach(cast, "mine")
    for name in ("lost", "new"):
        default_storage.save(f"attachments/{name}", ContentFile(b"x"))
    age("lost")
    age("mine")
    assert tidy_attachments() == 1
    assert sorted(default_storage.listdir("attachments")[1]) == ["mine", "new"]


def test_a_removed_file_can_be_put_back_until_its_part_is_accepted(cast: Cast) -> None:
    kept, removed = attach(cast, "kept"), attach(cast, "removed")
    set_removed(removed.pk, removed=True, by=cast.member)
    for name in ("kept", "removed"):
        age(name)
    assert tidy_attachments() == 0
    set_removed(removed.pk, removed=False, by=cast.member)
    set_removed(removed.pk, removed=True, by=cast.member)
    CommitteePart.objects.update(status="accepted", accepted_at=timezone.now(), meeting_on="2026-11-10")
    assert tidy_attachments() == 1
    assert list(Attachment.objects.all()) == [kept]
    assert default_storage.listdir("attachments")[1] == ["kept"]


def test_where_nothing_was_ever_attached_there_is_nothing_to_do(cast: Cast) -> None:
    assert tidy_attachments() == 0
