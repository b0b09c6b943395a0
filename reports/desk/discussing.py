"""The discussion about a measure: written by the committee and by those who judge its part, until it is accepted."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from reports.models import Comment, CommitteePart, NotAllowed, Progress, Reader
from welfareplans.organisations.models import User

MOST_LETTERS = 4000


def discussed_part(part_id: int, user: User) -> tuple[CommitteePart, bool]:
    """Return a part that the user fills in or judges, and whether they are its judge. Raises Http404."""
    rows = CommitteePart.objects.select_related("round__plan__municipality__area", "committee__municipality__area")
    own = rows.filter(pk=part_id, pk__in=CommitteePart.objects.filled_in_by(user)).first()
    judged = rows.filter(pk=part_id, pk__in=CommitteePart.objects.judged_by(user)).first() if own is None else None
    found = own or judged
    if found is None:
        raise Http404
    return found, own is None


class Refused(ValueError):
    """A comment that cannot be written; the message says why."""


def say(part_id: int, measure_id: int, text: str, once: str, *, by: User) -> Comment:
    """Write a comment and return it; the same form a second time is the same comment.

    Raises Http404, NotAllowed when the part is accepted or its report published, and Refused with the reason.
    """
    _found, is_judge = discussed_part(part_id, by)
    words = checked(text)
    try:
        key = uuid.UUID(once)
    except ValueError:
        raise Refused(_("Open the page again and write once more.")) from None
    with transaction.atomic():
        part = CommitteePart.objects.select_for_update(no_key=True).get(pk=part_id)
        progress = get_object_or_404(Progress, part=part, measure=measure_id)
        if not can_discuss(part):
            raise NotAllowed(_("The part is accepted, so its discussion can no longer be changed."))
        said, _made = Comment.objects.get_or_create(
            progress=progress, once=key, defaults={"text": words, "is_coordinators": is_judge, "written_by": by}
        )
        newest = {"last": said, "seen_at": said.written_at}
        Reader.objects.update_or_create(progress=progress, user=by, defaults=newest)
    return said


def checked(text: str) -> str:
    """Return the text as it is kept. Raises Refused when it is empty, too long or not a text."""
    field = forms.CharField(max_length=MOST_LETTERS, error_messages={"required": _("Write something first.")})
    try:
        words = str(field.clean(text))
        words.encode()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    except UnicodeEncodeError as error:
        raise Refused(_("The text has signs that are not letters. Write it again.")) from error
    return words


def can_discuss(part: CommitteePart) -> bool:
    """Tell whether comments are still written; its round must be loaded."""
    return part.status != CommitteePart.Status.ACCEPTED and part.round.is_collecting
