"""Background work whose truth is a row: taken once, alive as long as it beats, tried three times, then failed in words.

The broker only says that there is something to do. What it loses, the sweep finds.
"""

import datetime
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from reports.models import Job
from reports.models.job import ATTEMPTS, JobQuerySet
from welfareplans.celery import send

logger = logging.getLogger(__name__)
BEAT_SECONDS = 5.0
# A job that was queued just now has its message on the way; an older one may have lost it.
PATIENCE = datetime.timedelta(seconds=20)
MOST_SENT = 100


class Lost(Exception):
    """Somebody else works on the job by now, because we gave no sign of life."""


def enqueue(job: int) -> None:
    """Tell the worker of a job. A broker that is down is no failure: the sweep finds the row."""
    try:
        send("reports.tasks.run_job", job)
    except Exception:
        logger.exception("Job %s could not be sent; the sweep will.", job)


def take(job: int) -> Job | None:
    """Return the job, ours from now on; None when it is done, failed, or somebody else's."""
    with transaction.atomic():
        found = Job.objects.select_for_update(skip_locked=True).filter(pk=job).waiting().first()
        if found is None or exhausted(found):
            return None
        found.state, found.attempt, found.percent = Job.State.RUNNING, found.attempt + 1, 5
        found.heartbeat = timezone.now()
        found.save()
        return found


def exhausted(job: Job) -> bool:
    """Mark a job as failed that has been tried often enough, and tell whether it was so."""
    if job.attempt < ATTEMPTS:
        return False
    # A worker that was killed could not say why.
    job.state, job.error = Job.State.FAILED, job.error or "worker: the process ended in the middle of the work"
    job.finished_at = timezone.now()
    job.save()
    return True


def beat(job: Job, percent: int) -> None:
    """Give a sign of life; raises Lost when the job has been given to somebody else."""
    ours = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempt=job.attempt)
    if not ours.update(heartbeat=timezone.now(), percent=percent):
        raise Lost


@contextmanager
def alive(job: Job, *, seconds: float = BEAT_SECONDS) -> Iterator[None]:
    """Give signs of life from a thread of its own while the block works; the progress creeps towards 90."""
    ended = threading.Event()

    def keep() -> None:
        percent = 10
        while not ended.wait(seconds):
            try:
                percent += (90 - percent) // 6
                beat(job, percent)
            except Lost:
                return
            except Exception:
                # The database may be starting again; the work goes on and the next sign may get through.
                logger.warning("No sign of life could be given for job %s.", job.pk)
        connection.close()

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def finish(job: Job) -> None:
    """Mark our job as done; raises Lost when it is no longer ours. Call it where its result is saved."""
    ours = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempt=job.attempt)
    if not ours.update(state=Job.State.DONE, percent=100, error="", finished_at=timezone.now()):
        raise Lost


def give_up(job: Job, reason: str) -> None:
    """Keep why an attempt failed: the job is tried again, or has failed for good after the last attempt."""
    last = job.attempt >= ATTEMPTS
    state = Job.State.FAILED if last else Job.State.QUEUED
    ours = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempt=job.attempt)
    ours.update(state=state, error=reason[:2000], percent=0, finished_at=timezone.now() if last else None)


def try_again(jobs: JobQuerySet) -> int:
    """Queue the failed ones of these jobs anew, with all their attempts; return how many."""
    with transaction.atomic():
        again = list(jobs.select_for_update().filter(state=Job.State.FAILED))
        for job in again:
            job.state, job.attempt, job.error, job.percent = Job.State.QUEUED, 0, "", 0
            job.save()
            transaction.on_commit(partial(enqueue, job.pk))
    return len(again)


def sweep() -> int:
    """Send what nobody works on: lost messages, and jobs whose worker has died; return how many."""
    waiting = Job.objects.waiting().filter(Q(state=Job.State.RUNNING) | Q(created_at__lt=timezone.now() - PATIENCE))
    with transaction.atomic():
        spent = waiting.filter(attempt__gte=ATTEMPTS).select_for_update(skip_locked=True)
        for job in spent:
            exhausted(job)
    ready = list(waiting.filter(attempt__lt=ATTEMPTS).values_list("pk", flat=True)[:MOST_SENT])
    for pk in ready:
        enqueue(pk)
    return len(ready)
