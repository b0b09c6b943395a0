"""Has the worker make the PDF of a consultation, and stores it."""

from functools import partial

from django.db import transaction

from plans.models import Consultation
from reports.jobs import alive, enqueue, finish, try_again
from reports.models import Job, StatementsFile
from reports.models.job import STATEMENTS_PDF
from reports.pdf_process import render_in_child
from reports.statements.collecting import statements_content
from reports.statements.content import StatementsContent
from welfareplans.organisations.canonical_json import canonical_json, fingerprint

# Seconds that one file may take.
TIMEOUT = 120.0


def wanted(consultation: Consultation, language: str) -> tuple[StatementsFile | None, Job]:
    """Return the file of what the statements say now, when it is there, and the job that makes it."""
    made_of = fingerprint_of(statements_content(consultation, language))
    file = StatementsFile.objects.filter(consultation=consultation, language=language, made_of=made_of).first()
    job, is_new = Job.objects.get_or_create(
        key=f"statements-{consultation.pk}-{language}-{made_of[:16]}",
        defaults={"kind": STATEMENTS_PDF, "payload": {"consultation": consultation.pk, "language": language}},
    )
    if file is None and (is_new or job.state == Job.State.DONE):
        # Done, and yet not there: a newer file took its place, and the old text is asked for again.
        Job.objects.filter(pk=job.pk, state=Job.State.DONE).update(state=Job.State.QUEUED, attempt=0, percent=0)
        job.refresh_from_db()
        transaction.on_commit(partial(enqueue, job.pk))
    return file, job


def again(job: Job) -> None:
    """Try a failed job again."""
    try_again(Job.objects.filter(pk=job.pk))


def make_file(job: Job) -> None:
    """Render and store what the statements say now; raises RenderingFailed, and Lost when another worker has it."""
    rows = Consultation.objects.select_related("plan__municipality__area")
    consultation = rows.get(pk=job.payload["consultation"])
    language = job.payload["language"]
    content = statements_content(consultation, language)
    with alive(job):
        made = render_in_child(content, language, TIMEOUT)
    with transaction.atomic():
        finish(job)
        StatementsFile.objects.update_or_create(
            consultation=consultation, language=language,
            defaults={"made_of": fingerprint_of(content), "pdf": made.data, "pages": made.pages},
        )  # fmt: skip


def fingerprint_of(content: StatementsContent) -> str:
    """Return the fingerprint of what a file is made from."""
    return fingerprint(canonical_json(content))
