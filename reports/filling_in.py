"""A committee fills in its part: every save takes the part's row lock, so that it comes before or after a submission,
an acceptance or a freeze, and never half.

Saves are idempotent: who posts the same again changes nothing and makes no second record.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models import Value as Number
from django.http import Http404
from django.utils.translation import gettext as _

from indicators.models import Value
from reports.desk.figures import Place, Stored
from reports.models import CommitteePart, NotAllowed, Progress, Round
from reports.pace import seconds_per_answer
from reports.round_mails import needs_no_reminder
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import Clash, merge, same

OF_ROUND = (
    "status", "year", "due_on", "plan__slug", "plan__languages", "plan__area_id", "plan__municipality__area_id"
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One cell as somebody left it: a number, a reason why there is none, or neither. version: what they had read."""

    key: str
    place: Place
    number: Decimal | None
    missing: str
    version: int
    # What the person confirmed when asked, or wrote beside it; None = was not asked, or did not answer.
    note: str | None = None


@dataclass(frozen=True)
class Told:
    """What somebody wrote about one measure. version: of the progress that they had read; fields: those posted."""

    measure: int
    version: int
    fields: Mapping[str, str]


class Fate(Enum):
    """What becomes of a cell that was posted."""

    KEEP = "keep what is saved"
    WRITE = "write what was posted"
    CLASH = "ask the writer"


@dataclass
class Clashes(Exception):
    """Others changed the same fields or cells meanwhile; nothing was written.

    version, merged: of the progress as it would be saved, the clashing fields as they are saved now; written: the
    cells that do not clash.
    """

    fields: Sequence[Clash] = ()
    cells: Sequence[tuple[Entry, Stored]] = ()
    version: int = 0
    merged: Mapping[str, str] = field(default_factory=dict)
    written: Sequence[Entry] = ()


def take(user: User | AnonymousUser, part_id: int) -> CommitteePart:
    """Return a part that the user fills in, locked until the transaction ends, with its round and plan.

    Raises Http404 when it is not theirs. The round is read once the lock is held: joined, it would be as it was before
    the wait for the lock. Hundreds save on the last evening: only what a save needs is read.
    """
    part = _TAKEN.first(user=user.pk or 0, part=part_id)
    if part is None:
        raise Http404
    part.round = round_of(part.round_id)
    return part


def save_answers(
    part: CommitteePart, *, by: User, told: Told | None = None, entries: Sequence[Entry] = ()
) -> tuple[Progress | None, dict[str, Stored]]:
    """Save what the committee wrote about a measure, and figures; return the progress and each cell as stored.

    part: as `take()` gave it, in the same transaction.
    All or nothing. Zero is a number; a cell with neither number nor reason is no row. Raises NotAllowed when the part
    is no longer open, and Clashes when a colleague changed the same field or cell to something else meanwhile.
    """
    row = _ROW.first(part=part.pk, measure=told.measure) if told else None
    if told and row is None:
        raise Http404
    part.require_open()
    before = {name: getattr(row, name) for name in told.fields} if told else {}
    fields = merge(row, told.version, told.fields) if row and told else []
    after = {name: getattr(row, name) or "" for name in before}
    rows = _rows_at([entry.place for entry in entries])
    fates = {entry.key: _fate(entry, rows.get(entry.place)) for entry in entries}
    cells = [(entry, _stored(rows.get(entry.place))) for entry in entries if fates[entry.key] is Fate.CLASH]
    written = [entry for entry in entries if fates[entry.key] is Fate.WRITE]
    if fields or cells:
        raise Clashes(fields, cells, row.version if row else 0, after, written)
    if written or any(not same(before[name], value) for name, value in after.items()):
        part.begin()
        _write(written, rows, by)
        if row is not None:
            # Also for a figure alone: its measure was worked on.
            row.save()
    return row, {entry.key: _stored(rows.get(entry.place)) for entry in entries}


