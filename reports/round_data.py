"""What is read, once, for the page of a round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from plans.models import Reporter
from reports.figures import Figures, Use, read_figures, read_uses
from reports.models import CommitteePart, Progress, Round
from reports.plan_tree import Tree, read_tree
from welfareplans.organisations.alphabet import looked_up
from welfareplans.organisations.templatetags.page import text
from welfareplans.organisations.texts import LANGUAGES, columns


@dataclass(frozen=True)
class Answer:
    """One measure in one committee's part."""

    measure: int
    committee: int
    state: str
    proposal: str
    texts: Mapping[str, str]
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A figure that a committee enters for an area."""

    use: Use
    area: int
    committee: int


@dataclass(frozen=True)
class RoundData:
    """A round with its parts, answers and figures."""

    round: Round
    parts: list[CommitteePart]
    answers: list[Answer]
    tree: Tree
    uses: Mapping[int, Use]
    asked: list[Asked]
    not_asked: list[dict[str, Any]]
    figures: Figures

    def committee(self, pk: int | None) -> SafeString | str:
        """Return a committee's name, empty when it has no part in the round."""
        found = (part.committee for part in self.parts if part.committee_id == pk)
        return next((text(committee, "name", self.round.plan.languages) for committee in found), "")


def read_round(asked: Round) -> RoundData:
    """Return everything with nine queries. asked: with its plan."""
    plan = asked.plan
    unordered = asked.parts.select_related("committee").order_by("pk")
    parts = sorted(unordered, key=lambda part: looked_up(part.committee.name))
    for part in parts:
        part.round = asked
    uses = read_uses(plan)
    reporters = Reporter.objects.filter(plan_indicator__plan=plan).order_by("plan_indicator__order", "pk")
    rows = reporters.values_list("plan_indicator_id", "area_id", "committee_id")
    wanted = ("committee_id", "measure_id", "plan_indicator_id", *columns("reason", "committee__name"))
    not_asked = list(asked.not_asked.order_by("pk").values(*wanted))
    left_out = {(row["committee_id"], row["plan_indicator_id"]) for row in not_asked}
    return RoundData(
        round=asked,
        parts=parts,
        answers=read_answers(asked),
        tree=read_tree(plan),
        uses=uses,
        asked=[Asked(uses[use], area, committee) for use, area, committee in rows if (committee, use) not in left_out],
        not_asked=not_asked,
        figures=read_figures((use.indicator for use in uses.values()), category=None),
    )


def read_answers(asked: Round) -> list[Answer]:
    """Return what the committees answered about their measures."""
    texts = [f"{field}_{code}" for field in ("text", "reason") for code in LANGUAGES]
    rows = Progress.objects.filter(part__round=asked).values(
        "measure_id", "part__committee_id", "state", "proposal", *texts
    )
    return [
        Answer(
            row["measure_id"], row["part__committee_id"], row["state"], row["proposal"],
            by_language(row, "text"), by_language(row, "reason"),
        )
        for row in rows
    ]  # fmt: skip


def by_language(row: Mapping[str, Any], field: str) -> dict[str, str]:
    """Return the texts that there are, by language."""
    return {code: row[f"{field}_{code}"] for code in LANGUAGES if row[f"{field}_{code}"]}
