"""The morning's mail about new comments: to whom, once, and never what they say."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.comment_mails import send_comment_mails
from reports.models import Comment, CommitteePart, Reader, Round
from tests.reports.round_cast import RoundCast, make_joint_cast, make_round_cast
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.models import User

pytestmark = pytest.mark.django_db


def morning(days: int = 0) -> datetime.datetime:
    return timezone.localtime().replace(hour=7) + datetime.timedelta(days)


def say(part: CommitteePart, by: User, *, coordinators: bool) -> Comment:
    """Return a new comment on the part's first measure."""
    return Comment.objects.create(
        progress=part.progress.order_by("pk")[0], text="Hemlig fråga", is_coordinators=coordinators, written_by=by,
        once=uuid.uuid4(),
    )  # fmt: skip


@pytest.fixture
def cast() -> RoundCast:
    return make_round_cast(measures=2)


def test_each_side_is_told_once_of_what_the_other_wrote(cast: RoundCast) -> None:
    say(cast.part, cast.coordinator, coordinators=True)
    assert send_comment_mails(morning()) == 1
    send_comment_mails(morning())
    mail = Mail.objects.get()
    assert (mail.to, mail.language) == (cast.member.email, "fi")
    assert "Uusia kommentteja on 1 toimenpiteestä." in mail.body
    assert f"/fi/follow-up/parts/{cast.part.pk}/" in mail.body
    assert "Hemlig" not in mail.body
    assert "/fi/unsubscribe/" in mail.unsubscribe
    say(cast.part, cast.member, coordinators=False)
    send_comment_mails(morning())
    told = Mail.objects.get(to=cast.coordinator.email)
    assert f"/sv/follow-up/parts/{cast.part.pk}/judge/" in told.body
    assert Mail.objects.count() == 2


def test_nobody_is_told_of_what_they_have_read_of_other_hours_or_against_their_wish(cast: RoundCast) -> None:
    said = say(cast.part, cast.coordinator, coordinators=True)
    assert send_comment_mails(morning().replace(hour=12)) == 0
    assert send_comment_mails(morning(5)) == 0
    reader = Reader.objects.create(progress=said.progress, user=cast.member, last=said, seen_at=timezone.now())
    assert send_comment_mails(morning()) == 0
    reader.delete()
    User.objects.update(wants_reminders=False)
    assert send_comment_mails(morning()) == 0
    User.objects.update(wants_reminders=True)
    Round.objects.update(status="handled")
    assert send_comment_mails(morning()) == 0


def test_a_partner_is_told_of_the_own_committees_discussions_only() -> None:
    cast, partner, own = make_joint_cast()
    say(cast.part, cast.member, coordinators=False)
    send_comment_mails(morning())
    assert not Mail.objects.filter(to=partner.email).exists()
    own.progress.create(measure=cast.part.progress.get().measure)
    said = say(own, User.objects.get(name="Sven"), coordinators=False)
    send_comment_mails(morning())
    assert "Sunds nämnd" in Mail.objects.get(to=partner.email).body
    assert said.written_by
    assert not Mail.objects.filter(to=said.written_by.email).exists()


def test_many_comments_ask_the_database_as_often_as_one(cast: RoundCast) -> None:
    counts = []
    for number in (1, 3):
        for _one in range(number):
            say(cast.part, cast.coordinator, coordinators=True)
        with CaptureQueriesContext(connection) as queries:
            send_comment_mails(morning())
        counts.append(len(queries))
    assert counts[0] == counts[1]
