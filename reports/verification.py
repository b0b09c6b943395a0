"""Recomputes every fingerprint: of contents, of files, and of the chain from one edition to the next."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.cuts import Cut
from reports.models import Edition, EditionFile
from welfareplans.organisations.canonical_json import fingerprint


@dataclass
class Verification:
    """How much was looked at, and a line for each thing that is not as it was frozen."""

    editions: int = 0
    files: int = 0
    broken: list[str] = field(default_factory=list)


def verify_editions() -> Verification:
    """Return what was found; one row is in memory at a time."""
    found = Verification()
    before: Edition | None = None
    rows = Edition.objects.select_related("round__plan").order_by("round", "number")
    for edition in rows.iterator(chunk_size=20):
        found.editions += 1
        found.broken += broken_edition(edition, before if before and before.round_id == edition.round_id else None)
        before = edition
    files = EditionFile.objects.select_related("edition__round__plan", "partner").defer("edition__content")
    for file in files.order_by("pk").iterator(chunk_size=5):
        found.files += 1
        if hashlib.sha256(bytes(file.pdf)).hexdigest() != file.sha256:
            cut = Cut(file.partner.slug if file.partner else None, file.part)
            found.broken.append(f"{name(file.edition)} {file.language}{cut.key}: the file was altered")
    return found


def broken_edition(edition: Edition, before: Edition | None) -> Iterator[str]:
    """Return what is wrong with an edition and its link to the one before it."""
    if fingerprint(edition.content) != edition.sha256:
        yield f"{name(edition)}: the content was altered"
    if edition.number != (before.number + 1 if before else 1):
        yield f"{name(edition)}: the edition before it is missing"
    elif edition.previous_sha256 != (before.sha256 if before else ""):
        yield f"{name(edition)}: it does not follow the edition before it"


def name(edition: Edition) -> str:
    """Return what people call an edition."""
    return f"{edition.round.plan.slug} {edition.round.year} edition {edition.number}"
