"""A mail in the morning to who has not read what was written in the discussions about measures.

It says where and never what: a discussion is a working paper. Ended by one click, as the other summaries are.
"""

import datetime
from collections import defaultdict

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.consultation_mails import best, named_with_years
from reports.models import Comment, CommitteePart, Reader, Round
from welfareplans.organisations.mail import post
from welfareplans.organisations.models import Membership, User
from welfareplans.organisations.texts import localised
from welfareplans.organisations.unsubscribing import unsubscribe_address

HOURS = range(6, 9)
# Who has not read a comment for so long has been told of it, or does not want to know.
RECENT = datetime.timedelta(days=3)


def send_comment_mails(now: datetime.datetime) -> int:
    """Put a mail into the outbox for everybody who has unread comments; return how many. now: local time.

    A mail is about the newest of them, so that nobody is told of the same one twice.
    """
    if now.hour not in HOURS:
        return 0
    recent = Comment.objects.filter(written_at__gt=now - RECENT, progress__part__round__in=Round.objects.running())
    return sum(send_mail(user, language, recent) for user, language in listeners(recent))


def listeners(recent: QuerySet[Comment]) -> list[tuple[User, str]]:
    """Return who may have something to read, with their language: the committees and the coordinators concerned."""
    parts = CommitteePart.objects.filter(progress__comments__in=recent)
    homes = Q(municipality__in=parts.values("committee__municipality"))
    homes |= Q(municipality__in=parts.values("round__plan__municipality"))
    rows = Membership.objects.filter(
        Q(role=Membership.Role.COMMITTEE, committee__in=parts.values("committee"))
        | (Q(role=Membership.Role.COORDINATOR) & homes),
        user__is_active=True, user__wants_reminders=True,
    ).select_related("user", "municipality")  # fmt: skip
    found = {
        one.user_id: (one.user, one.user.language or one.municipality.languages[0]) for one in rows.order_by("-pk")
    }
    return list(found.values())


def unread(user: User, recent: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return those of the comments that the user has not read, of the other side and of colleagues."""
    parts = CommitteePart.objects
    mine = Q(progress__part__in=parts.filled_in_by(user)) | Q(progress__part__in=parts.judged_by(user))
    read = Reader.objects.filter(user=user, progress=OuterRef("progress"), last_id__gte=OuterRef("pk"))
    return recent.filter(mine).exclude(Exists(read)).exclude(written_by=user)


def send_mail(user: User, language: str, recent: QuerySet[Comment]) -> bool:
    """Put one person's mail into the outbox; return whether there was anything to tell."""
    rows = unread(user, recent).annotate(part_id=F("progress__part")).values_list("part_id", "progress_id", "pk")
    measures, newest = defaultdict(set), 0
    for part, progress, pk in rows:
        measures[part].add(progress)
        newest = max(newest, pk)
    if not measures:
        return False
    parts = CommitteePart.objects.filter(pk__in=measures).select_related("committee", "round__plan").order_by("pk")
    own = set(CommitteePart.objects.filled_in_by(user).filter(pk__in=measures).values_list("pk", flat=True))
    with override(language):
        told = [told_of(part, len(measures[part.pk]), is_own=part.pk in own) for part in parts]
        body = render_to_string("reports/mail/comments.txt", {"parts": told}).strip() + "\n"
        post(
            f"comments-{user.pk}-{newest}", to=user.email, language=language,
            subject=_("New comments in the follow-up"), body=body, about=f"comments-{user.pk}",
            unsubscribe=unsubscribe_address(user.pk, language),
        )  # fmt: skip
    return True


def told_of(part: CommitteePart, measures: int, *, is_own: bool) -> dict[str, object]:
    """Return what the mail says of one part."""
    plan = part.round.plan
    return {
        "title": named_with_years(best(localised(plan, "title"), plan), plan),
        "year": part.round.year,
        "committee": best(localised(part.committee, "name"), plan),
        "measures": measures,
        "link": settings.SITE_URL + reverse("reports:desk" if is_own else "reports:part_judge", args=[part.pk]),
    }