def submit(
    part: CommitteePart, *, by: User, meeting_on: datetime.date, section: str, comment: str, may_lack: bool = False
) -> None:
    """Hand the part in. Raises NotAllowed when it is no longer open, or when measures lack a state without a reason.

    may_lack: the comment says why some measures are not filled in.
    """
    with transaction.atomic():
        now = take(by, part.pk)
        if not may_lack and Progress.objects.filter(part=now, state="").exists():
            raise NotAllowed(_("Some measures are not filled in. Fill them in, or say in the comment why not."))
        now.seconds_per_answer = seconds_per_answer(now)
        now.submit(by=by, meeting_on=meeting_on, section=section, comment=comment)
        needs_no_reminder(now)


def _taken(user: int, part: int) -> QuerySet[CommitteePart]:
    own = CommitteePart.objects.filled_in_by(User(pk=user)).select_for_update(no_key=True, of=("self",))
    rows: QuerySet[CommitteePart] = own.filter(pk=part).only("version", "status", "round_id", "committee_id")
    return rows


def round_of(pk: int) -> Round:
    """Return the round with its plan and the plan's municipality, of each what a save needs."""
    return _ROUND.objects(pk=pk)[0]


def _round(pk: int) -> QuerySet[Round]:
    return Round.objects.filter(pk=pk).select_related("plan__municipality").only(*OF_ROUND)


_TAKEN = Compiled(CommitteePart, _taken)
_ROUND = Compiled(Round, _round)
_VALUES = Compiled(Value, lambda indicators, areas, years: Value.objects.filter(
    indicator__in=indicators, area__in=areas, year__in=[Number(year) for year in years]
))  # fmt: skip
_ROW = Compiled(Progress, lambda part, measure: Progress.objects.filter(part=part, measure=measure))


def _rows_at(places: Sequence[Place]) -> dict[Place, Value]:
    if not places:
        return {}
    rows = _VALUES.objects(
        indicators={place[0] for place in places}, areas={place[1] for place in places},
        years={place[2] for place in places},
    )  # fmt: skip
    return {(row.indicator_id, row.area_id, row.year, row.category_id): row for row in rows}


def _stored(row: Value | None) -> Stored:
    return Stored(row.number, row.missing, row.note, row.version) if row else Stored()


def _fate(entry: Entry, row: Value | None) -> Fate:
    """Return what becomes of a cell: compared with what is saved now and with what the writer had read."""
    stored = _stored(row)
    mine, theirs = (entry.number, entry.missing), (stored.number, stored.missing)
    if mine == theirs:
        return Fate.WRITE if row and entry.note is not None and entry.note != stored.note else Fate.KEEP
    if entry.version == stored.version:
        return Fate.WRITE
    base = _at_version(entry) if entry.version else (None, "")
    if base == mine:
        return Fate.KEEP
    return Fate.WRITE if base == theirs else Fate.CLASH


def _at_version(entry: Entry) -> tuple[Decimal | None, str] | None:
    """Return the cell as the history has it at the version that the writer had read."""
    events = _history(entry.place).filter(version=entry.version).order_by("-pgh_id")
    found: tuple[Decimal | None, str] | None = events.values_list("number", "missing").first()
    return found


def _history(place: Place) -> QuerySet[Any]:
    indicator, area, year, category = place
    events = Value.events.rel.related_model.objects  # type: ignore[attr-defined]
    found: QuerySet[Any] = events.filter(indicator_id=indicator, area_id=area, year=year, category_id=category)
    return found


def _write(entries: Sequence[Entry], rows: dict[Place, Value], by: User) -> None:
    for entry in entries:
        row = rows.get(entry.place)
        if entry.number is None and not entry.missing:
            if row is not None:
                row.delete()
                del rows[entry.place]
            continue
        if row is None:
            row = rows[entry.place] = _new_row(entry.place)
        if entry.note is not None or (entry.number, entry.missing) != (row.number, row.missing):
            row.note = (entry.note or "")[:500]
        row.number, row.missing, row.entered_by = entry.number, entry.missing, by
        row.save()


def _new_row(place: Place) -> Value:
    """Return a new row whose version goes on from a deleted one's, so that nobody mistakes it for that one."""
    indicator, area, year, category = place
    last: int = _history(place).aggregate(last=Max("version"))["last"] or 0
    return Value(indicator_id=indicator, area_id=area, year=year, category_id=category, version=last + 1)
