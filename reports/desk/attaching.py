"""Files of a measure: attached, removed and put back while the part is open."""

import hashlib
import re
import unicodedata
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.desk.file_kinds import NotTaken, kind_of
from reports.filling_in import take
from reports.models import Attachment, Progress
from reports.models.attachment import random_name
from welfareplans.organisations.file_sizes import file_size
from welfareplans.organisations.models import User

# Bytes of one file (the body limit of the site is a little more) and of all files of a part; files of one measure.
MOST_BYTES, MOST_BYTES_OF_PART, MOST_FILES = 8_000_000, 100_000_000, 10
MOST_LETTERS = 120


def attach(part_id: int, measure_id: int, upload: "UploadedFile[bytes] | None", *, by: User) -> Attachment:
    """Keep a file at a measure and return its row; the same file a second time is the same row.

    Raises Http404, NotAllowed when the part is no longer open, and NotTaken with the reason. The bytes are kept as
    they are.
    """
    if upload is None:
        raise NotTaken(_("Choose a file."))
    if (upload.size or 0) > MOST_BYTES:
        raise NotTaken(_("The file is larger than %(size)s.") % {"size": file_size(MOST_BYTES)})
    data = upload.read()
    kind = kind_of(data)
    with transaction.atomic():
        part = take(by, part_id)
        progress = get_object_or_404(Progress, part=part, measure=measure_id)
        part.require_open()
        part.begin()
        digest = hashlib.sha256(data).hexdigest()
        same = Attachment.objects.filter(progress=progress, sha256=digest).first()
        if same is None or same.removed_at:
            _refuse_too_many(progress, len(data))
        if same is not None:
            Attachment.objects.filter(pk=same.pk).update(removed_at=None)
            return same
        return _keep(progress, data, kind, digest, shown_name(upload.name or "", kind), by)


def _refuse_too_many(progress: Progress, size: int) -> None:
    kept = Attachment.objects.kept()
    if kept.filter(progress=progress).count() >= MOST_FILES:
        raise NotTaken(_("A measure can have %(most)s files. Remove one first.") % {"most": MOST_FILES})
    # Removed files count too: they are kept until the part is handed in, so that they can be put back.
    sizes = Attachment.objects.filter(progress__part=progress.part_id).values_list("size", flat=True)
    if sum(sizes) + size > MOST_BYTES_OF_PART:
        raise NotTaken(_("The committee’s files are together larger than %(size)s.") % {
            "size": file_size(MOST_BYTES_OF_PART)
        })  # fmt: skip


def _keep(progress: Progress, data: bytes, kind: str, digest: str, name: str, by: User) -> Attachment:
    """Write the file, then its row; whatever fails, neither is left behind."""
    place = random_name(Attachment(), "")
    try:
        kept_at = default_storage.save(place, ContentFile(data))
        with transaction.atomic():
            return Attachment.objects.create(
                progress=progress, file=kept_at, name=name, kind=kind, size=len(data), sha256=digest, added_by=by
            )
    except OSError as error:
        _forget(place)
        raise NotTaken(_("The file could not be stored just now. Try again later, or tell the coordinator.")) from error
    except BaseException:
        _forget(place)
        raise


def _forget(place: str) -> None:
    """Delete what was written of a file; a disk that is full or gone may not even allow that."""
    try:
        default_storage.delete(place)
    except OSError:
        return


def set_removed(attachment_id: int, *, removed: bool, by: User) -> Attachment:
    """Remove a file, or put it back. Raises Http404, NotAllowed when the part is no longer open, and NotTaken."""
    rows = Attachment.objects.editable_by(by).select_related("progress")
    found: Attachment = get_object_or_404(rows, pk=attachment_id)
    with transaction.atomic():
        take(by, found.progress.part_id).require_open()
        if not removed and Attachment.objects.kept().filter(progress=found.progress).count() >= MOST_FILES:
            raise NotTaken(_("A measure can have %(most)s files. Remove one first.") % {"most": MOST_FILES})
        Attachment.objects.filter(pk=found.pk).update(removed_at=timezone.now() if removed else None)
    return found


def shown_name(text: str, kind: str) -> str:
    """Return the name as it is shown and downloaded: one line, no path, no hidden signs, the ending of its content."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    last = re.split(r"[/\\]", text)[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    path = PurePath(re.sub(r'[<>:"|?*\s]+', " ", visible).strip(" ."))
    ending = path.suffix.casefold().lstrip(".")
    known = ending == kind or (kind, ending) == ("jpg", "jpeg")
    stem = path.stem if known or re.fullmatch("[a-z0-9]{1,5}", ending) else path.name
    return f"{stem[:MOST_LETTERS].strip(' .') or _('Attachment')}.{kind}"
