"""Deletes attached files that nobody can reach any more: removed ones of accepted parts, and files without a row."""

import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from reports.models import Attachment, CommitteePart
from reports.models.attachment import FOLDER

# A file is written a moment before its row, and its part may be filled in when the clock looks.
YOUNG = datetime.timedelta(days=1)


def tidy_attachments() -> int:
    """Return how many files were deleted. A crash in between leaves files without a row, which the next time finds."""
    Attachment.objects.filter(removed_at__isnull=False, progress__part__status=CommitteePart.Status.ACCEPTED).delete()
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    known = set(Attachment.objects.values_list("file", flat=True))
    lost = [place for name in names if (place := f"{FOLDER}/{name}") not in known and is_old(place)]
    for place in lost:
        default_storage.delete(place)
    return len(lost)


def is_old(place: str) -> bool:
    """Tell whether a file was written so long ago that its row would be there."""
    return default_storage.get_modified_time(place) < timezone.now() - YOUNG
