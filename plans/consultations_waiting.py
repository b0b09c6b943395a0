"""The consultations that wait for somebody on My work."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from plans.models import Consultation, Invitation
from welfareplans.organisations.models import User


@dataclass(frozen=True)
class Waiting:
    """What waits: statements that somebody is asked for, and consultations that somebody leads."""

    asked: list[Invitation]
    led: list[Consultation]

    def __bool__(self) -> bool:
        return bool(self.asked or self.led)


def waiting_consultations(user: User) -> Waiting:
    """Return open consultations where the user's party is asked, and those of the user's plans that go on."""
    named = ("consultation__plan__municipality__area", "committee__municipality__area", "municipality__area")
    asked = (
        Invitation.objects.answered_by(user)
        .filter(consultation__ended_at__isnull=True, consultation__due_on__gte=timezone.localdate())
        .select_related(*named)
        .defer("consultation__content")
        .order_by("consultation__due_on", "pk")
    )
    standing = Q(invitations__withdrawn_at__isnull=True)
    led = (
        Consultation.objects.readable_by(user)
        .filter(opened_at__isnull=False, answered_at__isnull=True)
        .select_related("plan__municipality__area")
        .defer("content")
        .annotate(
            asked=Count("invitations", filter=standing),
            handed_in=Count("invitations", filter=standing & Q(invitations__submitted_at__isnull=False)),
        )
        .order_by("due_on", "pk")
    )
    return Waiting(list(asked), list(led))
