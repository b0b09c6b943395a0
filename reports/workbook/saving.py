"""Saves a workbook that was looked at: everything of it, or nothing."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from reports.filling_in import save_answers, take
from reports.models import WorkbookDraft
from reports.workbook.comparing import MINE, THEIRS, Compared, compare
from welfareplans.organisations.models import User


class NotAsSeen(Exception):
    """What would be saved is no longer what was looked at, or cannot be saved; nothing was."""


class Undecided(Exception):
    """Where two people wrote, not everything has been chosen; nothing was saved."""


def save_workbook(draft: WorkbookDraft, *, by: User, posted: Mapping[str, str]) -> None:
    """Save the draft as it was looked at; a second time saves nothing.

    posted: `basis` of what was seen, the choices of conflicts and the questions answered with yes. Raises Http404,
    NotAllowed when the part is no longer open, NotAsSeen, Undecided, and Clashes.
    """
    with transaction.atomic():
        part = take(by, draft.part_id)
        kept = WorkbookDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if kept.saved_at is not None:
            return
        # A part that is closed says so before anything else.
        save_answers(part, by=by)
        compared = compare(part, kept.content, posted)  # type: ignore[arg-type]
        if compared.faults or kept.content["problems"] or compared.basis != posted.get("basis"):
            raise NotAsSeen
        if any(posted.get(key) not in (MINE, THEIRS) for key in compared.conflicts):
            raise Undecided
        write(compared, by, posted)
        kept.saved_at = timezone.now()
        kept.save(update_fields=["saved_at"])


def write(compared: Compared, by: User, posted: Mapping[str, str]) -> None:
    """Save each measure with the figures that are asked at it, then the other figures."""
    told = {one.measure: one for one in compared.told(posted)}
    entries = compared.entries(posted)
    figures = {figure.pk: measure for measure, several in compared.asked.at.items() for figure in several}
    at = {entry.key: figures.get(int(entry.key.partition("-")[0])) for entry in entries}
    save_answers(compared.part, by=by, entries=[entry for entry in entries if at[entry.key] is None])
    for asked in compared.asked.measures:
        mine = [entry for entry in entries if at[entry.key] == asked.pk]
        if asked.pk in told or mine:
            row = told.get(asked.pk) or compared.untold(asked)
            save_answers(compared.part, by=by, told=row, entries=mine)
