"""A job is done once, whatever dies on the way."""

import datetime
import os
import signal
import threading
import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from reports import edition_files, jobs, pdf_process, tasks
from reports.models import EditionFile, Job
from reports.pdf_process import Finished, RenderingFailed
from tests.reports.editions import fake_file, frozen, ready_round

pytestmark = pytest.mark.django_db


def a_job() -> Job:
    """Return one job of a frozen edition; there is no other."""
    frozen(ready_round(), made=False)
    first, *others = Job.objects.order_by("pk")
    Job.objects.filter(pk__in=[other.pk for other in others]).delete()
    return first


def long_ago(job: Job, **fields: object) -> None:
    """Make the job old, as if nobody had touched it for an hour."""
    then = timezone.now() - datetime.timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(created_at=then, **fields)


def fails(*_: object) -> Finished:
    raise RenderingFailed("memory", "the report needs more memory than it may have")


@pytest.mark.usefixtures("no_rendering")
def test_the_worker_makes_the_file() -> None:
    job = a_job()
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.percent, job.attempt) == (Job.State.DONE, 100, 1)
    assert EditionFile.objects.get().pages == 14


@pytest.mark.usefixtures("no_rendering")
def test_the_same_job_taken_twice_makes_one_file() -> None:
    job = a_job()
    tasks.run_job(job.pk)
    tasks.run_job(job.pk)
    assert EditionFile.objects.count() == 1


def test_a_job_that_somebody_works_on_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    job = a_job()
    taken = jobs.take(job.pk)
    assert taken is not None
    monkeypatch.setattr(edition_files, "render_in_child", fails)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.State.RUNNING, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_job() -> None:
    job, taken = a_job(), []

    def work() -> None:
        taken.append(jobs.take(job.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sum(one is not None for one in taken) == 1


@pytest.mark.usefixtures("no_rendering")
def test_a_second_worker_finds_the_file_done() -> None:
    job = a_job()
    tasks.run_job(job.pk)
    Job.objects.update(state=Job.State.QUEUED)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, EditionFile.objects.count()) == (Job.State.DONE, 1)


def test_a_job_whose_worker_died_is_sent_again_and_taken(sent: list[int]) -> None:
    job = a_job()
    long_ago(job, state=Job.State.RUNNING, attempt=1, heartbeat=timezone.now() - datetime.timedelta(minutes=2))
    tasks.sweep()
    again = jobs.take(job.pk)
    assert (sent, again and again.attempt) == ([job.pk], 2)


def test_a_job_that_gives_signs_of_life_is_not_sent_again(sent: list[int]) -> None:
    job = a_job()
    jobs.take(job.pk)
    long_ago(job)
    tasks.sweep()
    assert sent == []


def test_a_job_whose_message_was_never_sent_is_found(sent: list[int]) -> None:
    job = a_job()
    tasks.sweep()
    assert sent == []
    long_ago(job)
    tasks.sweep()
    assert sent == [job.pk]


def test_a_broker_that_is_down_does_not_stop_the_freezing(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(jobs, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = a_job()
    assert job.state == Job.State.QUEUED


def test_a_failure_is_tried_again_and_after_the_third_time_kept_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    job = a_job()
    monkeypatch.setattr(edition_files, "render_in_child", fails)
    states = []
    for _ in range(4):
        tasks.run_job(job.pk)
        job.refresh_from_db()
        states.append(job.state)
    assert states == [Job.State.QUEUED, Job.State.QUEUED, Job.State.FAILED, Job.State.FAILED]
    assert (job.attempt, job.error) == (3, "memory: the report needs more memory than it may have")


def test_a_job_that_kills_every_worker_fails_at_last(sent: list[int]) -> None:
    job = a_job()
    long_ago(job, state=Job.State.RUNNING, attempt=3, heartbeat=timezone.now() - datetime.timedelta(minutes=2))
    tasks.sweep()
    job.refresh_from_db()
    assert (job.state, sent) == (Job.State.FAILED, [])
    assert job.error.startswith("worker")


def test_a_worker_that_was_given_up_stores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    job = a_job()

    def taken_over_meanwhile(content: object, language: str, timeout: float) -> Finished:
        Job.objects.filter(pk=job.pk).update(attempt=2)
        return fake_file(content, language)

    monkeypatch.setattr(edition_files, "render_in_child", taken_over_meanwhile)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, EditionFile.objects.count()) == (Job.State.RUNNING, 2, 0)


@pytest.mark.django_db(transaction=True)
def test_signs_of_life_come_while_the_work_goes_on() -> None:
    job = jobs.take(a_job().pk)
    assert job is not None
    with jobs.alive(job, seconds=0.05):
        time.sleep(0.4)
    before, job.heartbeat = job.heartbeat, None
    job.refresh_from_db()
    assert before is not None
    assert job.heartbeat is not None
    assert job.heartbeat > before
    assert 5 < job.percent < 90


@pytest.mark.django_db(transaction=True)
def test_a_renderer_killed_in_the_middle_is_replaced_and_the_file_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    job, received = a_job(), pdf_process.receive

    def receive_from_the_dead(*request: Any) -> bytes:
        """Kill the child as soon as it has its task, while the parent waits for the answer."""
        assert pdf_process._child is not None
        os.kill(pdf_process._child.process.pid, signal.SIGKILL)
        return received(*request)

    monkeypatch.setattr(pdf_process, "receive", receive_from_the_dead)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error.split(":")[0]) == (Job.State.QUEUED, "crash")
    monkeypatch.setattr(pdf_process, "receive", received)
    tasks.run_job(job.pk)
    assert bytes(EditionFile.objects.get().pdf).startswith(b"%PDF-1.7")
