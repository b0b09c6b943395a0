"""Lets councillors, and the public where it is open, read an edition."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import Edition, Job, NotAllowed, Publication, Round
from welfareplans.organisations.models import User


@transaction.atomic
def publish(edition: Edition, *, by: User) -> Publication:
    """Publish the newest edition of a round once all its files are there; doing it again changes nothing.

    Raises NotAllowed with the reason in words.
    """
    round = Round.objects.select_for_update().get(pk=edition.round_id)
    done = Publication.objects.filter(edition=edition).first()
    if done:
        return done
    if round.editions.filter(number__gt=edition.number).exists():
        raise NotAllowed(_("There is a newer edition: publish that one."))
    files = Job.objects.of_edition(edition.pk)
    if files.exclude(state=Job.State.DONE).exists() or not edition.files.exists():
        raise NotAllowed(_("Publish when all files of the edition are ready."))
    round.publish()
    return Publication.objects.create(edition=edition, published_at=timezone.now(), published_by=by)
