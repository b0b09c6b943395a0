"""Freezes an edition: what the round says at this moment, kept for ever, and the files that are to be made of it."""

import datetime
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.content import canonical, edition_content
from reports.cuts import Cut, cuts
from reports.jobs import enqueue
from reports.look import TEMPLATE_VERSION
from reports.models import CommitteePart, Edition, Job, NotAllowed, Round
from reports.models.job import EDITION_PDF
from welfareplans.organisations.canonical_json import fingerprint
from welfareplans.organisations.versions import EditConflict

if TYPE_CHECKING:
    from welfareplans.organisations.models import User


@transaction.atomic
def freeze(
    round: Round, *, by: "User", correction_reason: str = "", summary: Mapping[str, str] | None = None,
    despite_missing: bool = False, at: datetime.datetime | None = None, in_parts: bool = True,
) -> Edition:  # fmt: skip
    """Return the next edition of a round, frozen now; its files are made in the background.

    round: as the coordinator read it. summary: the one page's lead by language. despite_missing: the coordinator knows
    that some committees' parts are not accepted. at: when, else now. in_parts: files in brief and for each committee
    too. Raises EditConflict when the round has changed since it was read (an edition frozen meanwhile changes it too),
    NotAllowed with the reason in words.
    """
    locked = lock(round)
    parts = list(CommitteePart.objects.select_for_update().filter(round=locked).order_by("pk"))
    check(parts, despite_missing=despite_missing)
    previous = locked.editions.order_by("-number").first()
    if previous and not correction_reason.strip():
        raise NotAllowed(_("Write why the report is corrected."))
    for code, text in (summary or {}).items():
        setattr(locked, f"summary_{code}", text)
    locked.compile()
    now, number = at or timezone.now(), previous.number + 1 if previous else 1
    content = edition_content(locked, number=number, frozen_at=now, correction_reason=correction_reason)
    text = canonical(content)
    edition = Edition.objects.create(
        round=locked, number=number, content=text, sha256=fingerprint(text), template_version=TEMPLATE_VERSION,
        previous_sha256=previous.sha256 if previous else "", correction_reason=correction_reason,
        frozen_at=now, frozen_by=by,
    )  # fmt: skip
    order_files(edition, cuts(content, partners(edition), in_parts=in_parts))
    return edition


def lock(round: Round) -> Round:
    """Return the round, locked; raises EditConflict when it is no longer the one that was read."""
    rows = Round.objects.select_related("plan__municipality__area", "plan__area").select_for_update(of=("self",))
    locked = rows.get(pk=round.pk)
    if locked.version != round.version:
        raise EditConflict
    return locked


def check(parts: list[CommitteePart], *, despite_missing: bool) -> None:
    """Raise NotAllowed when there is nothing to report, or something is missing that nobody has confirmed."""
    accepted = [part for part in parts if part.status == CommitteePart.Status.ACCEPTED]
    if not accepted:
        raise NotAllowed(_("No committee's part has been accepted yet: accept at least one before you freeze."))
    if len(accepted) < len(parts) and not despite_missing:
        raise NotAllowed(_("Some committees' parts have not been accepted. Confirm that the report is made without."))


def partners(edition: Edition) -> list[str]:
    """Return the slugs of those that a joint plan's report is cut to, none for a plan of one municipality."""
    rows = edition.round.plan.partners.taking_part(on=edition.round.opens_on)
    slugs = list(rows.order_by("pk").values_list("municipality__slug", flat=True))
    return slugs if len(slugs) > 1 else []


def order_files(edition: Edition, wanted: list[Cut]) -> None:
    """Write a job for each file of an edition, and tell the worker once everything is saved."""
    jobs = Job.objects.bulk_create(
        Job(
            key=f"edition-{edition.pk}-{language}{cut.key}",
            kind=EDITION_PDF,
            payload={"edition": edition.pk, "language": language, "partner": cut.partner, "part": cut.part},
        )
        for cut in wanted
        for language in edition.round.plan.languages
    )
    for job in jobs:
        transaction.on_commit(partial(enqueue, job.pk))
