"""What the page of a round shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from indicators.change import Change, Verdict, change, moved_most, verdict
from indicators.charts import meter
from indicators.numbers import format_date
from indicators.suppression import applies_to, share_is_suppressed
from plans.models import Plan
from reports.counting import Filled, filled
from reports.models import Assessment, CommitteePart, Edition, Round
from reports.plan_tree import Place
from reports.round_data import Asked, RoundData
from reports.round_gaps import Gap, gaps_of, not_asked, proposals_of
from welfareplans.organisations.models import Committee, User

MOVES_SHOWN = 5
# The state whose symbol and colour a verdict shares.
LOOKS = {
    Verdict.BETTER: "done",
    Verdict.WORSE: "off_track",
    Verdict.CLOSER: "done",
    Verdict.FURTHER: "delayed",
    Verdict.CHANGED: "under_way",
}


@dataclass(frozen=True)
class CommitteeRow:
    """One committee. link: `judge`, `desk`, or empty for somebody who may only read."""

    part: CommitteePart
    word: str
    filled: Filled
    meter: SafeString
    opened: str
    link: str

    @property
    def may_remind(self) -> bool:
        """Tell whether the reader may remind the committee: it can write, and has not handed in."""
        return self.link == "judge" and self.part.is_open


@dataclass(frozen=True)
class MoveRow:
    """A figure that moved: was, is, and what that means."""

    name: SafeString | str
    before: str
    now: str
    look: str
    word: str


@dataclass(frozen=True)
class GoalRow:
    """A goal with its assessment; the grade is empty until there is one."""

    goal: Place
    grade: str
    word: str


@dataclass(frozen=True)
class RoundPage:
    """The page of a round."""

    may_edit: bool
    may_lead: bool
    rows: list[CommitteeRow]
    measures: int
    measures_filled: int
    moves: list[MoveRow]
    goals: list[GoalRow]
    gaps: list[Gap]
    proposals: list[Gap]
    editions: list[Mapping[str, Any]]

    @property
    def figures(self) -> int:
        """Return how many figures are asked for."""
        return sum(row.filled.figures for row in self.rows)

    @property
    def figures_filled(self) -> int:
        """Return how many of them are there."""
        return sum(row.filled.figures_filled for row in self.rows)

    @property
    def accepted(self) -> int:
        """Return how many committees are ready."""
        return sum(row.part.status == CommitteePart.Status.ACCEPTED for row in self.rows)

    @property
    def remindable(self) -> bool:
        """Tell whether there is somebody whom the reader may remind."""
        return any(row.may_remind for row in self.rows)

    @property
    def desks(self) -> list[CommitteeRow]:
        """Return the rows of the reader's own committees."""
        return [row for row in self.rows if row.link == "desk"]


def round_page(data: RoundData, user: User | AnonymousUser) -> RoundPage:
    """Return the page as this reader may see it."""
    may_edit, leads = Round.objects.values_list(
        Exists(Plan.objects.coordinated_by(user).filter(pk=OuterRef("plan"))),
        Exists(Round.objects.led_by(user).filter(pk=OuterRef("pk"))),
    ).get(pk=data.round.pk)
    states = defaultdict(list)
    for answer in data.answers:
        states[answer.measure].append(answer.state)
    rows = committee_rows(data, user, may_edit=may_edit)
    own = {row.part.committee_id for row in rows if row.link == "desk"}
    return RoundPage(
        may_edit=may_edit,
        may_lead=may_edit and leads,
        rows=rows,
        measures=len(states),
        measures_filled=sum(all(given) for given in states.values()),
        moves=move_rows(
            data, [one for one in data.asked if may_edit or one.committee in own or not is_guarded(data, one)]
        ),
        goals=goal_rows(data),
        gaps=[*gaps_of(data), *not_asked(data)],
        proposals=proposals_of(data),
        editions=editions_of(data),
    )


