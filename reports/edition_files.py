"""Makes the PDFs of an edition: each cut in each language."""

import json

from django.db import transaction

from reports.cuts import Cut, cut_content
from reports.document import canonical
from reports.document.content import Content
from reports.jobs import alive, finish
from reports.models import Edition, EditionFile, Job
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
    cut = Cut(slug, job.payload.get("part", ""))
    partner = Municipality.objects.get(slug=slug) if slug else None
    key = {"edition": edition, "language": language, "partner": partner, "part": cut.part}
    if EditionFile.objects.filter(**key).exists():
        return finish(job)
    whole: Content = json.loads(edition.content)
    content = cut_content(whole, cut)
    made = render(job, content, language)
    with transaction.atomic():
        finish(job)
        told = {"content_sha256": fingerprint(canonical(content).decode())}
        known = {"pdf": made.data, "sha256": made.sha256, "pages": made.pages, **told}
        EditionFile.objects.get_or_create(**key, defaults=known)
    if not cut.part:
        # The first reader of the page then waits for nothing.
        compose(whole, cut, edition.sha256, language)


def render(job: Job, content: Content, language: str) -> Finished:
    """Return the finished file, giving signs of life while the child works."""
    with alive(job):
        return render_in_child(content, language, TIMEOUT)
