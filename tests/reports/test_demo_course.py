"""The joint plan's year in the demo: seven committees, one late, one returned twice, one with a workbook."""

import pytest

from reports.demo import load_demo
from reports.models import CommitteePart, Progress, RoundStep, WorkbookDraft
from reports.part_history import part_history

pytestmark = pytest.mark.django_db


def steps(committee: str) -> list[tuple[str, str]]:
    """Return what the history of a committee's part of 2025 tells, the oldest first: what, and on which day."""
    part = CommitteePart.objects.get(round__year=2025, committee__name_sv=committee)
    return [(step.act, step.when.split()[0]) for step in reversed(part_history(part))]


def test_the_history_tells_what_went_otherwise_than_usual() -> None:
    load_demo()
    assert steps("Bildningsnämnden i Ejdervik")[1:] == [
        ("Inlämnad", "19.1.2026"), ("Returnerad", "21.1.2026"), ("Inlämnad", "22.1.2026"),
        ("Returnerad", "26.1.2026"), ("Inlämnad", "28.1.2026"), ("Godkänd", "29.1.2026"),
    ]  # fmt: skip
    assert steps("Tekniska nämnden i Sälgrynna")[1:] == [
        ("Öppnad på nytt", "3.2.2026"), ("Inlämnad", "5.2.2026"), ("Godkänd", "6.2.2026"),
    ]  # fmt: skip
    assert [day for _act, day in steps("Fritidsnämnden i Skärgården")[1:]] == ["13.1.2026", "14.1.2026"]
    closed = RoundStep.objects.get(act="closed")
    assert (closed.round.year, closed.round.plan.slug) == (2025, "skargarden-2023-2027")


def test_what_was_asked_for_was_written_afterwards_and_the_workbook_was_saved() -> None:
    load_demo()
    row = Progress.objects.get(
        part__round__year=2025, part__committee__name_sv="Bildningsnämnden i Ejdervik",
        text_sv__startswith="Flytbryggan",
    )  # fmt: skip
    told = row.events.order_by("pgh_id").values_list("text_sv", "return_reason")  # type: ignore[attr-defined]
    assert [bool(text) for text, _reason in told][:2] == [False, False]
    assert any("örådet" in reason for _text, reason in told)
    draft = WorkbookDraft.objects.get()
    assert draft.saved_at
    assert draft.part.committee.name_sv == "Bildningsnämnden i Skärgården"
    filled = draft.part.progress.filter(text_sv__startswith="Barngrupperna").get()
    assert filled.proposal == "continue"
