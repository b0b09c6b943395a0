"""What lies beside a measure's answer: its files, and what the committee and the coordinator say about it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import Attachment, Comment, CommitteePart, Progress, Reader
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User


@dataclass(frozen=True)
class Said:
    """One comment. seen: who of the other side has read so far as this, and when."""

    who: str
    role: str
    when: str
    text: str
    is_mine: bool
    is_new: bool
    seen: str = ""


@dataclass(frozen=True)
class Papers:
    """Files and comments of one measure. once: the key of the form of the next comment."""

    files: list[Attachment] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    last: int = 0
    once: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.files or self.said)

    @property
    def new(self) -> int:
        """Return how many comments of others the reader has not seen."""
        return sum(one.is_new for one in self.said)


def papers(part: CommitteePart, measure: int, reader: User | AnonymousUser) -> Papers:
    """Return what lies beside one measure, with a new key for the next comment."""
    return replace(papers_of(part, reader, [measure]).get(measure, Papers()), once=str(uuid.uuid4()))


def papers_of(
    part: CommitteePart, reader: User | AnonymousUser, measures: Sequence[int] | None = None
) -> dict[int, Papers]:
    """Return what lies beside each measure (by its key) that has something. Three queries."""
    asked = {"part": part.pk} | ({} if measures is None else {"measures": measures})
    files, comments = defaultdict(list), defaultdict(list)
    for row in _FILES.objects(**asked):
        files[row.progress.measure_id].append(row)
    for said in _COMMENTS.objects(**asked):
        comments[said.progress.measure_id].append(said)
    readers = defaultdict(list)
    for one in _READERS.objects(**asked) if comments else []:
        readers[one.progress.measure_id].append(one)
    return {
        key: Papers(
            files[key], _said(comments[key], readers[key], reader.pk or 0),
            last=comments[key][-1].pk if comments[key] else 0,
        )
        for key in {*files, *comments}
    }  # fmt: skip


def _beside(rows: QuerySet[Any], who: str, part: int, measures: Collection[int] | None = None) -> QuerySet[Any]:
    """Return the rows with the name of their person, and of the answer nothing but its measure."""
    rows = rows.filter(progress__part=part)
    if measures is not None:
        rows = rows.filter(progress__measure__in=measures)
    rest = [
        f"progress__{field.name}" for field in Progress._meta.concrete_fields if field.name not in ("id", "measure")
    ]
    return rows.select_related("progress", who).defer(*rest)


_FILES = Compiled(Attachment, lambda **asked: _beside(Attachment.objects.kept(), "added_by", **asked))
_COMMENTS = Compiled(Comment, lambda **asked: _beside(Comment.objects.all(), "written_by", **asked))
_READERS = Compiled(Reader, lambda **asked: _beside(Reader.objects.order_by("seen_at"), "user", **asked))


def _said(comments: list[Comment], readers: list[Reader], reader: int) -> list[Said]:
    mine = next((row.last_id for row in readers if row.user_id == reader), 0)
    return [
        Said(
            who=(said.written_by.name if said.written_by else "") or _("A colleague"),
            role=_("coordinator") if said.is_coordinators else _("committee"),
            when=timezone.localtime(said.written_at).strftime("%-d.%-m.%Y %H.%M"), text=said.text,
            is_mine=said.written_by_id == reader, is_new=said.written_by_id != reader and said.pk > mine,
            seen=_seen(said, readers) if said is comments[-1] else "",
        )
        for said in comments
    ]  # fmt: skip


def _seen(said: Comment, readers: list[Reader]) -> str:
    """Return who has seen the last comment, its writer left out."""
    names = [
        f"{row.user.name or _('A colleague')} {timezone.localtime(row.seen_at).strftime('%-d.%-m. %H.%M')}"
        for row in readers
        if row.last_id >= said.pk and row.user_id != said.written_by_id
    ]
    return _("Seen by %(names)s") % {"names": ", ".join(names)} if names else ""


def mark_seen(part: CommitteePart, reader: User | AnonymousUser, shown: dict[int, Papers]) -> None:
    """Keep that the reader has now seen the discussions; nothing is written when there is nothing new."""
    last = [beside.last for beside in shown.values() if beside.new]
    if not last or not reader.pk:
        return
    now = timezone.now()
    rows = Comment.objects.filter(pk__in=last).values_list("pk", "progress_id")
    Reader.objects.bulk_create(
        [Reader(progress_id=progress, user_id=reader.pk, last_id=pk, seen_at=now) for pk, progress in rows],
        update_conflicts=True, unique_fields=["progress", "user"], update_fields=["last", "seen_at"],
    )  # fmt: skip
