"""What the worker and its clock call; everything about a job stands in its row."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.utils import timezone

from reports import edition_files, jobs, reminding
from reports.comment_mails import send_comment_mails
from reports.desk.tidying import tidy_attachments
from reports.digest import send_digests
from reports.models import Job
from reports.models.job import EDITION_PDF, PLAN_PDF, STATEMENTS_PDF
from reports.pdf_process import RenderingFailed
from reports.plan_file import making as plan_making
from reports.statements import making

TIDYING_HOUR = 4
logger = logging.getLogger(__name__)
WORK: dict[str, Callable[[Job], None]] = {
    EDITION_PDF: edition_files.make_file,
    STATEMENTS_PDF: making.make_file,
    PLAN_PDF: plan_making.make_file,
}


@shared_task  # type: ignore[untyped-decorator]
def run_job(job_id: int) -> None:
    """Do a job, unless it is done or somebody does it; a failure stays in its row, and the sweep tries again."""
    job = jobs.take(job_id)
    if job is None:
        return
    try:
        WORK[job.kind](job)
    except jobs.Lost:
        logger.warning("Job %s was given to another worker.", job)
    except RenderingFailed as error:
        logger.warning("Job %s, attempt %s: %s", job, job.attempt, error)
        jobs.give_up(job, str(error))
    except Exception as error:
        logger.exception("Job %s, attempt %s", job, job.attempt)
        jobs.give_up(job, f"error: {type(error).__name__}")


@shared_task  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Find the jobs that nobody works on."""
    jobs.sweep()


@shared_task  # type: ignore[untyped-decorator]
def remind() -> None:
    """Remind the committees whose part is due soon, or was due; tell coordinators weekly what waits for them.

    In the morning who has unread comments is told; at night files that nobody can reach are deleted.
    """
    now = timezone.localtime()
    reminding.remind_when_due(now.date())
    send_digests(now)
    send_comment_mails(now)
    if now.hour == TIDYING_HOUR:
        tidy_attachments()