def committee_rows(data: RoundData, user: User | AnonymousUser, *, may_edit: bool) -> list[CommitteeRow]:
    """Return the committees with how far each is, and what the reader may do there."""
    acts = CommitteePart.objects.filter(round=data.round).values_list(
        "pk",
        Exists(CommitteePart.objects.judged_by(user).filter(pk=OuterRef("pk"))),
        Exists(Committee.objects.served_by(user).filter(pk=OuterRef("committee"))),
    )
    links = {pk: "judge" if judged and may_edit else "desk" if own else "" for pk, judged, own in acts}
    counts = filled(data.parts)
    return [
        CommitteeRow(
            part=part,
            word=status_word(part),
            filled=counts[part.pk],
            meter=meter_of(part, counts[part.pk]),
            opened=format_date(part.opened_at, language()) if part.opened_at else "–",
            link=links.get(part.pk, ""),
        )
        for part in data.parts
    ]


def status_word(part: CommitteePart) -> str:
    """Return the status with the day, and for a submitted part with the §."""
    if part.status == CommitteePart.Status.NOT_STARTED and part.opened_at is None:
        return _("Not opened")
    label = str(CommitteePart.Status(part.status).label)
    if part.status == CommitteePart.Status.SUBMITTED and part.meeting_on:
        return ", ".join(filter(None, [f"{label} {format_date(part.meeting_on, language())}", part.section]))
    day = {CommitteePart.Status.RETURNED: part.returned_at, CommitteePart.Status.ACCEPTED: part.accepted_at}
    moment = day.get(CommitteePart.Status(part.status))
    return f"{label} {format_date(moment, language())}" if moment else label


def meter_of(part: CommitteePart, counts: Filled) -> SafeString:
    """Return the bar of the measures filled in."""
    words = _("%(there)s of %(asked)s measures filled in, %(committee)s") % {
        "there": counts.measures_filled, "asked": counts.measures, "committee": part.committee,
    }  # fmt: skip
    return meter(counts.measures_filled, counts.measures, words)


def is_guarded(data: RoundData, one: Asked) -> bool:
    """Tell whether only its committee and the coordinator may see a figure that is not published yet.

    Every count of people is: whether one may be shown depends on its breakdowns, which is decided when the report is
    frozen.
    """
    if not one.use.counts_people:
        return False
    threshold = data.round.plan.municipality.small_count_threshold
    readings = data.figures.series(one.use.indicator, one.area).values()
    return applies_to(one.use.kind, one.use.decimals, counts_people=True) or any(
        share_is_suppressed(reading.numerator, reading.denominator, threshold) for reading in readings
    )


def move_rows(data: RoundData, shown: list[Asked]) -> list[MoveRow]:
    """Return what moved most since the last figure before the round's year."""
    changes = [(one, change(data.figures.known(one.use.indicator, one.area), data.round.year)) for one in shown]
    return [move_row(one, moved) for one, moved in moved_most(changes, MOVES_SHOWN)]


def move_row(one: Asked, moved: Change) -> MoveRow:
    """Return a change in words."""
    meaning = verdict(moved, one.use.better, one.use.target)
    words = {
        Verdict.BETTER: _("better"),
        Verdict.WORSE: _("worse"),
        Verdict.CLOSER: _("closer to the target"),
        Verdict.FURTHER: _("further from the target"),
        Verdict.CHANGED: pgettext("figure", "changed"),
    }
    before, now = one.use.number(moved.before), one.use.number(moved.now)
    return MoveRow(one.use.name, before, now, LOOKS[meaning], words[meaning])


def goal_rows(data: RoundData) -> list[GoalRow]:
    """Return every goal with its assessment."""
    grades = dict(Assessment.objects.filter(round=data.round).values_list("goal_id", "grade"))
    return [
        GoalRow(goal, grade, str(Assessment.Grade(grade).label) if grade else _("No assessment yet"))
        for goal in data.tree.goals.values()
        for grade in [grades.get(goal.pk, "")]
    ]


def editions_of(data: RoundData) -> list[Mapping[str, Any]]:
    """Return the frozen editions, the newest first; who works in the round sees them all (`Edition.visible_to`)."""
    rows = Edition.objects.filter(round=data.round).order_by("-number")
    return list(rows.values("pk", "number", "frozen_at", "publication__pk"))


def language() -> str:
    """Return the reader's language."""
    return get_language() or "sv"
