"""Granvik's round with a committee whose member reads Finnish, and its coordinator; a joint plan with Sund."""

import datetime
from dataclasses import dataclass

from django.test import Client
from django.utils import timezone

from plans.models import Partner, Responsibility
from reports.models import CommitteePart, Round
from tests.factories import make_committee, make_municipality, make_plan, make_round, make_user
from welfareplans.organisations.models import User

MEETING = datetime.date(2027, 1, 11)


@dataclass(frozen=True)
class RoundCast:
    """The round, its first committee's part, and two people."""

    round: Round
    part: CommitteePart
    member: User
    coordinator: User

    def now(self) -> Round:
        """Return the round as it is."""
        return Round.objects.get(pk=self.round.pk)

    def part_now(self) -> CommitteePart:
        """Return the part as it is."""
        return CommitteePart.objects.select_related("round").get(pk=self.part.pk)

    def due_in(self, days: int) -> None:
        """Move the due date as if it had always been there."""
        today = timezone.localdate()
        Round.objects.update(
            due_on=today + datetime.timedelta(days), opens_on=today - datetime.timedelta(60)
        )  # fmt: skip

    def hand_in(self) -> None:
        """Submit the part."""
        self.part_now().submit(by=self.member, meeting_on=MEETING, section="§ 4")


def make_round_cast(measures: int = 1) -> RoundCast:
    """Return Granvik's open round; the member has chosen Finnish."""
    granvik = make_municipality()
    committee = make_committee(granvik)
    opened = make_round(make_plan(granvik, committee, measures=measures))
    member = make_user("committee", granvik, committee, name="Asta")
    User.objects.filter(pk=member.pk).update(language="fi")
    return RoundCast(opened, opened.parts.get(), member, make_user("coordinator", granvik))


def make_joint_cast() -> tuple[RoundCast, User, CommitteePart]:
    """Return the cast with Sund as partner: its coordinator, and its committee's part of the same round."""
    cast = make_round_cast(measures=1)
    sund = make_municipality("sund")
    Partner.objects.create(plan=cast.round.plan, municipality=sund)
    committee = make_committee(sund, "Sunds nämnd")
    measure = cast.part.progress.get().measure
    Responsibility.objects.create(measure=measure, committee=committee)
    make_user("committee", sund, committee, name="Sven")
    part = CommitteePart.objects.create(round=cast.round, committee=committee)
    return cast, make_user("coordinator", sund), part


def signed_in(user: User) -> Client:
    """Return a browser of somebody's."""
    client = Client()
    client.force_login(user)
    return client
