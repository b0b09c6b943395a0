"""Rounds that are ready to be frozen, and editions with their files made without rendering."""

import datetime
import hashlib

from plans.models import Partner, Plan
from reports import tasks
from reports.freezing import freeze
from reports.models import CommitteePart, Edition, Job, Progress, Publication, Round
from reports.pdf_process import Finished
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import Municipality, User


def ready_round(
    municipality: Municipality | None = None, *, measures: int = 1, partner: Municipality | None = None
) -> Round:
    """Return a round whose only committee's part is reported and accepted."""
    municipality = municipality or make_municipality()
    plan = make_plan(municipality, make_committee(municipality), measures=measures)
    if partner:
        Partner.objects.create(plan=plan, municipality=partner)
    opened = make_round(plan)
    for progress in Progress.objects.filter(part__round=opened):
        progress.state, progress.text_sv, progress.text_fi = "done", "Gjort", "Tehty"
        progress.save()
    CommitteePart.objects.filter(round=opened).update(
        status="accepted", meeting_on=datetime.date(2027, 1, 20), section="§ 4"
    )
    return opened


def coordinator(plan: Plan) -> User:
    """Return the coordinator of the plan's lead municipality."""
    found = User.objects.filter(memberships__municipality=plan.municipality, memberships__role="coordinator").first()
    return found or make_user("coordinator", plan.municipality)


def frozen(opened: Round, *, made: bool = True, published: bool = False, reason: str = "") -> Edition:
    """Return the next edition of a round; made: its files are there."""
    edition = freeze(Round.objects.get(pk=opened.pk), by=coordinator(opened.plan), correction_reason=reason)
    if made:
        for job in Job.objects.filter(payload__edition=edition.pk):
            tasks.run_job(job.pk)
    if published:
        Publication.objects.create(edition=edition, published_at=edition.frozen_at)
        edition.round.publish()
    return edition


def fake_file(content: object, language: str, timeout: float = 0) -> Finished:
    """Stand in for the renderer: a small file that differs by content and language."""
    data = b"%PDF-1.7 " + hashlib.sha256(f"{content}{language}".encode()).hexdigest().encode()
    return Finished(data, 14, 0.1, hashlib.sha256(data).hexdigest(), 100.0)
