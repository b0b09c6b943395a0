"""What a coordinator does next in a running round, and about how long it takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Goal
from reports.models import Assessment, CommitteePart, Round
from reports.pace import ASSESS_MINUTES, FREEZE_MINUTES, REVIEW_MINUTES

# From so many days before the due date a reminder is worth sending.
SOON = 14
Status = CommitteePart.Status


@dataclass(frozen=True)
class NextStep:
    """What to do, where, and in how many minutes (0 = nobody knows, or nothing to do)."""

    words: str
    address: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Course:
    """How far a round is. unassessed: the goals without an assessment, in order."""

    round: Round
    parts: list[CommitteePart]
    unassessed: list[int]
    has_edition: bool


def next_step(course: Course) -> NextStep:
    """Return the next step of a round's coordinator: what others wait for first."""
    asked = course.round
    waiting = [part for part in course.parts if part.status == Status.SUBMITTED]
    open_parts = [part for part in course.parts if part.is_open]
    if waiting:
        count = len(waiting)
        words = ngettext("Review %(n)s part", "Review %(n)s parts", count) % {"n": count}
        return NextStep(words, reverse("reports:part_judge", args=[waiting[0].pk]), count * REVIEW_MINUTES)
    if open_parts and asked.days_left <= SOON:
        count = len(open_parts)
        words = ngettext("Remind %(n)s committee", "Remind %(n)s committees", count) % {"n": count}
        return NextStep(words, reverse("reports:round_remind", args=[asked.pk]), 5)
    if open_parts:
        return NextStep(_("The committees are at work. Nothing waits for you."))
    return closing_step(course)


def closing_step(course: Course) -> NextStep:
    """Return what is left to do when no committee works any more."""
    asked, count = course.round, len(course.unassessed)
    if count:
        words = ngettext("Assess %(n)s goal", "Assess %(n)s goals", count) % {"n": count}
        address = reverse("reports:goal_assess", args=[asked.pk, course.unassessed[0]])
        return NextStep(words, address, count * ASSESS_MINUTES)
    if course.has_edition:
        return NextStep(_("Look through the report and publish it"), reverse("reports:round", args=[asked.pk]), 10)
    return NextStep(_("Freeze the report"), reverse("reports:round_freeze", args=[asked.pk]), FREEZE_MINUTES)


def unassessed_goals(rounds: Iterable[Round]) -> dict[int, list[int]]:
    """Return by round the goals of its plan that have no assessment, in the plan's order, with one query."""
    found: dict[int, list[int]] = {one.pk: [] for one in rounds}
    graded = Assessment.objects.filter(round=OuterRef("asked"), goal=OuterRef("pk")).exclude(grade="")
    rows = Goal.objects.annotate(asked=F("principle__plan__rounds")).filter(~Exists(graded), asked__in=list(found))
    for asked, goal in rows.order_by("principle__order", "order", "pk").values_list("asked", "pk"):
        found[asked].append(goal)
    return found
