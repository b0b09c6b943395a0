"""Rounds that are ready to be frozen, and editions with their files made without rendering."""

import datetime
import hashlib

from plans.models import Partner, Plan, Responsibility
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


def two_committees() -> Round:
    """Return a round that is ready, in which two committees have a measure each."""
    opened = ready_round(measures=2)
    second = make_committee(opened.plan.municipality, "Tekniska nämnden")
    measure = opened.plan.principles.get().goals.get().measures.order_by("order").last()
    assert measure is not None
    Responsibility.objects.filter(measure=measure).update(committee=second)
    part = CommitteePart.objects.create(
        round=opened, committee=second, status="accepted", meeting_on="2027-01-21", section="§ 5"
    )
    opened.parts.first().progress.filter(measure=measure).update(part=part)  # type: ignore[union-attr]
    return opened


def coordinator(plan: Plan) -> User:
    """Return the coordinator of the plan's lead municipality."""
    found = User.objects.filter(memberships__municipality=plan.municipality, memberships__role="coordinator").first()
    return found or make_user("coordinator", plan.municipality)


def frozen(
    opened: Round, *, made: bool = True, published: bool = False, reason: str = "", in_parts: bool = True
) -> Edition:
    """Return the next edition of a round; made: its files are there."""
    by = coordinator(opened.plan)
    edition = freeze(Round.objects.get(pk=opened.pk), by=by, correction_reason=reason, in_parts=in_parts)
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
