"""Has the worker make the PDF of a plan, and stores it."""

from functools import partial

from django.db import transaction

from plans.models import Plan
from reports.jobs import alive, enqueue, finish
from reports.models import Job, PlanFile
from reports.models.job import PLAN_PDF
from reports.pdf_process import render_in_child
from reports.plan_file.collecting import plan_file_content
from reports.plan_file.content import PlanFileContent
from welfareplans.organisations.canonical_json import canonical_json, fingerprint

# Seconds that one file may take.
TIMEOUT = 120.0


def wanted(plan: Plan, language: str, *, number: int | None) -> tuple[PlanFile | None, Job]:
    """Return the file of what the plan says now, when it is there, and the job that makes it.

    number: of the revision that is read; None = the working text.
    """
    made_of = fingerprint_of(plan_file_content(plan, language, number=number))
    file = PlanFile.objects.filter(plan=plan, language=language, is_working=number is None, made_of=made_of).first()
    job, is_new = Job.objects.get_or_create(
        key=f"plan-{plan.pk}-{language}-{number or 'working'}-{made_of[:16]}",
        defaults={"kind": PLAN_PDF, "payload": {"plan": plan.pk, "language": language, "number": number}},
    )
    if file is None and (is_new or job.state == Job.State.DONE):
        # Done, and yet not there: a newer file took its place, and the old text is asked for again.
        Job.objects.filter(pk=job.pk, state=Job.State.DONE).update(state=Job.State.QUEUED, attempt=0, percent=0)
        job.refresh_from_db()
        transaction.on_commit(partial(enqueue, job.pk))
    return file, job


def make_file(job: Job) -> None:
    """Render and store what the plan says now; raises RenderingFailed, and Lost when another worker has it."""
    plan = Plan.objects.select_related("municipality__area", "area").get(pk=job.payload["plan"])
    language, number = job.payload["language"], job.payload["number"]
    content = plan_file_content(plan, language, number=number)
    with alive(job):
        made = render_in_child(content, language, TIMEOUT)
    with transaction.atomic():
        finish(job)
        PlanFile.objects.update_or_create(
            plan=plan, language=language, is_working=number is None,
            defaults={"made_of": fingerprint_of(content), "pdf": made.data, "pages": made.pages},
        )  # fmt: skip


def fingerprint_of(content: PlanFileContent) -> str:
    """Return the fingerprint of what a file is made from."""
    return fingerprint(canonical_json(content))
