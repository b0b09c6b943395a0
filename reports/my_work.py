"""What waits for somebody after signing in, by role."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch

from plans.languages.completeness import Completeness, completeness_of
from plans.models import PartnerInvitation, Plan, PlanIndicator
from reports.counting import Filled, filled
from reports.models import CommitteePart, Edition, EditionFile, Round
from reports.next_steps import Course, NextStep, next_step, unassessed_goals
from reports.pace import USUAL, minutes, usual_pace
from reports.proposals_waiting import ProposalsWaiting, proposals_waiting
from welfareplans.organisations.models import User

REPORTS_SHOWN = 6


@dataclass(frozen=True)
class Part:
    """A part with how far it is."""

    part: CommitteePart
    filled: Filled
    seconds_per_answer: float = USUAL

    @property
    def minutes_left(self) -> int:
        """Return about how long the rest takes, in steps of five minutes."""
        return minutes(self.filled.left * self.seconds_per_answer)


@dataclass(frozen=True)
class RunningRound:
    """A round that a coordinator compiles, with its committees."""

    round: Round
    parts: list[Part]
    unassessed: list[int]
    has_edition: bool

    @property
    def next_step(self) -> NextStep:
        """Return what the coordinator does next."""
        return next_step(Course(self.round, [one.part for one in self.parts], self.unassessed, self.has_edition))

    @property
    def waiting(self) -> int:
        """Return how many parts wait for review."""
        return sum(part.part.status == CommitteePart.Status.SUBMITTED for part in self.parts)

    @property
    def accepted(self) -> int:
        """Return how many parts are accepted."""
        return sum(part.part.status == CommitteePart.Status.ACCEPTED for part in self.parts)


@dataclass(frozen=True)
class Coordination:
    """What a coordinator sees first."""

    rounds: list[RunningRound]
    drafts: list[Plan]
    plans_without_round: list[Plan]
    unspecified: list[PlanIndicator]
    translations: list[tuple[Plan, Completeness]]
    invitations: list[PartnerInvitation]
    proposals: list[ProposalsWaiting]


def parts_to_fill_in(user: User) -> list[Part]:
    """Return the parts of the user's committees in open rounds, those due first."""
    parts = (
        CommitteePart.objects.filled_in_by(user)
        .filter(round__in=Round.objects.running())
        .select_related("committee", "round__plan__municipality__area")
        .order_by("round__due_on", "pk")
    )
    counts = filled(parts)
    pace = usual_pace(part.round.plan.municipality_id for part in parts)
    return [Part(part, counts[part.pk], pace[part.round.plan.municipality_id]) for part in parts]


def coordination(user: User) -> Coordination:
    """Return the running rounds of the user's plans and what is missing in them."""
    plans = list(Plan.objects.editable_by(user).exclude(status=Plan.Status.ENDED).select_related("municipality__area"))
    parts = list(
        CommitteePart.objects.filter(round__plan__in=plans)
        .filter(round__in=Round.objects.running())
        .select_related("committee", "round__plan__municipality__area")
        .annotate(has_edition=Exists(Edition.objects.filter(round=OuterRef("round"))))
        .order_by("round__due_on", "pk")
    )
    counts = filled(parts)
    asked = {part.round_id: (part.round, part.has_edition) for part in parts}
    unassessed = unassessed_goals(one for one, _is_frozen in asked.values())
    rounds = {pk: RunningRound(one, [], unassessed[pk], is_frozen) for pk, (one, is_frozen) in asked.items()}
    for part in parts:
        rounds[part.round_id].parts.append(Part(part, counts[part.pk]))
    busy = {running.round.plan_id for running in rounds.values()}
    return Coordination(
        list(rounds.values()),
        [plan for plan in plans if plan.status != Plan.Status.ADOPTED],
        [plan for plan in plans if plan.status == Plan.Status.ADOPTED and plan.pk not in busy],
        list(unspecified(plans)),
        untranslated(plans),
        list(
            PartnerInvitation.objects.answered_by(user).select_related("plan__municipality__area", "municipality__area")
        ),
        proposals_waiting(user),
    )


def unspecified(plans: list[Plan]) -> list[PlanIndicator]:
    """Return the plans' indicators that are still to be specified, those due first."""
    rows = PlanIndicator.objects.filter(plan__in=plans, is_to_be_specified=True)
    return sorted(
        rows.select_related("indicator", "plan", "specified_by"), key=lambda use: use.specified_due or datetime.date.max
    )


def untranslated(plans: list[Plan]) -> list[tuple[Plan, Completeness]]:
    """Return the languages of the plans in which texts are missing."""
    counts = completeness_of(plans)
    return [(plan, language) for plan in plans for language in counts[plan.pk] if language.missing]


def newest_reports(user: User | AnonymousUser, shown: int = REPORTS_SHOWN, *, only_own: bool = False) -> list[Edition]:
    """Return the newest published edition of each round that the user may read, the latest year first.

    only_own: leave out what other municipalities have opened to everyone.
    """
    editions = (
        Edition.objects.visible_to(user)
        .filter(publication__isnull=False)
        .select_related("round__plan__municipality__area", "publication")
        .prefetch_related(
            Prefetch("files", EditionFile.objects.filter(part="").defer("pdf").select_related("partner__area"))
        )
        .defer("content")
        .order_by("-round__year", "round__plan_id", "-number")
    )
    if only_own:
        editions = editions.reported_by(user)
    newest: dict[int, Edition] = {}
    for edition in editions[: 5 * shown]:
        newest.setdefault(edition.round_id, edition)
    return list(newest.values())[:shown]
