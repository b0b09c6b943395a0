"""Fingerprints are recomputed, and what was altered behind our back is named."""

import json
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from reports.models import Edition
from tests.reports.editions import frozen, ready_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


def check() -> dict[str, Any]:
    out = StringIO()
    with suppress(SystemExit):
        call_command("check_editions", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def as_the_databases_owner(statement: str) -> None:
    """Alter what is frozen with the triggers switched off, as somebody with all rights could."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def corrected() -> None:
    opened = ready_round()
    frozen(opened)
    frozen(opened, reason="En siffra var fel")


def test_the_command_fails_when_something_was_altered() -> None:
    corrected()
    as_the_databases_owner("UPDATE reports_edition SET content = '{}' WHERE number = 2")
    with pytest.raises(SystemExit) as end:
        call_command("check_editions", stdout=StringIO())
    assert end.value.code == 1


def test_what_was_never_touched_is_in_order() -> None:
    corrected()
    assert check() == {"editions": 2, "files": 8, "broken": []}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE reports_edition SET content = content || ' ' WHERE number = 2", "edition 2: the content was altered"),
        ("UPDATE reports_edition SET previous_sha256 = '' WHERE number = 2", "edition 2: it does not follow"),
        ("UPDATE reports_editionfile SET pdf = '%PDF' WHERE language = 'fi'", "edition 1 fi: the file was altered"),
        (
            "DELETE FROM reports_editionfile; DELETE FROM reports_edition WHERE number = 1",
            "edition 2: the edition before it is missing",
        ),
    ],
)
def test_what_was_altered_is_named(statement: str, reason: str) -> None:
    corrected()
    as_the_databases_owner(statement)
    assert any(reason in line for line in check()["broken"])


def test_an_edition_rewritten_with_its_fingerprint_breaks_the_chain() -> None:
    corrected()
    as_the_databases_owner(
        "UPDATE reports_edition SET content = '{}', sha256 = encode(sha256('{}'::bytea), 'hex') WHERE number = 1"
    )
    assert Edition.objects.get(number=1).content == "{}"
    assert ["it does not follow" in line for line in check()["broken"]] == [True]
