"""Tells from a fingerprint whether a file is a published report, and which."""

import hashlib
import re
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import File
from django.db.models import Q

from reports.cuts import BRIEF, Cut
from reports.models import Edition, EditionFile
from welfareplans.organisations.models import Committee, User

# So many digits are printed in a report; fewer could be anybody's.
LEAST = 16


@dataclass(frozen=True)
class Genuine:
    """A published edition. file: the very file, when the fingerprint is that of a file; newest: the one in force."""

    edition: Edition
    newest: Edition
    file: EditionFile | None

    @property
    def is_brief(self) -> bool:
        """Tell whether the file is the report in brief."""
        return self.file is not None and self.file.part == BRIEF

    @property
    def committee(self) -> Committee | None:
        """Return the committee whose report the file is."""
        cut = Cut(part=self.file.part) if self.file else Cut()
        return Committee.objects.filter(pk=cut.committee).first() if cut.committee else None

    @property
    def is_replaced(self) -> bool:
        """Tell whether the edition has been corrected since."""
        return self.newest.pk != self.edition.pk


def digits_of(text: str) -> str:
    """Return the digits of a fingerprint as it is written or pasted; empty when it is none."""
    found = re.sub(r"[\s:.\u00a0-]", "", text[:200]).lower()
    return found if re.fullmatch(rf"[0-9a-f]{{{LEAST},64}}", found) else ""


def hashed(file: "File[bytes]") -> str:
    """Return the SHA-256 of a file, which is not kept."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def genuine(digits: str, user: User | AnonymousUser) -> Genuine | None:
    """Return the published edition with this fingerprint among those that the user may read."""
    published = Edition.objects.visible_to(user).filter(publication__isnull=False).defer("content")
    rows = published.select_related("round__plan__municipality__area")
    printed = Q(content_sha256__startswith=digits) | Q(sha256=digits)
    files = EditionFile.objects.filter(printed, edition__in=published).defer("pdf").select_related("partner__area")
    file = files.order_by("pk").first()
    wanted = Q(pk=file.edition_id) if file else Q(sha256__startswith=digits)
    edition = rows.filter(wanted).first()
    if edition is None:
        return None
    newest = rows.filter(round=edition.round_id).order_by("-number")[0]
    return Genuine(edition, newest, file)
