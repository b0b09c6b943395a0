"""Turning a committee's proposal into a change of the plan's working text, and taking that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from plans.models import Measure
from reports.models import Dealing, NotAllowed, Progress
from welfareplans.organisations.models import User
from welfareplans.organisations.versions import EditConflict

Proposal, Outcome = Progress.Proposal, Dealing.Outcome
# What carrying a proposal out means.
OUTCOMES = {
    Proposal.CONTINUE: Outcome.NOTED, Proposal.CHANGE: Outcome.CARRIED_OUT, Proposal.END: Outcome.CARRIED_OUT,
}  # fmt: skip


@transaction.atomic
def deal(progress: Progress, *, by: User, seen: int, decline: bool = False) -> Dealing:
    """Deal with a proposal and return that; the same click again changes nothing.

    progress: with part, round and measure. seen: the version of the proposal that was read. To end a measure sets its
    last year; to change it is left to who opens its editor next. Raises EditConflict when the committee has written in
    it since, NotAllowed with the reason in words.
    """
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=progress.measure_id)
    now = Progress.objects.select_for_update(of=("self",)).get(pk=progress.pk)
    before = Dealing.objects.filter(progress=now).first()
    outcome = Outcome.DECLINED if decline else OUTCOMES[Proposal(now.proposal)]
    if before and (before.proposal, before.outcome) == (now.proposal, outcome):
        return before
    if now.version != seen:
        raise EditConflict
    if before:
        take_back_from(measure, before, progress.part.round.year)
    made = Dealing(progress=now, proposal=now.proposal, outcome=outcome, dealt_by=by)
    if now.proposal == Proposal.END and not decline:
        made.last_year_before = measure.last_year
        end(measure, progress.part.round.year)
    made.save()
    return made


def end(measure: Measure, year: int) -> None:
    """Set the measure's last year; one that ends earlier stays as it is."""
    if measure.last_year is not None and measure.last_year <= year:
        return
    measure.last_year = year
    try:
        measure.validate_constraints()
    except ValidationError as error:
        raise NotAllowed(" ".join(error.messages)) from error
    measure.save()


@transaction.atomic
def take_back(progress: Progress) -> None:
    """Let a proposal wait again; a measure that was ended for it gets its former last year back."""
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=progress.measure_id)
    if before := Dealing.objects.filter(progress=progress).first():
        take_back_from(measure, before, progress.part.round.year)


def take_back_from(measure: Measure, dealing: Dealing, year: int) -> None:
    """Delete what was dealt and undo it, unless another committee's proposal ended the measure too.

    A last year that somebody has set otherwise since is left alone.
    """
    was_ended = (dealing.proposal, dealing.outcome) == (Proposal.END, Outcome.CARRIED_OUT)
    ended_too = Dealing.objects.filter(
        progress__measure=measure, progress__part__round__year=year, proposal=Proposal.END, outcome=Outcome.CARRIED_OUT
    ).exclude(pk=dealing.pk)
    other = ended_too.order_by("pk").first() if was_ended else None
    if other and other.pk > dealing.pk:
        other.last_year_before = dealing.last_year_before
        other.save()
    elif was_ended and not other and measure.last_year == year:
        measure.last_year = dealing.last_year_before
        measure.save()
    dealing.delete()


@transaction.atomic
def note_all(found: QuerySet[Progress], *, by: User) -> int:
    """Note the proposals to go on as before and return how many were new; a double click notes each once."""
    locked = list(
        found.filter(proposal=Proposal.CONTINUE).select_for_update(of=("self",)).select_related("part__round")
    )
    told = dict(Dealing.objects.filter(progress__in=locked).values_list("progress_id", "proposal"))
    new = [one for one in locked if one.pk not in told]
    Dealing.objects.bulk_create(
        Dealing(progress=one, proposal=one.proposal, outcome=Outcome.NOTED, dealt_by=by) for one in new
    )
    # What was done for another proposal, before the committee changed its mind, is undone one by one.
    changed = [one for one in locked if told.get(one.pk, one.proposal) != one.proposal]
    for one in changed:
        deal(one, by=by, seen=one.version)
    return len(new) + len(changed)
