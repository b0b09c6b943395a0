"""Saving what a party writes, and handing it in as the party's statement until the last day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.models import Consultation, Invitation, Statement
from plans.models.consulting import NotAllowed


@dataclass
class Saved:
    """What came of saving. versions: by part; changed: what others saved meanwhile; clashes: mine and theirs."""

    versions: dict[str, int] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, tuple[str, str]] = field(default_factory=dict)


def open_for(invitation: Invitation) -> Invitation:
    """Return the invitation, locked, while its consultation takes statements; raises NotAllowed."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    # Locked too, so that ending waits for us and we for ending.
    consultation = Consultation.objects.select_for_update().defer("content").get(pk=row.consultation_id)
    row.consultation = consultation
    if row.withdrawn_at is not None or not consultation.is_open:
        raise NotAllowed(_("The consultation has ended: statements can no longer be given or changed."))
    return row


@transaction.atomic
def save_drafts(invitation: Invitation, texts: Mapping[str, str], versions: Mapping[str, int]) -> Saved:
    """Save a party's texts by part. versions: those that the writer read, 0 for a part without a text.

    Where somebody else of the party has changed the same text, nothing of that part is saved.
    """
    row = open_for(invitation)
    kept = {one.about: one for one in row.statements.all()}
    saved = Saved()
    for about, text in texts.items():
        statement = kept.get(about)
        if statement is None:
            if text:
                statement = Statement.objects.create(invitation=row, about=about, text=text)
        else:
            save_one(statement, text, versions.get(about, 0), saved)
        saved.versions[about] = statement.version if statement else 0
    for about, statement in kept.items():
        if about not in texts and versions.get(about, statement.version) != statement.version:
            saved.changed[about], saved.versions[about] = statement.text, statement.version
    return saved


def save_one(statement: Statement, mine: str, read: int, saved: Saved) -> None:
    """Save one text on top of what others saved since the version that was read."""
    theirs, base = statement.text, text_at(statement, read)
    if mine == theirs:
        return
    if mine == base:
        saved.changed[statement.about] = theirs
    elif read == statement.version or theirs == base:
        statement.text = mine
        statement.save()
    else:
        saved.clashes[statement.about] = (mine, theirs)


def text_at(statement: Statement, version: int) -> str | None:
    """Return the text at a version from the history; nobody had written anything at version 0."""
    if version == 0:
        return ""
    if version == statement.version:
        return statement.text
    events: Any = statement.events  # type: ignore[attr-defined]
    found: str | None = events.filter(version=version).values_list("text", flat=True).first()
    return found


@transaction.atomic
def submit(invitation: Invitation, *, signed_as: str, signed_by: str, written_in: str) -> None:
    """Hand in what is written as the party's statement; the same again changes nothing."""
    row = open_for(invitation)
    statements = list(row.statements.all())
    if not any(one.text for one in statements):
        raise NotAllowed(_("Write your statement first, about the plan as a whole or about any part of it."))
    now = timezone.now()
    changed = [one for one in statements if one.text != one.submitted_text]
    for one in changed:
        one.submitted_text, one.submitted_at = one.text, now if one.text else None
        one.save()
    signature = (signed_as, signed_by, written_in)
    if changed or row.submitted_at is None or signature != (row.signed_as, row.signed_by, row.written_in):
        row.signed_as, row.signed_by, row.written_in = signature
        row.submitted_at = now
        row.save()


@transaction.atomic
def take_back(invitation: Invitation) -> None:
    """Take the statement back: the coordinator no longer sees it, and the party keeps its texts as drafts."""
    row = open_for(invitation)
    for one in row.statements.exclude(submitted_text=""):
        one.submitted_text, one.submitted_at = "", None
        one.save()
    if row.submitted_at is not None:
        row.submitted_at, row.signed_as, row.signed_by = None, "", ""
        row.save()
