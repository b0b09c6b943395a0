"""Inviting parties to a consultation, each once; renewing and taking back what they were given."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from plans.consultation_mails import INVITATION, send
from plans.models import Consultation, Invitation, Plan
from welfareplans.organisations.models import Committee, Municipality, User


@transaction.atomic
def invite(
    consultation: Consultation,
    *,
    committees: Iterable[int] = (),
    municipalities: Iterable[int] = (),
    name: str = "",
    email: str = "",
    language: str = "",
) -> list[Invitation]:
    """Return the new invitations. Who is invited already is left as it is.

    committees, municipalities: keys; name, email, language: of an organisation that gets a personal link.
    """
    plan = Plan.objects.select_for_update().get(pk=consultation.plan_id)
    made = []
    for committee in Committee.objects.filter(pk__in=committees).select_related("municipality"):
        told = {"kind": Invitation.Kind.COMMITTEE, "language": shared_language(committee.municipality, plan)}
        made.append(consultation.invitations.get_or_create(committee=committee, defaults=told))
    for municipality in Municipality.objects.filter(pk__in=municipalities):
        told = {"kind": Invitation.Kind.MUNICIPALITY, "language": shared_language(municipality, plan)}
        made.append(consultation.invitations.get_or_create(municipality=municipality, defaults=told))
    if name and email:
        made.append(invite_organisation(consultation, name=name, email=email.lower(), language=language))
    return [one for one, is_new in made if is_new]


def invite_organisation(consultation: Consultation, *, name: str, email: str, language: str) -> tuple[Invitation, bool]:
    """Return the organisation's invitation with its personal link, and whether it is new."""
    kind = Invitation.Kind.ORGANISATION
    found = consultation.invitations.filter(kind=kind, email__iexact=email).first()
    if found is not None:
        return found, False
    made = Invitation(consultation=consultation, kind=kind, name=name, email=email, language=language)
    made.give_link()
    made.save()
    return made, True


def shared_language(municipality: Municipality, plan: Plan) -> str:
    """Return the municipality's first language that the plan has too, else the plan's main one."""
    return next((code for code in municipality.languages if code in plan.languages), plan.languages[0])


def send_invitations(consultation: Consultation, *, by: User, site: str) -> int:
    """Post the invitations of every party; whoever has got theirs gets no second one. Return how many parties."""
    standing = consultation.invitations.filter(withdrawn_at__isnull=True)
    found = standing.select_related("committee__municipality", "municipality__area")
    for one in found:
        one.consultation = consultation
        send(INVITATION, one, by=by, site=site)
    return len(found)


def renew(invitation: Invitation, *, by: User, site: str) -> None:
    """Give the party a new link and mail it; the old one stops working."""
    invitation.give_link()
    if not invitation.has_link:
        invitation.secret_hash = None
    invitation.withdrawn_at = None
    invitation.save()
    if invitation.consultation.opened_at is not None:
        send(INVITATION, invitation, by=by, site=site)


def withdraw(invitation: Invitation) -> None:
    """Take an invitation back: the link stops working, and the statement is not counted."""
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save()
