"""A plan in consultation: its coordinator, an invited committee, an organisation with its link."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from plans import consulting
from plans.inviting import invite
from plans.models import Consultation, Invitation, Measure, Plan
from plans.stating import save_drafts, submit
from tests.factories import make_committee, make_municipality, make_plan, make_user
from welfareplans.organisations.models import User
from welfareplans.organisations.secret_links import secret_of


@dataclass(frozen=True)
class Cast:
    """Granvik's plan in consultation."""

    plan: Plan
    consultation: Consultation
    coordinator: User
    member: User
    committee: Invitation
    organisation: Invitation

    @property
    def link(self) -> str:
        """Return the organisation's personal link."""
        return f"/sv/consultation/{secret_of(self.organisation.seed)}/"

    @property
    def page(self) -> str:
        """Return the coordinator's page."""
        return f"/sv/plans/{self.plan.slug}/consultation/{self.consultation.number}/"

    def measure(self) -> str:
        """Return the key of the first measure."""
        first = Measure.objects.of_plan(self.plan).first()
        assert first
        return f"measure-{first.pk}"


def in_days(days: int) -> datetime.date:
    """Return a day from now."""
    return timezone.localdate() + datetime.timedelta(days=days)


def make_consultation(*, is_open: bool = True, measures: int = 1, slug: str = "granvik") -> Cast:
    """Return a consultation with a committee and an organisation; open: its last day is in ten days."""
    municipality = make_municipality(slug)
    committee = make_committee(municipality)
    coordinator = make_user("coordinator", municipality)
    member = make_user("committee", municipality, committee)
    plan = make_plan(municipality, committee, status="draft", measures=measures)
    row = consulting.prepare(plan, due_on=in_days(10), instructions={"instructions_sv": "Läs hela planen."})
    [by_committee, by_link] = invite(
        row, committees=[committee.pk], name="Hem och Skola", email="hem@skola.example", language="fi"
    )
    if is_open:
        row = consulting.open_for_statements(row)
    return Cast(Plan.objects.get(pk=plan.pk), row, coordinator, member, by_committee, by_link)


def state_about(invitation: Invitation, texts: dict[str, str]) -> None:
    """Write and hand in a statement."""
    read = {one.about: one.version for one in invitation.statements.all()}
    save_drafts(invitation, texts, read)
    submit(invitation, signed_as="Ordförande", signed_by="Nora Namn", written_in="sv")
