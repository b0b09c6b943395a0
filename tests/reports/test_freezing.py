"""Freezing an edition."""

import hashlib
import json
import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from plans.models import Measure
from reports.freezing import freeze
from reports.models import CommitteePart, Edition, EditionFile, Job, NotAllowed, Progress, Round
from tests.factories import make_committee, make_municipality
from tests.reports.editions import coordinator, frozen, ready_round
from welfareplans.organisations.versions import EditConflict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_rendering")]


def test_an_edition_keeps_content_fingerprint_and_layout() -> None:
    edition = frozen(ready_round(), made=False)
    assert edition.sha256 == hashlib.sha256(edition.content.encode()).hexdigest()
    assert json.loads(edition.content)["edition"]["number"] == edition.number == 1
    assert edition.template_version
    assert Round.objects.get().status == Round.Status.COMPILING


def test_a_file_is_ordered_for_each_language_when_all_is_saved(
    sent: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        edition = frozen(ready_round(), made=False)
        assert sent == []
    assert sorted(sent) == sorted(Job.objects.values_list("pk", flat=True))
    keys = {f"edition-{edition.pk}-{language}{part}" for language in ("sv", "fi") for part in ("", "-brief")}
    assert {job.key for job in Job.objects.all()} == keys


def test_a_joint_plan_gets_a_file_for_each_partner_too() -> None:
    edition = frozen(ready_round(partner=make_municipality("sund")))
    names = {(file.language, file.partner.slug if file.partner else "") for file in EditionFile.objects.filter(part="")}
    assert names == {(code, slug) for code in ("sv", "fi") for slug in ("", "granvik", "sund")}
    assert edition.files.filter(part="").values("sha256").distinct().count() == 6


def test_a_correction_is_chained_to_the_edition_before_it() -> None:
    opened = ready_round()
    first = frozen(opened)
    second = frozen(opened, reason="En siffra var fel")
    assert (second.number, second.previous_sha256, second.correction_reason) == (2, first.sha256, "En siffra var fel")


def test_a_correction_without_a_reason_is_refused() -> None:
    opened = ready_round()
    frozen(opened)
    with pytest.raises(NotAllowed):
        frozen(opened)
    assert Edition.objects.count() == 1


def test_nothing_is_frozen_before_a_part_is_accepted() -> None:
    opened = ready_round()
    CommitteePart.objects.update(status="submitted")
    with pytest.raises(NotAllowed):
        freeze(opened, by=coordinator(opened.plan), despite_missing=True)
    assert not Edition.objects.exists()
    assert not Job.objects.exists()


def test_missing_parts_must_be_confirmed() -> None:
    opened = ready_round()
    CommitteePart.objects.create(round=opened, committee=make_committee(opened.plan.municipality, "Tekniska nämnden"))
    with pytest.raises(NotAllowed):
        freeze(opened, by=coordinator(opened.plan))
    assert freeze(opened, by=coordinator(opened.plan), despite_missing=True).number == 1


def test_the_summary_is_saved_and_frozen() -> None:
    opened = ready_round()
    edition = freeze(opened, by=coordinator(opened.plan), summary={"sv": "Framåt", "fi": "Eteenpäin"})
    assert json.loads(edition.content)["summary"] == {"sv": "Framåt", "fi": "Eteenpäin"}
    assert Round.objects.values_list("summary_sv", flat=True).get() == "Framåt"


def test_a_double_click_gives_one_edition() -> None:
    opened = ready_round()
    read_twice = Round.objects.get()
    freeze(opened, by=coordinator(opened.plan))
    with pytest.raises(EditConflict):
        freeze(read_twice, by=coordinator(opened.plan), correction_reason="Samma klick")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("table", ["reports_edition", "reports_editionfile"])
@pytest.mark.parametrize("act", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_alter_what_is_frozen(table: str, act: str) -> None:
    frozen(ready_round())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(content="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionFile.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_save_that_is_under_way_is_in_the_edition() -> None:
    opened = ready_round()
    by, started = coordinator(opened.plan), threading.Event()

    def save_slowly() -> None:
        with transaction.atomic():
            part = CommitteePart.objects.select_for_update(no_key=True).get()
            started.set()
            time.sleep(0.5)
            progress = Progress.objects.get(part=part)
            progress.text_sv = "Sparad i sista stund"
            progress.save()
        connection.close()

    saving = threading.Thread(target=save_slowly)
    saving.start()
    started.wait(5)
    edition = freeze(opened, by=by)
    saving.join()
    assert "Sparad i sista stund" in edition.content


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_freeze_at_once_make_one_edition() -> None:
    opened = ready_round(measures=3)
    by, outcomes = coordinator(opened.plan), []
    rounds = [Round.objects.get() for _ in range(4)]

    def click(read: Round) -> None:
        try:
            freeze(read, by=by)
            outcomes.append("frozen")
        except EditConflict:
            outcomes.append("refused")
        connection.close()

    clicks = [threading.Thread(target=click, args=(read,)) for read in rounds]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert sorted(outcomes) == ["frozen", "refused", "refused", "refused"]
    assert Edition.objects.count() == 1
    assert Job.objects.count() == 4
    assert Measure.objects.count() == 3
