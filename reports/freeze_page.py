"""What the coordinator looks through before freezing: what the edition will hold, and what is missing in it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.models import Goal, PlanIndicator
from reports.counting import Filled, filled
from reports.models import Assessment, CommitteePart, Progress, Round


@dataclass(frozen=True)
class FreezePage:
    """The page. missing: committees' parts that are not accepted; gaps: other things that lack, in words."""

    round: Round
    number: int
    committees: int
    missing: list[CommitteePart]
    filled: Filled
    goals: int
    assessed: int
    gaps: list[str]

    @property
    def accepted(self) -> int:
        """Return how many parts are accepted."""
        return self.committees - len(self.missing)


def freeze_page(round: Round) -> FreezePage:
    """Return the page of a round; its plan must be loaded."""
    rows = CommitteePart.objects.filter(round=round).select_related("committee", "round__plan").order_by("pk")
    parts = sorted(rows, key=lambda part: part.committee.place_in_lists)
    total = counted_once(round, filled(parts).values())
    goals = Goal.objects.filter(principle__plan=round.plan).count()
    assessed = Assessment.objects.filter(round=round).exclude(grade="").count()
    return FreezePage(
        round=round,
        number=(round.editions.order_by("-number").values_list("number", flat=True).first() or 0) + 1,
        committees=len(parts),
        missing=[part for part in parts if part.status != CommitteePart.Status.ACCEPTED],
        filled=total,
        goals=goals,
        assessed=assessed,
        gaps=gaps(round, total, goals - assessed),
    )


def counted_once(round: Round, parts: Collection[Filled]) -> Filled:
    """Return the whole round's counts: a measure of two committees is one, and reported when both have reported it."""
    given: defaultdict[int, list[str]] = defaultdict(list)
    for measure, state in Progress.objects.filter(part__round=round).values_list("measure", "state"):
        given[measure].append(state)
    return Filled(
        measures=len(given),
        measures_filled=sum(all(states) for states in given.values()),
        figures=sum(one.figures for one in parts),
        figures_filled=sum(one.figures_filled for one in parts),
    )


def gaps(round: Round, total: Filled, unassessed: int) -> list[str]:
    """Return what is missing beside whole parts; the report says so too."""
    measures, figures = total.measures - total.measures_filled, total.figures - total.figures_filled
    open_indicators = PlanIndicator.objects.filter(plan=round.plan, is_to_be_specified=True).count()
    counted = [
        (measures, ngettext("%(count)s measure is not reported", "%(count)s measures are not reported", measures)),
        (figures, ngettext("%(count)s figure is missing", "%(count)s figures are missing", figures)),
        (unassessed, ngettext("%(count)s goal is not assessed", "%(count)s goals are not assessed", unassessed)),
        (
            open_indicators,
            ngettext(
                "%(count)s indicator is still to be specified",
                "%(count)s indicators are still to be specified",
                open_indicators,
            ),
        ),
    ]
    found = [sentence % {"count": count} for count, sentence in counted if count > 0]
    if not any(getattr(round, f"summary_{code}") for code in round.plan.languages):
        found.append(_("The summary is not written"))
    return found
