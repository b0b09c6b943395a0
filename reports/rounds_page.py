"""The follow-ups of all plans that somebody works in: committees by plans, then what is over or not begun."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from plans.models import Plan
from reports.counting import Filled, filled
from reports.models import CommitteePart, Round
from reports.round_page import status_word
from welfareplans.organisations.models import Committee, Municipality, User

EARLIER_SHOWN = 30


@dataclass(frozen=True)
class Cell:
    """One committee in one running round. link: `judge`, `desk` or empty, as on the round's page."""

    asked: Round
    part: CommitteePart | None = None
    word: str = ""
    filled: Filled | None = None
    link: str = ""


@dataclass(frozen=True)
class CommitteeLine:
    """One committee with a cell for each running round, in their order."""

    committee: Committee
    cells: list[Cell]


@dataclass(frozen=True)
class RoundsPage:
    """The page. idle: adopted plans without a running round; again: those of them that had one before."""

    running: list[Round]
    lines: list[CommitteeLine]
    earlier: list[Round]
    idle: list[Plan]
    again: set[int]
    municipalities: list[Municipality]


def rounds_page(user: User | AnonymousUser) -> RoundsPage:
    """Return the page as this reader may see it, with a constant number of queries."""
    rounds = list(
        Round.objects.visible_to(user)
        .select_related("plan__municipality__area")
        .order_by("due_on", "plan_id", "pk")
        .defer("instructions", "summary")
    )
    running = [one for one in rounds if one.is_running]
    earlier = [one for one in reversed(rounds) if not one.is_running]
    busy, before = {one.plan_id for one in running}, {one.plan_id for one in rounds}
    plans = Plan.objects.editable_by(user).filter(status=Plan.Status.ADOPTED)
    idle = [plan for plan in plans.select_related("municipality__area").order_by("pk") if plan.pk not in busy]
    mine = Municipality.objects.coordinated_by(user).select_related("area").order_by("pk")
    return RoundsPage(running, lines(running, user), earlier[:EARLIER_SHOWN], idle, before, list(mine))


def lines(running: list[Round], user: User | AnonymousUser) -> list[CommitteeLine]:
    """Return the committees of the running rounds, those of one municipality together."""
    rows = CommitteePart.objects.filter(round__in=running).select_related("committee__municipality__area")
    parts = sorted(rows.order_by("pk"), key=lambda part: part.committee.place_in_lists)
    known = {one.pk: one for one in running}
    for part in parts:
        part.round = known[part.round_id]
    links = links_of(parts, user)
    counts = filled(parts)
    cells = {(part.committee_id, part.round_id): part for part in parts}
    committees = {part.committee_id: part.committee for part in parts}
    return [
        CommitteeLine(committee, [cell(one, cells.get((pk, one.pk)), counts, links) for one in running])
        for pk, committee in committees.items()
    ]


def links_of(parts: Iterable[CommitteePart], user: User | AnonymousUser) -> dict[int, str]:
    """Return by part what the reader does there."""
    this = CommitteePart.objects.filter(pk=OuterRef("pk"))
    rows = CommitteePart.objects.filter(pk__in=[part.pk for part in parts]).values_list(
        "pk", Exists(this.filled_in_by(user)), Exists(this.judged_by(user))
    )
    return {pk: "judge" if judged else "desk" for pk, own, judged in rows if own or judged}


def cell(
    asked: Round, part: CommitteePart | None, counts: Mapping[int, Filled], links: Mapping[int, str]
) -> Cell:  # fmt: skip
    """Return one cell; empty where the committee is not asked."""
    if part is None:
        return Cell(asked)
    return Cell(asked, part, status_word(part), counts[part.pk], links.get(part.pk, ""))
