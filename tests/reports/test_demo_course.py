"""The joint plan's year in the demo: seven committees, one late, one returned twice, one with a workbook."""

import pytest
from django.utils import timezone

from reports.demo import load_demo
from reports.models import CommitteePart, Progress, RoundStep, WorkbookDraft
from reports.part_history import part_history
from welfareplans.organisations.models import Committee, Membership, User

pytestmark = pytest.mark.django_db


def steps(committee: str) -> list[tuple[str, str, str]]:
    """Return what the history of a committee's part of 2025 tells, the oldest first: what, on which day, and who."""
    part = CommitteePart.objects.get(round__year=2025, committee__name_sv=committee)
    return [(step.act, step.when.split()[0], step.who) for step in reversed(part_history(part))]


def test_the_history_tells_what_went_otherwise_than_usual() -> None:
    load_demo()
    coordinator, ejdervik, teknik = "Maria Notskär", "Ulrika Ejderlund", "Peter Grynnvik"
    assert steps("Bildningsnämnden i Ejdervik") == [
        ("Nämnden började", "11.12.2025", ""), ("Inlämnad", "19.1.2026", ejdervik),
        ("Returnerad", "21.1.2026", coordinator), ("Inlämnad", "22.1.2026", ejdervik),
        ("Returnerad", "26.1.2026", coordinator), ("Inlämnad", "28.1.2026", ejdervik),
        ("Godkänd", "29.1.2026", coordinator),
    ]  # fmt: skip
    assert steps("Tekniska nämnden i Sälgrynna")[1:] == [
        ("Öppnad på nytt", "3.2.2026", coordinator), ("Inlämnad", "5.2.2026", teknik),
        ("Godkänd", "6.2.2026", coordinator),
    ]  # fmt: skip
    assert [day for _act, day, _who in steps("Fritidsnämnden i Skärgården")[1:]] == ["13.1.2026", "14.1.2026"]


def test_every_finished_round_was_opened_and_closed_on_its_days() -> None:
    load_demo()
    told = RoundStep.objects.filter(round__year=2025, round__plan__slug="skargarden-2023-2027")
    days = [(step.act, timezone.localdate(step.taken_at).isoformat(), step.taken_by_id) for step in told]
    coordinator = User.objects.get(name="Maria Notskär").pk
    assert days == [("opened", "2025-11-17", coordinator), ("closed", "2026-02-02", coordinator)]
    assert RoundStep.objects.filter(act="opened").count() == 12
    assert RoundStep.objects.filter(act="closed").count() == 9


def test_everything_happens_in_order_when_offices_are_open_and_only_one_committee_is_late() -> None:
    load_demo()
    late = []
    for part in CommitteePart.objects.filter(round__status="handled").select_related("round", "committee"):
        closed = part.round.steps.get(act="closed").taken_at
        acts = [act for act in (part.opened_at, part.submitted_at, part.accepted_at) if act]
        meeting, handed_in = part.meeting_on, part.submitted_at
        assert len(acts) == 3
        assert meeting
        assert handed_in
        assert acts == sorted(acts)
        assert all(timezone.localtime(act).weekday() < 5 for act in (*acts, closed))
        assert meeting <= timezone.localdate(handed_in)
        assert timezone.localdate(closed) > part.round.due_on
        if handed_in > closed:
            late.append(part.committee.name_sv)
    assert late == ["Tekniska nämnden i Sälgrynna"]


def test_each_committee_has_a_secretary_of_its_own() -> None:
    load_demo()
    seats = Membership.objects.filter(role="committee").values_list("committee", "user")
    assert len({committee for committee, _user in seats}) == Committee.objects.count() == 16
    assert len({user for _committee, user in seats}) == 16


def test_what_was_asked_for_was_written_afterwards_and_the_workbook_was_saved() -> None:
    load_demo()
    row = Progress.objects.get(
        part__round__year=2025, part__committee__name_sv="Bildningsnämnden i Ejdervik",
        text_sv__startswith="Flytbryggan",
    )  # fmt: skip
    told = row.events.order_by("pgh_id").values_list("text_sv", "return_reason")  # type: ignore[attr-defined]
    assert [bool(text) for text, _reason in told][:2] == [False, False]
    assert not row.return_reason
    assert any("örådet" in reason for _text, reason in told)
    draft = WorkbookDraft.objects.get()
    assert draft.saved_at
    assert draft.part.committee.name_sv == "Bildningsnämnden i Skärgården"
    filled = draft.part.progress.filter(text_sv__startswith="Barngrupperna").get()
    assert filled.proposal == "continue"
