"""What was acknowledged against what the database has."""

from collections import Counter
from dataclasses import dataclass

from reports.models import Progress


@dataclass(frozen=True)
class Entry:
    """One save that was answered with "saved": whose progress, its new version, and the text."""

    progress: int
    version: int
    text: str


def compare(entries: list[Entry]) -> tuple[int, int]:
    """Return how many acknowledged saves are lost and how many were written twice.

    Kept means: the history has the text at the version that was acknowledged, and the row has the newest of them.
    """
    told = {entry.text: entry for entry in entries}
    events = Progress.events.rel.related_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj_id__in={entry.progress for entry in entries}
    )
    written = Counter[str]()
    kept: set[str] = set()
    for progress, version, text in events.values_list("pgh_obj_id", "version", "text_sv").order_by("pgh_id"):
        entry = told.get(text or "")
        if entry is None:
            continue
        kept |= {entry.text} if (entry.progress, entry.version) == (progress, version) else set()
        written[entry.text] += 1
    newest: dict[int, Entry] = {}
    for entry in entries:
        if entry.version >= newest.get(entry.progress, entry).version:
            newest[entry.progress] = entry
    rows = dict(Progress.objects.filter(pk__in=newest).values_list("pk", "text_sv"))
    overwritten = {one.text for progress, one in newest.items() if rows.get(progress) != one.text}
    return len(set(told) - kept | overwritten), sum(times - 1 for times in written.values())
