"""Makes the PDF of an edition: once for each language, for the whole plan and for each partner."""

import json

from django.db import transaction

from reports.document import canonical
from reports.document.content import Content
from reports.jobs import alive, finish
from reports.models import Edition, EditionFile, Job
from reports.partner_cut import cut_to_partner
from reports.pdf_process import Finished, render_in_child
from reports.web_edition import compose
from welfareplans.organisations.canonical_json import fingerprint
from welfareplans.organisations.models import Municipality

# Seconds that one report may take.
TIMEOUT = 300.0


def make_file(job: Job) -> None:
    """Render and store the file that a job asks for; a file that is there already is left as it is.

    Raises RenderingFailed, and Lost when another worker has the job by now: then nothing is stored.
    """
    edition = Edition.objects.get(pk=job.payload["edition"])
    language, slug = job.payload["language"], job.payload["partner"]
    partner = Municipality.objects.get(slug=slug) if slug else None
    wanted = EditionFile.objects.filter(edition=edition, language=language, partner=partner)
    if wanted.exists():
        return finish(job)
    content = content_for(edition, slug)
    made = render(job, content, language)
    with transaction.atomic():
        finish(job)
        EditionFile.objects.get_or_create(
            edition=edition, language=language, partner=partner,
            defaults={
                "pdf": made.data, "sha256": made.sha256, "pages": made.pages,
                "content_sha256": fingerprint(canonical(content).decode()),
            },
        )  # fmt: skip
    # The first reader of the page then waits for nothing.
    compose(content, edition.sha256, slug or "", language)


def render(job: Job, content: Content, language: str) -> Finished:
    """Return the finished file, giving signs of life while the child works."""
    with alive(job):
        return render_in_child(content, language, TIMEOUT)


def content_for(edition: Edition, partner: str | None) -> Content:
    """Return what the report of an edition says: for the whole plan, or for one partner (its slug)."""
    content: Content = json.loads(edition.content)
    return cut_to_partner(content, partner) if partner else content
